using System.Collections.Immutable;

namespace Plumbline.Server.Admission;

/// <summary>What `plumb admission` was started with.</summary>
/// <param name="Roots">Folders of the estate: registries, code, evals, answers, logs.</param>
/// <param name="Rules">Folders of the rules.</param>
/// <param name="Store">The address of the ledger.</param>
/// <param name="Grammars">The folder of the grammars.</param>
/// <param name="Environments">The environment of each namespace.</param>
/// <param name="Modes">How strict it may be at most in each namespace: audit, warn, enforce.</param>
internal sealed record AdmissionSettings(
    ImmutableArray<string> Roots, ImmutableArray<string> Rules, string Store, string Grammars, NamespaceChoice Environments, NamespaceChoice Modes)
{
    /// <summary>The cluster's name in `deployed-as: k8s:CLUSTER/NAMESPACE/…`; null: any.</summary>
    public string? Cluster { get; init; }

    /// <summary>The moment that evidence is read at; null: that of the files, else now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>True where an object is refused also for how its system stands at the gate.</summary>
    public bool HasStanding { get; init; } = true;

    /// <summary>True where what reviews say is kept: whoever sends them is known, or there is no cluster to ask instead.</summary>
    public bool KeepsReviews { get; init; } = true;

    /// <summary>True where refusals and uses of overrides go into the ledger.</summary>
    public bool IsRecorded { get; init; }
}
