using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Html;

/// <summary>A report with what every section asks: numbers of findings, who stands behind an asset, which system owns it.</summary>
public sealed class Estate
{
    private readonly Users users;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly ILookup<AssetId, AssetId> systems;
    private readonly ILookup<AssetId, Finding> about;
    private readonly ILookup<AssetId, Finding> carried;

    /// <summary>Reads a report.</summary>
    public Estate(Report report)
    {
        Report = report;
        users = Users.Of(report.Graph);
        var number = 0;
        foreach (var finding in report.Assessment.Findings) numbers.TryAdd(finding.Id, ++number);
        systems = report.Graph.Relations.Where(r => r.Verb == "owns" && r.From.Kind == AssetKind.AiSystem).ToLookup(r => r.To, r => r.From);
        Failures = [.. report.Failures];
        Open = [.. report.Open];
        Waived = [.. report.Waived];
        about = Failures.Concat(Open).SelectMany(f => users.Of(f.Asset).Select(u => (u.Id, Finding: f))).ToLookup(p => p.Id, p => p.Finding);
        carried = Waived.SelectMany(f => users.Of(f.Asset).Select(u => (u.Id, Finding: f))).ToLookup(p => p.Id, p => p.Finding);
        Workloads =
        [
            .. report.Assessment.Matrix.GroupBy(c => c.Workload.Id)
                .OrderByDescending(g => g.Count(c => c.Verdict == Verdict.Fail && !c.IsWaived)).ThenByDescending(g => g.Count(c => c.Verdict == Verdict.NotEvaluable))
                .ThenBy(g => g.First().Workload.Name, StringComparer.Ordinal).ThenBy(g => g.Key).Select(g => g.First().Workload),
        ];
    }

    /// <summary>The report.</summary>
    public Report Report { get; }

    /// <summary>What does not hold and nobody answers for.</summary>
    public IReadOnlyList<Finding> Failures { get; }

    /// <summary>Findings of which nothing can be known.</summary>
    public IReadOnlyList<Finding> Open { get; }

    /// <summary>What does not hold and somebody answers for.</summary>
    public IReadOnlyList<Finding> Waived { get; }

    /// <summary>Those out of line under most controls first.</summary>
    public IReadOnlyList<AssetRow> Workloads { get; }

    /// <summary>How many checks hold on complete evidence.</summary>
    public int Passes => Report.Assessment.Tally.Values.Sum(t => t.Pass);

    /// <summary>Whether the estate is in line, in one sentence.</summary>
    public string Headline
    {
        get
        {
            var (all, bad) = (Workloads.Count, Report.Assessment.Matrix.Where(c => c.Verdict == Verdict.Fail && !c.IsWaived).Select(c => c.Workload.Id).Distinct().Count());
            if (bad > 0) return $"{bad} of {Words.Count(all, "AI workload")} {Words.Are(bad)} out of line with what was approved.";
            if (Failures.Count > 0) return $"{Words.Count(Failures.Count, "finding")} {Words.Are(Failures.Count)} out of line with what was approved.";
            if (Open.Count > 0) return $"Nothing is known to be out of line; {Words.Count(Open.Count, "check")} could not be evaluated.";
            return Passes > 0 ? $"{Words.Count(all, "AI workload")} {Words.Are(all)} in line with what was approved." : "Nothing could be compared.";
        }
    }

    /// <summary>The number that `plumb explain` takes.</summary>
    public int Number(Finding finding) => numbers[finding.Id];

    /// <summary>The open findings about a workload or what it uses.</summary>
    public IEnumerable<Finding> About(AssetRow workload) => about[workload.Id];

    /// <summary>The findings about a workload or what it uses, waived ones too.</summary>
    /// <param name="workload">The workload's id with its kind.</param>
    public IEnumerable<Finding> About(string workload) =>
        AssetId.TryParse(workload, out var id) ? about[id].Concat(carried[id]) : [];

    /// <summary>The one system a finding belongs to; null where several or none do.</summary>
    public AssetRow? SystemOf(Finding finding) => SystemOf(finding.Asset);

    /// <summary>The one system an asset belongs to; null where several or none do.</summary>
    public AssetRow? SystemOf(AssetRow asset)
    {
        if (asset.Id.Kind == AssetKind.AiSystem) return asset;
        var owners = users.Of(asset).SelectMany(u => systems[u.Id]).Concat(systems[asset.Id]).Distinct().Take(2).ToList();
        return owners.Count == 1 ? Report.Graph.Find(owners[0]) : null;
    }
}
