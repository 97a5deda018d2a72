using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Rules;
using Plumbline.Reports;
using Plumbline.Reports.Registries;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Api;

/// <summary>`/registries`, `/decisions`, `/waivers`: what is approved, who decided, and what somebody answers for.</summary>
internal static class RegistryRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/registries", List).Needs(Permission.Read).WithSummary("Versions of registry entries and how they stand; `section` and `state` choose.");
        api.MapGet("/registries/{**entry}", One).Needs(Permission.Read).WithSummary("Every version of one entry, `section/name`, and every decision about it.");
        api.MapPost("/registries", Propose).Needs(Permission.Propose).AddEndpointFilter<Once>().WithSummary("Proposes entries: `{yaml, note, draft}` in the form of registry/v1.");
        api.MapPost("/decisions", Decide).Needs(Permission.Approve).AddEndpointFilter<Once>().WithSummary("Decides of a version: `{entry, digest, decision, note, from, to, until}`; nobody decides about their own.");
        api.MapGet("/waivers", (EstateWatch watch) => Current.Of(watch, s => Answer.Object(j => j.List("items", s.Report.Assessment.Waivers, Plumbline.Reports.Json.Waivers.Write), tag: s.Tag))).Needs(Permission.Read).WithSummary("What somebody answers for, and whether it still holds.");
        api.MapPost("/findings/{id}/waiver", Waive).Needs(Permission.Waive).AddEndpointFilter<Once>().WithSummary("Proposes to accept a finding until a day: `{owner, reason, until}`; somebody else approves it.");
    }

    private static IResult List(RegistryOffice office, string? section, string? state, string? cursor, int? limit)
    {
        var book = office.Book;
        var versions = book.Versions.Where(v => section is null || v.Name.Section == section).ToList();
        if (state is not null)
        {
            if (!KebabCase.TryParse<EntryState>(state, out var asked)) return Problems.Bad($"`{state}` is no state; choose {string.Join(", ", Enum.GetValues<EntryState>().Select(s => s.Name()))}");
            versions = versions.FindAll(v => book.StandingOf(v).State == asked);
        }

        return Paging.Cut(versions, v => v.Name.ToString(), cursor, limit, out var problem) is { } page
            ? page.Answer(null, (version, json) => RegistryJson.One(book, version, json)) : Problems.Bad(problem!);
    }

    private static IResult One(RegistryOffice office, string entry)
    {
        var book = office.Book;
        var versions = book.Of(entry).ToList();
        if (versions.Count == 0 && book.Find(entry, null, out _) is { } named) versions = [named];
        return versions.Count == 0 ? Problems.NotFound($"`{entry}` is not in the ledger; what files of the estate approve is among the claims of its asset")
            : Answer.Object(json =>
            {
                json.List("versions", versions, (version, j) => RegistryJson.One(book, version, j));
                json.List("promotions", book.Promotions.Where(p => versions.Exists(v => v.Name == p.Entry)), (promotion, j) => RegistryJson.One(book, promotion, j));
            });
    }

    private static async Task<IResult> Propose(HttpContext context, RegistryOffice office)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("yaml") is not { Length: > 0 } yaml) return Problems.Bad("a proposal is `{yaml}` with entries in the form of registry/v1");
        return Told(office, office.Propose(Caller.Of(context.User), yaml, sent.Text("note") ?? "", sent.Is("draft")), StatusCodes.Status201Created);
    }

    private static async Task<IResult> Decide(HttpContext context, RegistryOffice office)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("entry") is not { } entry || sent.Text("digest") is not { } digest) return Problems.Bad("a decision names `entry` and the `digest` that was looked at");
        if (!KebabCase.TryParse<Decided>(sent.Text("decision") ?? "approve", out var what)) return Problems.Bad($"`{sent.Text("decision")}` is no decision; choose {string.Join(", ", Enum.GetValues<Decided>().Select(d => d.Name()))}");
        DateTimeOffset? until = null;
        if (sent.Text("until") is { } text)
        {
            if (!Instants.TryParse(text, out var at)) return Problems.Bad($"`{text}` is no time; write it as 2027-03-01");
            until = at;
        }

        return Told(office, [office.Decide(Caller.Of(context.User), entry, digest, what, new DecisionTerms(sent.Text("note") ?? "") { From = sent.Text("from") ?? "", To = sent.Text("to") ?? "", Until = until })], StatusCodes.Status200OK);
    }

    private static async Task<IResult> Waive(HttpContext context, string id, RegistryOffice office, EstateWatch watch)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        return Current.Of(watch, standing => FindingOffice.Acceptable(standing, id) is not { } finding
            ? Problems.NotFound($"`{id}` is no finding that can be accepted now")
            : Told(office, office.Waive(Caller.Of(context.User), finding, sent.Text("owner") ?? "", sent.Text("reason") ?? "", sent.Text("until") ?? ""), StatusCodes.Status201Created));
    }

    private static Answer Told(RegistryOffice office, IEnumerable<Outcome> outcomes, int status)
    {
        var book = office.Book;
        return Answer.Object(json => json.List("items", outcomes, (outcome, j) =>
        {
            j.WriteBoolean("new", outcome.IsNew);
            RegistryJson.One(book, outcome.Version, j);
        }), status);
    }
}
