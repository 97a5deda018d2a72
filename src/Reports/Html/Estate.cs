using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Html;

/// <summary>A report with what every section asks: numbers of findings, who stands behind an asset, which system owns it.</summary>
internal sealed class Estate
{
    private readonly Users users;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly ILookup<AssetId, AssetId> systems;
    private readonly ILookup<AssetId, Finding> about;

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
        Workloads =
        [
            .. report.Assessment.Matrix.GroupBy(c => c.Workload.Id)
                .OrderByDescending(g => g.Count(c => c.Verdict == Verdict.Fail && !c.IsWaived)).ThenByDescending(g => g.Count(c => c.Verdict == Verdict.NotEvaluable))
                .ThenBy(g => g.First().Workload.Name, StringComparer.Ordinal).ThenBy(g => g.Key).Select(g => g.First().Workload),
        ];
    }

    public Report Report { get; }

    public IReadOnlyList<Finding> Failures { get; }

    public IReadOnlyList<Finding> Open { get; }

    public IReadOnlyList<Finding> Waived { get; }

    /// <summary>Those out of line under most controls first.</summary>
    public IReadOnlyList<AssetRow> Workloads { get; }

    /// <summary>The number that `plumb explain` takes.</summary>
    public int Number(Finding finding) => numbers[finding.Id];

    /// <summary>The open findings about a workload or what it uses.</summary>
    public IEnumerable<Finding> About(AssetRow workload) => about[workload.Id];

    /// <summary>The one system a finding belongs to; null where several or none do.</summary>
    public AssetRow? SystemOf(Finding finding)
    {
        if (finding.Asset.Id.Kind == AssetKind.AiSystem) return finding.Asset;
        var owners = users.Of(finding.Asset).SelectMany(u => systems[u.Id]).Distinct().Take(2).ToList();
        return owners.Count == 1 ? Report.Graph.Find(owners[0]) : null;
    }
}
