using System.Collections.Immutable;

namespace Plumbline.Posture.Gates;

/// <summary>A release that somebody wants to make.</summary>
/// <param name="System">The AI system, by its id or name in the registry.</param>
/// <param name="Environment">Where to: `production`, `staging`, …; `prod`, `dev` and `stage` are understood.</param>
/// <param name="ReleaseFiles">Paths within the scan of the plan and manifests of this release: what they declare is released, whoever the registry thinks it belongs to.</param>
/// <param name="Moment">When it is decided: overrides hold at this moment, whatever moment the evidence speaks of.</param>
/// <param name="SaysFirst">Somebody says that the system was never released there.</param>
/// <param name="LastAllowed">When a gate last let a release of it pass there, as far as a ledger remembers; null where none does.</param>
public sealed record GateRequest(
    string System, string Environment, ImmutableArray<string> ReleaseFiles, DateTimeOffset Moment, bool SaysFirst = false, DateTimeOffset? LastAllowed = null)
{
    /// <summary>Who says that it is the first release; empty where nobody does.</summary>
    public string FirstSaidBy { get; init; } = "";

    /// <summary>What a ledger or an earlier verdict remembers of a release before, each as a sentence with its origin.</summary>
    public ImmutableArray<string> Earlier { get; init; } = [];

    private static readonly ImmutableDictionary<string, string> Short = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase, [KeyValuePair.Create("prod", "production"), KeyValuePair.Create("dev", "development"), KeyValuePair.Create("stage", "staging")]);

    /// <summary>True where an environment is the one that is meant.</summary>
    public bool IsIn(string? environment) => environment is not null
        && (environment.Equals(Environment, StringComparison.OrdinalIgnoreCase) || environment.Equals(Short.GetValueOrDefault(Environment), StringComparison.OrdinalIgnoreCase));
}
