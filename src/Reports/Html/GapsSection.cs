using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Reports.Html;

/// <summary>What could not be assessed, as loud as what fails: checks without evidence by what would supply it, and the gaps themselves.</summary>
internal static class GapsSection
{
    private const int MostReasons = 60;
    private const int MostChecks = 24;
    private const int MostGaps = 200;

    public static void Write(Estate estate, Page page)
    {
        page.Raw("<section id=\"gaps\" class=\"block\">\n<h2>What could not be assessed</h2>\n");
        if (estate.Open.Count == 0 && estate.Report.Graph.Gaps.IsEmpty && estate.Report.Rulebook.Problems.IsEmpty)
            page.Raw("<p>Every check that applies had its evidence, and nothing that was there failed to be read.</p>\n");
        Skipped(estate, page);
        NotSeen(estate, page);
        Checks(estate, page);
        page.Raw("</section>\n");
    }

    private static void Skipped(Estate estate, Page page)
    {
        var problems = estate.Report.Rulebook.Problems;
        if (problems.IsEmpty) return;
        page.Raw("<h3>Rules that did not load</h3>\n<ul>");
        foreach (var problem in problems) page.Add($"<li><code>{problem.Path}</code> {problem.Message}</li>");
        page.Raw("</ul>\n");
    }

    private static void NotSeen(Estate estate, Page page)
    {
        var gaps = estate.Report.Graph.Gaps.DistinctBy(g => g.Gap.Reason).OrderBy(g => g.Gap.Kind).ToList();
        if (gaps.Count == 0) return;
        page.Add($"<h3>{Words.Count(gaps.Count, "gap")} in what was seen</h3>\n<div class=\"cards\">\n");
        foreach (var (gap, origin) in gaps.Take(MostGaps))
        {
            var kind = gap.Kind == GapKind.Unreadable ? "unreadable" : "missing";
            page.Add($"<article class=\"gap {kind}\"><p class=\"tags\"><span class=\"kind\">{kind}</span><span>{gap.Plane.Name()}</span><span>{gap.Source}</span></p><h4>{gap.Reason}</h4><p><b>To see it:</b> {gap.Fix}</p><p class=\"origin\">{origin.File}</p></article>\n");
        }

        page.Raw("</div>\n");
        if (gaps.Count > MostGaps) page.Add($"<p>and {gaps.Count - MostGaps} more: see the JSON report.</p>\n");
    }

    private static void Checks(Estate estate, Page page)
    {
        if (estate.Open.Count == 0) return;
        page.Add($"<h3>{Words.Count(estate.Open.Count, "check")} without evidence</h3>\n<p>None of these passes. They are grouped by what would supply the evidence.</p>\n<div class=\"cards\">\n");
        var fixes = estate.Open.GroupBy(f => f.Fix).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        foreach (var fix in fixes.Take(MostReasons))
        {
            page.Add($"<article class=\"gap open\"><p class=\"tags\"><span class=\"kind\">{Words.Count(fix.Count(), "check")}</span></p><h4>{fix.Key}</h4><ul>");
            var checks = fix.GroupBy(f => f.Rule.Title).ToList();
            foreach (var check in checks.Take(MostChecks)) page.Add($"<li>{check.Key}: <span class=\"who\">{string.Join(", ", check.Select(f => f.Asset.Name).Distinct().Order(StringComparer.Ordinal))}</span></li>");
            if (checks.Count > MostChecks) page.Add($"<li>and {checks.Count - MostChecks} more</li>");
            page.Raw("</ul></article>\n");
        }

        page.Raw("</div>\n");
        if (fixes.Count > MostReasons) page.Add($"<p>and {fixes.Count - MostReasons} more reasons: see the JSON report.</p>\n");
    }
}
