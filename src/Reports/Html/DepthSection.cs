using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Html;

/// <summary>How deeply each discipline was assessed, and what the checks say of each framework's requirements.</summary>
internal static class DepthSection
{
    public static void Write(Estate estate, Page page)
    {
        page.Raw("<section id=\"depth\" class=\"block\">\n<h2>How deep the assessment went</h2>\n<div class=\"disciplines\">\n");
        foreach (var discipline in estate.Report.Disciplines) Discipline(discipline, page);
        page.Raw("</div>\n");
        Sources(estate, page);
        Requirements(estate, page);
        page.Raw("</section>\n");
    }

    private static void Discipline(Discipline discipline, Page page)
    {
        page.Add($"<section><h3>{discipline.Name}</h3><p class=\"state\">{(discipline.IsAssessed ? "assessed" : "not assessed: no verdict rests on evidence")}</p>");
        double all = Math.Max(discipline.Pass + discipline.Fail + discipline.NotEvaluable, 1);
        var (fail, open) = (300 * discipline.Fail / all, 300 * discipline.NotEvaluable / all);
        page.Add($"<svg class=\"bar\" viewBox=\"0 0 300 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{discipline.Name}: {discipline.Fail} fail, {discipline.NotEvaluable} not evaluable, {discipline.Pass} hold\"><rect class=\"hold\" x=\"0\" y=\"0\" width=\"{(Coordinate)(300 * discipline.Pass / all)}\" height=\"10\"/><rect class=\"unknown\" x=\"{(Coordinate)(300 - fail - open)}\" y=\"0\" width=\"{(Coordinate)open}\" height=\"10\"/><rect class=\"fails\" x=\"{(Coordinate)(300 - fail)}\" y=\"0\" width=\"{(Coordinate)fail}\" height=\"10\"/></svg>");
        page.Add($"<p>{Words.Count(discipline.Rules, "rule")}: {discipline.Pass} checks hold, {discipline.NotEvaluable} not evaluable, {discipline.Fail} out of line.</p></section>\n");
    }

    private static void Sources(Estate estate, Page page)
    {
        var behind = estate.Report.Assessment.Findings.SelectMany(f => f.Evidence.Select(e => (e.Origin.Source, e.Plane, f.Id))).Distinct().GroupBy(e => (e.Plane, e.Source)).OrderBy(g => g.Key.Plane).ThenBy(g => g.Key.Source, StringComparer.Ordinal).ToList();
        if (behind.Count == 0) return;
        page.Raw("<h3>Instruments behind the findings</h3>\n<div class=\"scroll\"><table class=\"narrow\"><thead><tr><th scope=\"col\">Plane</th><th scope=\"col\">Source</th><th scope=\"col\">Findings it bears on</th></tr></thead><tbody>\n");
        foreach (var group in behind) page.Add($"<tr><td>{group.Key.Plane.Name()}</td><td>{group.Key.Source}</td><td>{group.Select(g => g.Id).Distinct().Count()}</td></tr>\n");
        page.Raw("</tbody></table></div>\n");
    }

    private static void Requirements(Estate estate, Page page)
    {
        var tally = estate.Report.Assessment.Tally;
        var rows = estate.Report.Rulebook.Conditions.Select(c => c.Rule)
            .SelectMany(r => r.Maps.SelectMany(m => m.Value.Select(v => (Framework: m.Key, Requirement: v, Tally: tally.GetValueOrDefault(r.Id) ?? new Tally(0, 0, 0, 0)))))
            .GroupBy(r => (r.Framework, r.Requirement))
            .OrderBy(g => Frameworks.Name(g.Key.Framework), StringComparer.Ordinal).ThenBy(g => Natural(g.Key.Requirement), StringComparer.Ordinal).ToList();
        if (rows.Count == 0) return;
        page.Raw("<h3>Requirements that checks bear on</h3>\n<p>A check supports a requirement; it does not fulfil it alone. What no rule maps to is not in this table.</p>\n<div class=\"scroll\"><table class=\"narrow\"><thead><tr><th scope=\"col\">Framework</th><th scope=\"col\">Requirement</th><th scope=\"col\">Rules</th><th scope=\"col\">Out of line</th><th scope=\"col\">Not evaluable</th><th scope=\"col\">In line</th></tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            var (fail, open, pass) = (row.Sum(r => r.Tally.Fail), row.Sum(r => r.Tally.NotEvaluable), row.Sum(r => r.Tally.Pass));
            page.Add($"<tr><td>{Frameworks.Name(row.Key.Framework)}</td><td>{row.Key.Requirement}</td><td>{row.Count()}</td><td class=\"{(fail > 0 ? "bad" : "zero")}\">{fail}</td><td class=\"{(open > 0 ? "warn" : "zero")}\">{open}</td><td>{pass}</td></tr>\n");
        }

        page.Raw("</tbody></table></div>\n");
    }

    // `Art. 9` before `Art. 12`.
    private static string Natural(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\d+", m => m.Value.PadLeft(6, '0'));
}
