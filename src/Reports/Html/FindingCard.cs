using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Html;

/// <summary>One finding: the sentence, the planes side by side, why it matters, why it weighs what it weighs here, the fix.</summary>
internal static class FindingCard
{
    private const int MostOfPlane = 4;

    public static void Write(Finding finding, int number, Page page)
    {
        var (rule, severity) = (finding.Rule, finding.Weight.Severity.Name());
        page.Add($"<article class=\"finding {severity}\" id=\"f-{finding.Id}\">\n<header><span class=\"number\">{number}</span><h4>{finding.Message}</h4><p class=\"tags\"><span class=\"severity {severity}\">{severity}</span><span>{Controls.Name(rule.Control)}</span><code>{rule.Control}/{rule.Id}</code>");
        page.Add($"<span>{finding.Asset.Id.Kind.Name()} <code>{finding.Asset.Id.Key}</code></span>");
        if (finding.Asset.Fact("environment") is { } environment) page.Add($"<span>{environment}</span>");
        if (rule.Maturity == Maturity.Experimental) page.Raw("<span>experimental rule: shown, stops nothing</span>");
        page.Raw("</p></header>\n");
        Planes(finding, page);
        page.Add($"<div class=\"columns\"><section><h5>Why it matters</h5><p>{rule.Why}</p>");
        Weight(finding, page);
        page.Raw("</section><section class=\"fix\"><h5>What to do</h5>");
        Steps(finding.Fix, page);
        page.Raw("</section></div>\n");
        Foot(finding, page);
        page.Raw("</article>\n");
    }

    private static void Planes(Finding finding, Page page)
    {
        var broken = Plumb.Break(finding);
        page.Raw("<div class=\"planes\">");
        foreach (var plane in Enum.GetValues<Plane>())
        {
            var proofs = finding.Evidence.Where(e => e.Plane == plane).Select(p => (Text: Brief.Of(p), Proof: p)).DistinctBy(p => p.Text).ToList();
            var at = plane == broken && proofs.Count > 0;
            page.Add($"<section class=\"{plane.Name()}{(at ? " broken" : "")}{(proofs.Count == 0 ? " silent" : "")}\"><h5>{plane.Name()}</h5>");
            if (at) page.Raw("<p class=\"departs\">departs here</p>");
            if (proofs.Count == 0) page.Raw("<p class=\"nothing\">not compared</p>");
            foreach (var (text, proof) in proofs.Take(MostOfPlane)) Proof(text, proof, page);
            if (proofs.Count > MostOfPlane) page.Add($"<p class=\"more\">and {proofs.Count - MostOfPlane} more</p>");
            page.Raw("</section>");
        }

        page.Raw("</div>\n");
    }

    private static void Proof(string text, Proof proof, Page page)
    {
        page.Add($"<p class=\"says\">{text}</p><p class=\"origin\">{proof.Origin.ToString()}{(proof.Origin.Api is { } api ? $" · {api}" : "")}{(proof.Time is { } time ? $" · {Words.Moment(time)}" : "")}</p>");
    }

    private static void Weight(Finding finding, Page page)
    {
        var weight = finding.Weight;
        page.Add($"<h5>Why {weight.Severity.Name()} here</h5><ul class=\"terms\"><li>{finding.Rule.Severity.Name()} by itself <b>{(int)finding.Rule.Severity * Posture.Findings.Weight.Step}</b></li>");
        foreach (var (reason, points) in weight.Terms) page.Add($"<li>{reason} <b>{points.ToString("+0;−0", CultureInfo.InvariantCulture)}</b></li>");
        page.Add($"<li class=\"sum\">score <b>{weight.Score}</b></li></ul>");
        if (finding.Waiver is { } use) page.Add($"<h5>Waiver</h5><p>{WaiverText.Of(use)}</p>");
    }

    /// <summary>Numbered lines as a list, other lines as they are.</summary>
    public static void Steps(string fix, Page page)
    {
        var open = false;
        foreach (var step in Step.Of(fix))
        {
            if (step.IsNumbered != open) page.Raw(step.IsNumbered ? "<ol>" : "</ol>");
            open = step.IsNumbered;
            if (step.IsNumbered) page.Add($"<li>{step.Text}</li>");
            else page.Add($"<p>{step.Text}</p>");
        }

        if (open) page.Raw("</ol>");
    }

    private static void Foot(Finding finding, Page page)
    {
        page.Raw("<footer><dl>");
        foreach (var (framework, requirements) in finding.Rule.Maps) page.Add($"<div><dt>{Frameworks.Name(framework)}</dt><dd>{string.Join(", ", requirements)}</dd></div>");
        page.Add($"<div><dt>Discipline</dt><dd>{string.Join(", ", finding.Rule.Disciplines)}</dd></div><div><dt>Sources</dt><dd>{string.Join(", ", finding.Evidence.Select(e => e.Origin.Source).Distinct().Order(StringComparer.Ordinal))}</dd></div><div><dt>Finding</dt><dd><code>{finding.Id}</code></dd></div>");
        page.Raw("</dl>");
        var incidents = finding.Rule.Incidents;
        if (!incidents.IsEmpty) page.Raw("<ul class=\"incidents\">");
        foreach (var incident in incidents)
        {
            // A rule of one's own may hold any address; only those a browser opens as a page become links.
            if (incident.Url.StartsWith("https://", StringComparison.Ordinal)) page.Add($"<li>{incident.Date} <a href=\"{incident.Url}\" rel=\"noreferrer\">{incident.Title}</a></li>");
            else page.Add($"<li>{incident.Date} {incident.Title} ({incident.Url})</li>");
        }

        page.Raw(incidents.IsEmpty ? "</footer>\n" : "</ul></footer>\n");
    }
}
