using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Html;

/// <summary>The first screen: one sentence, four numbers, what was read, and whether the answer is whole.</summary>
internal static class Opening
{
    private static readonly Severity[] Heaviest = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];

    public static void Write(Estate estate, Page page)
    {
        var report = estate.Report;
        page.Add($"<header class=\"top\">\n<p class=\"kicker\">AI security posture · {report.Scope.Name}</p>\n<h1>{estate.Headline}</h1>\n");
        page.Add($"<p class=\"asof\">As of <strong>{Words.Moment(report.Scope.AsOf)}</strong>. {Read(estate)}</p>\n");
        if (report.ExitCode(null) == 3)
            page.Raw("<p class=\"incomplete\" role=\"note\"><strong>This answer is incomplete.</strong> Something that was there could not be read, or a rule did not load: see <a href=\"#gaps\">what could not be assessed</a>.</p>\n");
        Numbers(estate, page);
        page.Raw("<nav aria-label=\"Sections\"><a href=\"#gate\">Eval gate</a><a href=\"#matrix\">Workloads</a><a href=\"#plumb\">Four planes</a><a href=\"#findings\">Findings</a><a href=\"#gaps\">Not assessed</a><a href=\"#waived\">Waived</a><a href=\"#depth\">Depth</a><a href=\"#inventory\">Inventory</a><a href=\"#method\">Method</a></nav>\n</header>\n");
    }

    private static string Read(Estate estate)
    {
        var (report, rows) = (estate.Report, estate.Report.Graph.Rows.Where(r => r.Id.Kind != AssetKind.RegistryEntry).ToList());
        var accounts = rows.Select(r => r.Fact("account")).OfType<string>().Distinct().Count();
        var planes = string.Join(", ", Enum.GetValues<Plane>().Select(p => Words.Count(report.Graph.ClaimCounts[(int)p], $"{p.Name()} statement")));
        return $"Read from {Words.Count(report.Scope.Files.Length, "file")}: {Words.Count(rows.Count(r => r.Id.Kind == AssetKind.AiSystem), "AI system")} and {Words.Count(rows.Count, "asset")} in {Words.Count(accounts, "account")}; {planes}.";
    }

    private static void Numbers(Estate estate, Page page)
    {
        page.Raw("<div class=\"numbers\">\n");
        page.Add($"<section class=\"bad\"><h2>Out of line</h2><p class=\"big\">{estate.Failures.Count}</p>");
        Bar(estate, page);
        page.Add($"</section>\n<section class=\"unknown\"><h2>Not evaluable</h2><p class=\"big\">{estate.Open.Count}</p><p>checks lack evidence; none of them passes. {Words.Count(estate.Report.Graph.Gaps.Length, "gap")} in what was seen.</p></section>\n");
        page.Add($"<section class=\"good\"><h2>In line</h2><p class=\"big\">{estate.Passes}</p><p>checks hold on complete evidence. {Words.Count(estate.Report.Rulebook.Conditions.Length, "rule")} were asked.</p></section>\n");
        page.Add($"<section class=\"held\"><h2>Waived</h2><p class=\"big\">{estate.Waived.Count}</p><p>somebody answers for them until a date.</p></section>\n</div>\n");
    }

    private static void Bar(Estate estate, Page page)
    {
        if (estate.Failures.Count == 0)
        {
            page.Raw("<p>no finding.</p>");
            return;
        }

        page.Raw("<svg class=\"bar\" viewBox=\"0 0 300 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double x = 0;
        foreach (var severity in Heaviest)
        {
            var width = 300.0 * estate.Failures.Count(f => f.Weight.Severity == severity) / estate.Failures.Count;
            if (width > 0) page.Add($"<rect class=\"{severity.Name()}\" x=\"{(Coordinate)x}\" y=\"0\" width=\"{(Coordinate)width}\" height=\"10\"/>");
            x += width;
        }

        page.Raw("</svg><ul class=\"key\">");
        foreach (var severity in Heaviest)
        {
            var count = estate.Failures.Count(f => f.Weight.Severity == severity);
            if (count > 0) page.Add($"<li class=\"{severity.Name()}\"><b>{count}</b> {severity.Name()}</li>");
        }

        page.Raw("</ul>");
    }
}
