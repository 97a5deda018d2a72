using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Reports;
using Plumbline.Reports.Json;
using Plumbline.Reports.Terminal;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Api;

/// <summary>`/rules`: what is asked of the estate, and how often each verdict falls.</summary>
internal static class RuleRoutes
{
    private const int MostTried = 1000;
    private const int MostProblems = 10;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/rules", List).Needs(Permission.Read).WithSummary("Rules by control and id, each with its verdicts.");
        api.MapGet("/rules/{id}", One).Needs(Permission.Read).WithSummary("A rule with its condition, why and fix.");
        api.MapPost("/rules/trial", TryAsync).Needs(Permission.Propose).WithSummary("What a rule would say of the estate now, `{rule}` with the text of `rule.yaml`; nothing is stored.");
    }

    private static IResult List(EstateWatch watch, string? control, string? cursor, int? limit) => Current.Of(watch, standing =>
    {
        var rules = standing.Report.Rulebook.Conditions.Select(c => c.Rule).Where(r => control is null || r.Control == control).ToList();
        return Paging.Cut(rules, r => r.Id, cursor, limit, out var problem) is { } page
            ? page.Answer(standing.Tag, (rule, json) => Brief(rule, standing.Report.Assessment.Tally[rule.Id], json)) : Problems.Bad(problem!);
    });

    private static IResult One(EstateWatch watch, string id, string? format) => Current.Of(watch, standing =>
        standing.Report.Rulebook.Conditions.FirstOrDefault(c => c.Rule.Id == id)?.Rule is { } rule
            ? Forms.Of(
                format, 0, () => Answer.Object(json => Whole(rule, standing.Report.Assessment.Tally[rule.Id], json), tag: standing.Tag), to => Explanation.Of(rule, standing.Report, to, Forms.Page))
            : Problems.NotFound($"`{id}` is no rule that is loaded; `/api/v1/rules` lists them"));

    private static async Task<IResult> TryAsync(HttpContext context, RuleTrials desk, EstateWatch watch)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("rule") is not { Length: > 0 } text) return Problems.Bad("a trial is `{rule}` with the text of a rule.yaml");
        return await Current.OfAsync(watch, async standing => Write(await desk.TryAsync(standing, text.ReplaceLineEndings("\n"), context.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
    }

    private static IResult Write(TriedRule tried) =>
        tried is { Rule: { } rule, Tally: { } tally, Findings: { } findings }
            ? Answer.Object(json =>
            {
                Brief(rule, tally, json);
                json.List("findings", findings.Take(MostTried), FindingJson.Write);
                json.WriteNumber("total", findings.Count);
            }).Ending(tally.Fail > 0 ? 1 : 0)
            : Problems.Of(StatusCodes.Status422UnprocessableEntity, $"the rule is not asked: {string.Join("; ", tried.Problems.Take(MostProblems))}");

    private static void Brief(Rule rule, Tally tally, Utf8JsonWriter json)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("control", rule.Control);
        json.WriteString("title", rule.Title);
        json.WriteString("severity", rule.Severity.Name());
        json.WriteString("maturity", rule.Maturity.Name());
        json.WriteString("asset", rule.Asset.Name());
        json.Texts("disciplines", rule.Disciplines);
        json.WriteStartObject("verdicts");
        json.WriteNumber("fail", tally.Fail);
        json.WriteNumber("notEvaluable", tally.NotEvaluable);
        json.WriteNumber("pass", tally.Pass);
        json.WriteNumber("notApplicable", tally.NotApplicable);
        json.WriteEndObject();
    }

    private static void Whole(Rule rule, Tally tally, Utf8JsonWriter json)
    {
        Brief(rule, tally, json);
        json.WriteString("where", rule.Where);
        json.WriteString("expect", rule.Expect);
        json.WriteString("message", rule.Message);
        json.WriteString("why", rule.Why);
        json.WriteString("fix", rule.Fix);
        json.WriteString("consequence", rule.Consequence);
        json.WriteStartObject("maps");
        foreach (var (framework, requirements) in rule.Maps) json.Texts(framework, requirements);
        json.WriteEndObject();
        json.List("incidents", rule.Incidents, (incident, j) =>
        {
            j.WriteString("title", incident.Title);
            j.WriteString("date", incident.Date);
            j.WriteString("url", incident.Url);
        });
    }
}
