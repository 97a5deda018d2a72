using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Html;

/// <summary>What is out of line, system by system, the heaviest first.</summary>
internal static class FindingsSection
{
    private const int ShownWhole = 500;

    public static void Write(Estate estate, Page page)
    {
        page.Raw("<section id=\"findings\" class=\"block\">\n<h2>Findings</h2>\n");
        if (estate.Failures.Count == 0) page.Raw("<p>Nothing that was compared is out of line. What could not be compared stands below.</p>\n");
        foreach (var group in estate.Failures.Take(ShownWhole).GroupBy(f => estate.SystemOf(f)?.Id))
        {
            var system = group.Key is { } id ? estate.Report.Graph.Find(id) : null;
            System(system, [.. group], page);
            foreach (var finding in group) FindingCard.Write(finding, estate.Number(finding), page);
            page.Raw("</section>\n");
        }

        Rest(estate, page);
        page.Raw("</section>\n");
    }

    private static void System(AssetRow? system, List<Finding> findings, Page page)
    {
        page.Raw("<section class=\"system\">\n");
        if (system is null) page.Raw("<h3>Shared, or owned by no system</h3>\n");
        else page.Add($"<h3>{system.Name}</h3>\n");
        var assets = string.Join(", ", findings.Select(f => $"{f.Asset.Id.Kind.Name()} {f.Asset.Name}").Distinct());
        var facts = system is null ? "" : (system.Fact("owner") is { } owner ? $"owner {owner}" : "no owner known") + (system.Fact("risk") is { } risk ? $" · {risk} risk" : "") + " · ";
        page.Add($"<p class=\"facts\">{facts}{Words.Count(findings.Count, "finding")} on {assets}</p>\n");
    }

    private static void Rest(Estate estate, Page page)
    {
        var rest = estate.Failures.Skip(ShownWhole).ToList();
        if (rest.Count == 0) return;
        page.Add($"<h3>{Words.Count(rest.Count, "lighter finding")}</h3><div class=\"scroll\"><table><thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Severity</th><th scope=\"col\">Rule</th><th scope=\"col\">Finding</th></tr></thead><tbody>\n");
        foreach (var finding in rest) page.Add($"<tr><td>{estate.Number(finding)}</td><td>{finding.Weight.Severity.Name()}</td><td><code>{finding.Rule.Control}/{finding.Rule.Id}</code></td><td>{finding.Message}</td></tr>\n");
        page.Raw("</tbody></table></div>\n");
    }
}
