using System.Collections.Frozen;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Scans;

/// <summary>Which findings are a breach: from one severity on, or, where registries say so, from that of the asset's risk class on.</summary>
/// <remarks>An asset that states no class has the classes of the workloads, agents and systems that an arrow leads from; the strictest counts.</remarks>
public sealed class Thresholds
{
    private static readonly AssetKind[] Users = [AssetKind.Workload, AssetKind.Agent, AssetKind.AiSystem];
    private readonly Severity? otherwise;
    private readonly FrozenDictionary<string, Severity?> classes;
    private readonly ILookup<AssetId, string> used;

    /// <summary>The thresholds of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="otherwise">The severity where no class says one; null where nothing is a breach.</param>
    public Thresholds(Report report, Severity? otherwise)
    {
        this.otherwise = otherwise;
        classes = report.Claims.Where(c => c.Property == Claim.Reserved.Threshold).Select(RiskThreshold.Read).GroupBy(t => t.RiskClass, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(Least).Min(), StringComparer.Ordinal);
        used = classes.Count == 0 ? Array.Empty<(AssetId, string)>().ToLookup(p => p.Item1, p => p.Item2) : report.Graph.Relations.Where(r => Users.Contains(r.From.Kind))
            .Select(r => (r.To, Risk: report.Graph.Find(r.From)?.Fact("risk") ?? "")).Where(p => p.Risk.Length > 0).ToLookup(p => p.To, p => p.Risk);
    }

    /// <summary>True where registries state thresholds.</summary>
    public bool IsStated => classes.Count > 0;

    /// <summary>The severity from which findings of an asset are a breach; null where none is.</summary>
    public Severity? Of(AssetRow asset)
    {
        List<string> risks = asset.Fact("risk") is { Length: > 0 } own ? [own] : [.. used[asset.Id].Distinct()];
        var stated = risks.FindAll(classes.ContainsKey);
        return stated.Count == 0 ? otherwise : stated.Min(r => classes[r]);
    }

    /// <summary>True where a finding is a breach.</summary>
    public bool IsBreach(Finding finding) =>
        finding is { Verdict: Verdict.Fail, IsWaived: false } && finding.Rule.Maturity == Maturity.Stable && Of(finding.Asset) is { } least && finding.Weight.Severity >= least;

    private static Severity? Least(RiskThreshold threshold) => threshold.Least != "none" && KebabCase.TryParse<Severity>(threshold.Least, out var least) ? least : null;
}
