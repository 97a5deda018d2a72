namespace Plumbline.Reports.Html;

/// <summary>The eval gate before everything else: releases to production, and whether a green eval came before each.</summary>
internal static class GateSection
{
    private const double Wide = 520;
    private const double Edge = 10;

    public static void Write(Estate estate, Page page)
    {
        var all = Releases.Of(estate.Report);
        page.Raw("<section id=\"gate\" class=\"block\">\n<h2>Eval gate</h2>\n");
        if (all.Count == 0)
        {
            page.Raw("<p>No production workload is known, so no release can be held against an eval.</p>\n</section>\n");
            return;
        }

        var (releases, green) = (all.Sum(r => r.All.Count), all.Sum(r => r.Green));
        var times = all.SelectMany(r => r.All.Select(x => x.Time).Concat(r.Evals.Select(e => e.Time))).Where(t => t > DateTimeOffset.UnixEpoch).ToList();
        var from = times.Count > 0 ? times.Min() : estate.Report.Scope.AsOf;
        Sentence(all, releases, green, page);
        page.Raw("<div class=\"scroll\"><table class=\"gate\"><thead><tr><th scope=\"col\">Production workload</th><th scope=\"col\">Releases with a green eval</th><th scope=\"col\">");
        page.Add($"<span class=\"ends\"><span>{WaiverText.Day(from)}</span><span>{WaiverText.Day(estate.Report.Scope.AsOf)}</span></span></th></tr></thead><tbody>\n");
        foreach (var one in all) Row(one, from, estate.Report.Scope.AsOf, page);
        page.Raw("</tbody></table></div>\n<p class=\"legend\"><svg viewBox=\"0 0 14 14\" class=\"dot run-green\" aria-hidden=\"true\"><circle cx=\"7\" cy=\"7\" r=\"4\"/></svg> green eval run <svg viewBox=\"0 0 14 14\" class=\"dot run-other\" aria-hidden=\"true\"><circle cx=\"7\" cy=\"7\" r=\"4\"/></svg> other eval run <svg viewBox=\"0 0 14 14\" class=\"dot gated\" aria-hidden=\"true\"><path d=\"M7 1v12\"/></svg> release after a green eval <svg viewBox=\"0 0 14 14\" class=\"dot ungated\" aria-hidden=\"true\"><path d=\"M7 1v12M3 3l8 8M11 3l-8 8\"/></svg> release without one <svg viewBox=\"0 0 14 14\" class=\"dot untold\" aria-hidden=\"true\"><path d=\"M7 1v12\"/></svg> not evaluable</p>\n</section>\n");
    }

    private static void Sentence(IReadOnlyList<Releases> all, int releases, int green, Page page)
    {
        var unknown = all.Count(r => !r.IsKnown);
        var (noGate, open) = (all.Count(r => r.HasGate != true), all.Sum(r => r.Open));
        if (releases > 0) page.Add($"<p class=\"lead\"><strong>{green} of {releases}</strong> production releases in the trail came within the required time after a green run of every required suite, on a model in use.");
        else page.Raw("<p class=\"lead\">No production release was seen in the trail.");
        if (open > 0) page.Add($" Of <strong>{open}</strong> that cannot be said: not every eval run was seen.");
        if (unknown > 0) page.Add($" For <strong>{unknown}</strong> of {all.Count} production workloads the trail was not seen whole: there may be more releases.");
        if (noGate > 0) page.Add($" <strong>{noGate}</strong> of {all.Count} production workloads {(noGate == 1 ? "has" : "have")} no required suite on record.");
        page.Raw("</p>\n");
    }

    private static void Row(Releases one, DateTimeOffset from, DateTimeOffset to, Page page)
    {
        var tone = one.All.Count > one.Green + one.Open ? "bad" : one.Open > 0 ? "open" : one.All.Count == 0 ? "none" : "good";
        page.Add($"<tr><th scope=\"row\">{one.Workload.Name}<small>{Note(one)}</small></th><td class=\"count {tone}\">");
        if (one.All.Count > 0) page.Add($"<b>{one.Green}</b> of {one.All.Count}{(one.Open > 0 ? $", {one.Open} not evaluable" : "")}");
        else page.Add($"{(one.IsKnown ? "none released" : "not known")}");
        page.Raw("</td><td>");
        Strip(one, from, to, page);
        page.Raw("</td></tr>\n");
    }

    private static string Note(Releases one) => one.HasGate switch
    {
        null => "required suites not known",
        false => "no suite required",
        _ => one.IsKnown ? "" : "trail not seen whole",
    };

    private static void Strip(Releases one, DateTimeOffset from, DateTimeOffset to, Page page)
    {
        var length = Math.Max((to - from).TotalSeconds, 1);
        double At(DateTimeOffset time) => Edge + ((Wide - (2 * Edge)) * Math.Clamp((time - from).TotalSeconds / length, 0, 1));
        page.Add($"<svg class=\"strip\" viewBox=\"0 0 520 30\" role=\"img\" aria-label=\"{one.Workload.Name}: {Words.Count(one.Evals.Count, "eval run")}, {Words.Count(one.All.Count, "release")}, {one.Green} of them after a green eval\"><path class=\"axis\" d=\"M{(Coordinate)Edge} 15H{(Coordinate)(Wide - Edge)}\"/>");
        foreach (var run in one.Evals.Where(e => e.Time > DateTimeOffset.UnixEpoch)) page.Add($"<circle class=\"{(run.IsGreen ? "run-green" : "run-other")}\" cx=\"{(Coordinate)At(run.Time)}\" cy=\"15\" r=\"4\"><title>{(run.IsGreen ? "green eval run" : "eval run")} {Words.Moment(run.Time)}</title></circle>");
        foreach (var release in one.All)
        {
            Coordinate x = At(release.Time);
            page.Add($"<g class=\"{release.IsGreen switch { true => "gated", false => "ungated", _ => "untold" }}\"><title>{release.Api} by {release.Actor}, {Words.Moment(release.Time)}</title><path d=\"M{x} 3v24\"/>");
            if (release.IsGreen == false) page.Add($"<path d=\"M{(Coordinate)(x.Value - 4)} 11l8 8m0 -8l-8 8\"/>");
            page.Raw("</g>");
        }

        page.Raw("</svg>");
    }
}
