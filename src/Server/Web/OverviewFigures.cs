using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Reports;
using Plumbline.Server.Desks;

namespace Plumbline.Server.Web;

/// <summary>Checks that lack the same evidence.</summary>
/// <param name="Fix">What supplies it.</param>
/// <param name="Checks">How many checks.</param>
/// <param name="Assets">How many assets.</param>
/// <param name="Names">The names of some of them, in order.</param>
internal sealed record MissingFix(string Fix, int Checks, int Assets, ImmutableArray<string> Names);

/// <summary>What the overview counts of a report: counted once, as reports never change.</summary>
internal sealed class OverviewFigures
{
    private const int MostNames = 8;
    private const int MostSources = 12;
    private static readonly ConditionalWeakTable<Report, OverviewFigures> Known = [];
    private readonly int[] severities = new int[Enum.GetValues<Severity>().Length];
    private readonly Dictionary<string, SortedSet<string>> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Control, Verdict Verdict), int> cells = [];

    private OverviewFigures(Report report)
    {
        var estate = Books.Of(report).Estate;
        foreach (var finding in estate.Failures) severities[(int)finding.Weight.Severity]++;
        foreach (var finding in report.Assessment.Findings) foreach (var proof in finding.Evidence) Note(finding, proof);
        foreach (var cell in report.Assessment.Matrix.Where(c => !c.IsWaived)) cells[(cell.Control, cell.Verdict)] = cells.GetValueOrDefault((cell.Control, cell.Verdict)) + 1;
        Cells = report.Assessment.Matrix.ToDictionary(c => (c.Workload.Id, c.Control));
        Present = [.. Controls.Of(report).Where(report.Assessment.Matrix.Select(m => m.Control).ToHashSet(StringComparer.Ordinal).Contains)];
        Missing = [.. estate.Open.GroupBy(f => f.Fix).Select(Put).OrderByDescending(f => f.Checks).ThenBy(f => f.Fix, StringComparer.Ordinal)];
        Gaps = [.. report.Graph.Gaps.DistinctBy(g => g.Gap.Reason).OrderBy(g => g.Gap.Kind)];
        Released = [.. Releases.Of(report)];
        Accounts = report.Accounts;
        Disciplines = report.Disciplines;
    }

    /// <summary>The figures of a report.</summary>
    public static OverviewFigures Of(Report report) => Known.GetValue(report, r => new OverviewFigures(r));

    /// <summary>Cells of the matrix by workload and control.</summary>
    public IReadOnlyDictionary<(AssetId Workload, string Control), Cell> Cells { get; }

    /// <summary>The controls that any workload has a cell of.</summary>
    public ImmutableArray<string> Present { get; }

    /// <summary>What is missing; what most checks lack first.</summary>
    public ImmutableArray<MissingFix> Missing { get; }

    /// <summary>What was not seen, each reason once.</summary>
    public ImmutableArray<(Gap Gap, Origin Origin)> Gaps { get; }

    /// <summary>Production workloads and what was released of them.</summary>
    public ImmutableArray<Releases> Released { get; }

    /// <summary>The accounts.</summary>
    public ImmutableArray<AccountView> Accounts { get; }

    /// <summary>How deep each discipline was assessed.</summary>
    public ImmutableArray<Discipline> Disciplines { get; }

    /// <summary>How many open findings are of a severity.</summary>
    public int Open(Severity severity) => severities[(int)severity];

    /// <summary>How many cells that nobody answers for have a verdict under some controls.</summary>
    public int Count(Verdict verdict, IEnumerable<string> controls) => controls.Sum(c => cells.GetValueOrDefault((c, verdict)));

    /// <summary>Where the evidence behind a discipline's findings came from.</summary>
    public IReadOnlyList<string> Sources(string discipline) => sources.TryGetValue(discipline, out var found) ? [.. found.Take(MostSources)] : [];

    private void Note(Finding finding, Proof proof)
    {
        foreach (var discipline in finding.Rule.Disciplines)
        {
            if (!sources.TryGetValue(discipline, out var found)) sources[discipline] = found = new SortedSet<string>(StringComparer.Ordinal);
            found.Add(proof.Origin.Source);
        }
    }

    private static MissingFix Put(IGrouping<string, Finding> lacking) => new(
        lacking.Key, lacking.Count(), lacking.Select(f => f.Asset.Id).Distinct().Count(), [.. lacking.Select(f => f.Asset.Name).Distinct().Order(StringComparer.Ordinal).Take(MostNames)]);
}
