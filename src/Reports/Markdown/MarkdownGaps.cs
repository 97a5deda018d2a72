using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Markdown;

/// <summary>What could not be assessed and why, and what was accepted for a time: as prominent as what fails.</summary>
internal static class MarkdownGaps
{
    private const int Shown = 10;
    private const int MostText = 260;

    public static void Write(Report report, StringWriter to)
    {
        NotEvaluable(report, to);
        NotSeen(report, to);
        Accepted(report, to);
    }

    private static void NotEvaluable(Report report, StringWriter to)
    {
        var open = report.Open.ToList();
        if (open.Count == 0) return;
        to.WriteLine("### Not evaluable");
        to.WriteLine();
        to.WriteLine($"{open.Count} checks lack evidence, so none of them passes. What would supply it:");
        to.WriteLine();
        var fixes = open.GroupBy(f => f.Fix).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        foreach (var fix in fixes.Take(Shown))
        {
            var who = string.Join(", ", fix.Select(f => f.Asset.Name).Distinct().Order(StringComparer.Ordinal).Take(4));
            to.WriteLine($"* **{fix.Count()}** ({Md.Text(Plain.Cut(who, 120))}): {Md.Text(Plain.Cut(Plain.Line(fix.Key), MostText))}");
        }

        if (fixes.Count > Shown) to.WriteLine($"* … and {fixes.Count - Shown} more reasons");
        to.WriteLine();
    }

    private static void NotSeen(Report report, StringWriter to)
    {
        var gaps = report.Graph.Gaps.Select(g => g.Gap).DistinctBy(g => g.Reason).OrderBy(g => g.Kind).ToList();
        if (gaps.Count == 0 && report.Rulebook.Problems.IsEmpty) return;
        to.WriteLine("### Not seen");
        to.WriteLine();
        foreach (var problem in report.Rulebook.Problems.Take(Shown)) to.WriteLine($"* **rule skipped** {Md.Text(Plain.Cut(problem.ToString(), MostText))}");
        foreach (var gap in gaps.Take(Shown)) to.WriteLine($"* **{(gap.Kind == GapKind.Unreadable ? "unreadable" : "missing")}** ({gap.Plane.Name()}) {Md.Text(Plain.Cut($"{gap.Reason}. {gap.Fix}", MostText))}");
        var more = Math.Max(0, gaps.Count - Shown) + Math.Max(0, report.Rulebook.Problems.Length - Shown);
        if (more > 0) to.WriteLine($"* … and {more} more");
        to.WriteLine();
    }

    private static void Accepted(Report report, StringWriter to)
    {
        var waived = report.Waived.ToList();
        if (report.Assessment.Waivers.IsEmpty) return;
        to.WriteLine("### Waived");
        to.WriteLine();
        foreach (var finding in waived.Take(Shown)) to.WriteLine($"* {Md.Code(finding.Id)} **{finding.Weight.Severity.Name()}** {Md.Text(Plain.Cut(finding.Message, MostText))}. Waived by {Md.Text(WaiverText.Of(finding.Waiver!))}");
        foreach (var idle in report.Assessment.Waivers.Where(w => w.Findings == 0).Take(Shown)) to.WriteLine($"* waiver of {Md.Code(idle.Waiver.Rule)} ({Md.Code(idle.Origin.ToString())}): {Md.Text(WaiverText.Idle(idle))}");
        if (waived.Count > Shown) to.WriteLine($"* … and {waived.Count - Shown} more");
        to.WriteLine();
    }
}
