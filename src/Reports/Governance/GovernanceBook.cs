using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Governance;

/// <summary>The AI systems of an estate as objects of governance, and who uses which AI for what. Gaps of governance stand apart from security.</summary>
/// <param name="Systems">Registered systems, by id.</param>
/// <param name="Usage">Use of models, by team and use case; of what no registry knows too.</param>
public sealed record GovernanceBook(ImmutableArray<SystemRecord> Systems, ImmutableArray<UsageRow> Usage)
{
    /// <summary>The kinds of attestation that governance beyond security asks for.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["fairness", "transparency", "accountability", "oversight"];

    /// <summary>Puts a report's systems together.</summary>
    /// <param name="report">The report.</param>
    /// <param name="providerOf">Who provides a model; empty where its id does not tell.</param>
    public static GovernanceBook Of(Report report, Func<string, string> providerOf)
    {
        ArgumentNullException.ThrowIfNull(report);
        var owned = report.Graph.Relations.Where(r => r is { Verb: "owns", From.Kind: AssetKind.AiSystem }).ToLookup(r => r.From, r => r.To);
        var thresholds = new Thresholds(report, Severity.High);
        var systems = report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Where(s => s.Is("registered")).OrderBy(s => s.Id).ToList();
        return new([.. systems.Select(s => new SystemReading(report, s, [.. owned[s.Id].Select(report.Graph.Find).OfType<AssetRow>()], thresholds).Read())], UsageRow.Of(report, owned, systems, providerOf));
    }
}

/// <summary>One AI system.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Facts">Owner, purpose, use case, risk class, criticality: what is stated.</param>
/// <param name="People">Builders, deployers, consumers.</param>
/// <param name="Attestations">One for each kind that is asked for.</param>
/// <param name="Assets">Its workloads, and the models, agents, guardrails that belong to them, by kind and name.</param>
/// <param name="Profile">The posture profile; empty where it has none.</param>
/// <param name="Objectives">The objectives selected, scored.</param>
/// <param name="NotSelected">Controls with rules that it does not select; empty where it has no profile.</param>
/// <param name="FailOn">From which severity on findings are a breach; none where never.</param>
/// <param name="Breaches">Findings that are.</param>
/// <param name="Gaps">What is missing of its governance, in sentences.</param>
public sealed record SystemRecord(
    string Id, string Name, ImmutableArray<(string Key, string Value)> Facts, ImmutableArray<(string Role, ImmutableArray<string> Names)> People,
    ImmutableArray<AttestationState> Attestations, ImmutableArray<(string Kind, string Name)> Assets, string Profile, ImmutableArray<ObjectiveScore> Objectives,
    ImmutableArray<string> NotSelected, string FailOn, int Breaches, ImmutableArray<string> Gaps);

/// <summary>How one attestation stands.</summary>
/// <param name="Kind">fairness, transparency, accountability, oversight.</param>
/// <param name="State">attested, expired, ahead (its date has not come), missing.</param>
/// <param name="By">Who attested it.</param>
/// <param name="Date">When.</param>
/// <param name="Expires">Until when; null for no end.</param>
public sealed record AttestationState(string Kind, string State, string By, DateTimeOffset? Date, DateTimeOffset? Expires);

/// <summary>One objective of a profile and what the rules of its controls say of the system.</summary>
/// <param name="Name">The objective.</param>
/// <param name="Controls">The controls that serve it.</param>
/// <param name="Fail">Findings that are open.</param>
/// <param name="NotEvaluable">Rules of which nothing is known.</param>
/// <param name="State">met, not-met, not-known; not-assessed where no rule serves it.</param>
public sealed record ObjectiveScore(string Name, ImmutableArray<string> Controls, int Fail, int NotEvaluable, string State);
