using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Reports.Json;
using Plumbline.Reports.Terminal;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Api;

/// <summary>`/findings`: what does not hold, and what cannot be known.</summary>
internal static class FindingRoutes
{
    private static readonly Filter<Finding> Filter = new(
        ("id", CelType.String, f => Value.Of(f.Id)), ("rule", CelType.String, f => Value.Of(f.Rule.Id)), ("control", CelType.String, f => Value.Of(f.Rule.Control)),
        ("severity", CelType.String, f => Value.Of(f.Weight.Severity.Name())), ("score", CelType.Int, f => Value.Of(f.Weight.Score)), ("state", CelType.String, f => Value.Of(FindingChange.StateOf(f).Name())),
        ("message", CelType.String, f => Value.Of(f.Message)), ("asset", CelType.String, f => Value.Of(f.Asset.Id.ToString())), ("kind", CelType.String, f => Value.Of(f.Asset.Id.Kind.Name())),
        ("name", CelType.String, f => Value.Of(f.Asset.Name)), ("environment", CelType.String, f => Value.Of(f.Asset.Fact("environment") ?? "")), ("account", CelType.String, f => Value.Of(f.Asset.Fact("account") ?? "")),
        ("owner", CelType.String, f => Value.Of(f.Asset.Fact("owner") ?? "")), ("maturity", CelType.String, f => Value.Of(f.Rule.Maturity.Name())),
        ("disciplines", CelType.List(CelType.String), f => Value.List(f.Rule.Disciplines)),
        ("sources", CelType.List(CelType.String), f => Value.List(f.Evidence.Select(e => e.Origin.Source).Distinct())));

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/findings", List).Needs(Permission.Read).WithSummary("Findings, heaviest first; `filter` is a CEL condition over " + string.Join(", ", Filter.Names) + ".");
        api.MapPost("/findings/{id}/assignment", AssignAsync).Needs(Permission.Waive).AddEndpointFilter<Once>().WithSummary("Gives a finding to somebody: `{to, note}`; an empty `to` takes it back.");
        api.MapGet("/findings/{id}/assignment", Assignment).Needs(Permission.Read).WithSummary("Who looks after a finding: `{finding, to, note, record}`.");
        api.MapGet("/findings/{id}", One).Needs(Permission.Read).WithSummary("A finding with the claims that prove it.");
    }

    private static IResult List(HttpContext context, TimeProvider machine, EstateWatch watch, string? filter, string? cursor, int? limit) => Current.Of(context, watch, standing =>
        Filter.Of(standing.Report.Assessment.Findings, filter, out var problem, machine, context.RequestAborted) is { } found && Paging.Cut(found, f => f.Id, cursor, limit, out problem, Rank) is { } page
            ? page.Answer(standing.Tag, FindingJson.Write) : Problems.Bad(problem!));

    // The order that an assessment puts findings in, as a text.
    private static string Rank(Finding f) => string.Create(
        CultureInfo.InvariantCulture, $"{9 - (int)f.Verdict}{(f.IsWaived ? 1 : 0)}{9 - (int)f.Weight.Severity}{1_000_000 - f.Weight.Score:d7}{f.Rule.Control}\u0001{f.Rule.Id}\u0001{(int)f.Asset.Id.Kind:d3}{f.Asset.Id.Key}");

    private static IResult Assignment(string id, EstateWatch watch, FindingOffice office) => Current.Of(watch, standing =>
        office.Of(standing).GetValueOrDefault(id) is { To.Length: > 0 } care ? Cared(care) : Problems.NotFound($"nobody looks after `{id}`"));

    private static async Task<IResult> AssignAsync(HttpContext context, string id, EstateWatch watch, FindingOffice office)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("to") is not { } to) return Problems.Bad("say `to` whom");
        return Current.Of(watch, standing => standing.Index.Finding(id) is not { } finding
            ? Problems.NotFound($"`{id}` is no finding that stands now")
            : Cared(office.Assign(Caller.Of(context.User), standing, finding, to, sent.Text("note") ?? "")));
    }

    private static Answer Cared(Care care) => Answer.Object(json =>
    {
        json.WriteString("finding", care.Finding);
        json.WriteString("to", care.To);
        json.WriteString("note", care.Note);
        json.WriteNumber("record", care.Record);
    });

    private static IResult One(EstateWatch watch, string id, string? format) => Current.Of(watch, standing =>
        standing.Index.Finding(id) is { } finding
            ? Forms.Of(format, 0, () => Answer.Object(json => FindingJson.Write(finding, json), tag: standing.Tag), to => Explanation.Of(finding, to, Forms.Page))
            : Problems.NotFound($"`{id}` is no finding that stands now; it may be resolved, see the ledger"));
}
