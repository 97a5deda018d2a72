using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Reports;
using Plumbline.Reports.Diagnosis;
using Plumbline.Reports.Json;
using Plumbline.Server.Access;
using Plumbline.Server.Alerts;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Api;

/// <summary>`/estate`, `/matrix`, `/gaps`, `/accounts`, `/diagnosis`, `/report`: the estate as a whole.</summary>
internal static class EstateRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/estate", (EstateWatch watch) => Current.Of(watch, Estate)).Needs(Permission.Read).WithSummary("What was read, how much is in line, how deep each discipline was assessed.");
        api.MapGet("/matrix", (EstateWatch watch) => Current.Of(watch, s => Answer.Object(j => j.List("items", s.Report.Assessment.Matrix, EstateJson.Write), tag: s.Tag))).Needs(Permission.Read).WithSummary("Workloads × controls.");
        api.MapGet("/gaps", (EstateWatch watch) => Current.Of(watch, s => Answer.Object(j => j.List("items", s.Report.Graph.Gaps, EstateJson.Write), tag: s.Tag))).Needs(Permission.Read).WithSummary("What could not be seen, and how to supply it.");
        api.MapGet("/accounts", (EstateWatch watch) => Current.Of(watch, s => Answer.Object(j => j.List("items", s.Report.Accounts, EstateJson.Write), tag: s.Tag))).Needs(Permission.Read).WithSummary("Accounts as posture tools see them beside what their AI assets look like.");
        api.MapGet("/diagnosis", (EstateWatch watch, AlertDesk desk, string? format) => Current.Of(watch, s => Diagnosis(s, !desk.All.IsEmpty, format))).Needs(Permission.Read).WithSummary("Questions about how well the AI is known, answered yes, no or unknown from what was read.");
        api.MapGet("/report", (HttpContext context, EstateWatch watch, string? format, string? failOn) => Current.Of(context, watch, s => Report(s, format ?? "json", failOn))).Needs(Permission.Read).WithSummary("The whole report, as `plumb scan --format` writes it; `Plumbline-Exit` says how that would end, by `failOn`.");
    }

    private static Answer Estate(Standing standing) => Answer.Object(
        json =>
        {
            var report = standing.Report;
            json.WriteString("name", report.Scope.Name);
            json.WriteString("asOf", Values.Text(report.Scope.AsOf));
            json.WriteNumber("standing", standing.Number);
            json.WriteString("at", Values.Text(standing.At));
            json.WriteNumber("files", report.Scope.Files.Length);
            json.WriteNumber("assets", report.Graph.Kinds.Sum(k => report.Graph.Pages(k).Sum(p => p.Length)));
            json.WriteStartObject("claims");
            foreach (var plane in Enum.GetValues<Plane>()) json.WriteNumber(plane.Name(), report.Graph.ClaimCounts[(int)plane]);
            json.WriteEndObject();
            json.WriteStartObject("findings");
            foreach (var severity in Enum.GetValues<Severity>().Reverse()) json.WriteNumber(severity.Name(), report.Failures.Count(f => f.Weight.Severity == severity));
            json.WriteNumber("waived", report.Waived.Count());
            json.WriteNumber("notEvaluable", report.Open.Count());
            json.WriteEndObject();
            json.WriteNumber("gaps", report.Graph.Gaps.Length);
            json.List("disciplines", report.Disciplines, EstateJson.Write);
            json.WriteStartObject("work");
            json.WriteNumber("assets", standing.Work.Assets);
            json.WriteNumber("verdicts", standing.Work.Verdicts);
            json.WriteNumber("milliseconds", (long)standing.Took.TotalMilliseconds);
            json.WriteEndObject();
        },
        tag: standing.Tag);

    // Whether somebody is told is no part of the standing, and a part of the answer.
    private static IResult Diagnosis(Standing standing, bool isTold, string? format)
    {
        var (report, book) = (standing.Report, Books.Of(standing.Report).Diagnosis(isTold));
        return Forms.Of(
            format, report.ExitCode(null), () => Answer.Object(j => DiagnosisJson.Fields(report.Scope.Name, book, j), tag: $"{standing.Tag[..^1]}-{(isTold ? "told" : "alone")}\""), to => DiagnosisText.Write(report.Scope.Name, book, to));
    }

    private static IResult Report(Standing standing, string format, string? failOn)
    {
        Severity? least = null;
        if (failOn is not (null or "none"))
        {
            if (!KebabCase.TryParse<Severity>(failOn, out var asked) || asked == Severity.Info) return Problems.Bad($"`{failOn}` is no severity; choose critical, high, medium, low or none");
            least = asked;
        }

        if (Plumbline.Reports.Catalogue.All.FirstOrDefault(f => f.Name == format) is not { } writer)
            return Problems.Bad($"`{format}` is no format; choose {string.Join(", ", Plumbline.Reports.Catalogue.All.Select(f => f.Name))}");
        var type = format switch { "html" => "text/html", "json" or "sarif" or "ocsf" or "asff" or "cyclonedx" => "application/json", "junit" => "application/xml", _ => "text/plain" };
        var report = standing.Report;
        return Forms.Text(to => writer.Write(report, to, Forms.Page), type, standing.Tag).Ending(report.Rulebook.Conditions.IsEmpty ? 3 : failOn is null ? report.ExitCodeBy(new Thresholds(report, Severity.High)) : report.ExitCode(least));
    }
}

/// <summary>Answers that need a standing.</summary>
internal static class Current
{
    /// <summary>The answer from the standing now; what to wait for where there is none yet.</summary>
    /// <param name="watch">The estate.</param>
    /// <param name="answer">Makes the answer.</param>
    public static IResult Of(EstateWatch watch, Func<Standing, IResult> answer) => watch.Current is { } standing ? answer(standing) : NotYet(watch);

    /// <summary>The same where the answer takes its time.</summary>
    public static async Task<IResult> OfAsync(EstateWatch watch, Func<Standing, Task<IResult>> answer) =>
        watch.Current is { } standing ? await answer(standing).ConfigureAwait(false) : NotYet(watch);

    /// <summary>The answer from the standing now, where the caller does not have it already; nothing is worked out for those who do.</summary>
    public static IResult Of(HttpContext context, EstateWatch watch, Func<Standing, IResult> answer) =>
        Of(watch, standing => Tags.Has(context, standing.Tag) ? new TextAnswer("", "", standing.Tag) : answer(standing));

    private static IResult NotYet(EstateWatch watch) => Problems.Of(StatusCodes.Status503ServiceUnavailable, watch.Problem ?? "the estate is being read for the first time; ask again in a moment");
}
