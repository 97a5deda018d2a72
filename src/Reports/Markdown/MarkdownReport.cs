using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Markdown;

/// <summary>Markdown for a pull request's comment or a job's summary: counts, eval gate, matrix, the heaviest findings, what was not seen. At most 60,000 characters.</summary>
public sealed class MarkdownReport : IReportFormat
{
    // GitHub takes 65,536 characters a comment; the rest is room for what a pipeline adds.
    private const int Most = 60_000;
    private const int RoomForTheEnd = 9_000;
    private const int ShownInAll = 100;

    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look)
    {
        using var head = Page();
        Head(report, head);
        Gate(report, head);
        Matrix(report, head);
        using var end = Page();
        MarkdownGaps.Write(report, end);
        var room = Most - RoomForTheEnd - head.GetStringBuilder().Length;
        to.Write(head.ToString());
        Failures(report, room, to);
        to.Write(end.ToString());
    }

    private static StringWriter Page() => new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private static void Head(Report report, StringWriter to)
    {
        var failing = report.Failures.ToList();
        var waived = report.Waived.Count();
        var (open, passes) = (report.Open.Count(), report.Assessment.Tally.Values.Sum(t => t.Pass));
        var word = failing.Count > 0 ? "out of line" : open > 0 ? "not known to be in line" : passes > 0 ? "in line" : "nothing compared";
        to.WriteLine($"## AI posture of {Md.Text(report.Scope.Name)}: {word}");
        to.WriteLine();
        if (report.ExitCode(null) == 3)
        {
            to.WriteLine("> **Incomplete**: something that was there could not be read, or a rule did not load. See *Not seen* below.");
            to.WriteLine();
        }

        var severities = failing.GroupBy(f => f.Weight.Severity).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {g.Key.Name()}");
        to.WriteLine($"| out of line | not evaluable | in line | waived | gaps |");
        to.WriteLine("|---|---|---|---|---|");
        to.WriteLine($"| **{failing.Count}**{(failing.Count > 0 ? $" ({string.Join(", ", severities)})" : "")} | **{open}** | {passes} | {waived} | {report.Graph.Gaps.Length} |");
        to.WriteLine();
        var planes = string.Join(", ", Enum.GetValues<Plane>().Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name()} {report.Graph.ClaimCounts[(int)p]:n0}")));
        to.WriteLine($"As of {report.Scope.AsOf.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. Claims read: {planes}. What nobody supplied is *not evaluable*, never a pass.");
        to.WriteLine();
    }

    private static void Gate(Report report, StringWriter to)
    {
        var all = Releases.Of(report);
        if (all.Count == 0) return;
        var (releases, green, open) = (all.Sum(r => r.All.Count), all.Sum(r => r.Green), all.Sum(r => r.Open));
        var rest = all.Count(r => !r.IsKnown) is > 0 and var unknown ? $"; for {unknown} of {all.Count} production workloads the trail was not seen whole" : "";
        to.WriteLine("### Eval gate");
        to.WriteLine();
        to.WriteLine(releases == 0
            ? $"No production release in the trail{rest}."
            : $"**{green} of {releases}** production releases came after a green eval{(open > 0 ? $"; of {open} that cannot be said, because not every eval run was seen" : "")}{rest}.");
        to.WriteLine();
    }

    private static void Matrix(Report report, StringWriter to)
    {
        var rows = report.Assessment.Matrix.Select(c => c.Workload).Distinct().ToList();
        if (rows.Count == 0) return;
        var cells = report.Assessment.Matrix.ToDictionary(c => (c.Workload.Id, c.Control));
        var controls = Controls.Of(report).Where(c => report.Assessment.Matrix.Any(m => m.Control == c)).ToList();
        to.WriteLine("### Workloads and controls");
        to.WriteLine();
        to.WriteLine($"| workload | {string.Join(" | ", controls.Select(c => Md.Text(Controls.Short(c))))} |");
        to.WriteLine($"|---|{string.Concat(Enumerable.Repeat(":-:|", controls.Count))}");
        foreach (var row in rows.Take(ShownInAll))
            to.WriteLine($"| {Md.Text(Label(row))} | {string.Join(" | ", controls.Select(c => Mark(cells[(row.Id, c)])))} |");
        to.WriteLine();
        if (rows.Count > ShownInAll) to.WriteLine($"… and {rows.Count - ShownInAll} more workloads.\n");
        to.WriteLine("✅ in line · ❌ out of line · ❔ not evaluable · – not applicable · w waived");
        to.WriteLine();
    }

    private static string Label(AssetRow row) => row.Fact("environment") is { } environment and not "production" ? $"{row.Name} ({environment})" : row.Name;

    private static string Mark(Cell cell) => cell.IsWaived ? "w" : cell.Verdict switch { Verdict.Pass => "✅", Verdict.Fail => "❌", Verdict.NotEvaluable => "❔", _ => "–" };

    private static void Failures(Report report, int room, TextWriter to)
    {
        var failing = report.Failures.ToList();
        if (failing.Count == 0) return;
        to.Write("### Out of line\n\n");
        for (var i = 0; i < failing.Count; i++)
        {
            using var one = Page();
            MarkdownFinding.Write(failing[i], i + 1, one);
            room -= one.GetStringBuilder().Length;
            if (room < 0)
            {
                to.Write($"… and {failing.Count - i} lighter findings: see the HTML or JSON report.\n\n");
                return;
            }

            to.Write(one.ToString());
        }
    }
}
