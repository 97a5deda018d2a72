using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Reports;
using Plumbline.Reports.Json;
using Plumbline.Server.Access;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Api;

/// <summary>`/assets`, `/assets/{id}`, `/claims`: what there is, and what every plane says of it.</summary>
internal static class AssetRoutes
{
    public static readonly Filter<AssetRow> Filter = new(
        ("id", CelType.String, r => Value.Of(r.Id.Key)), ("kind", CelType.String, r => Value.Of(r.Id.Kind.Name())), ("name", CelType.String, r => Value.Of(r.Name)),
        ("environment", CelType.String, r => Text(r.Fact("environment"))), ("account", CelType.String, r => Text(r.Fact("account"))), ("region", CelType.String, r => Text(r.Fact("region"))),
        ("owner", CelType.String, r => Text(r.Fact("owner"))), ("status", CelType.String, r => Value.Of(Status.Of(r))),
        ("planes", CelType.List(CelType.String), r => Value.List(Enum.GetValues<Plane>().Where(p => Status.Speaks(r, p)).Select(p => p.Name()))));

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/assets", List).Needs(Permission.Read).WithSummary("Assets by kind and id; `filter` is a CEL condition over " + string.Join(", ", Filter.Names) + ".");
        api.MapGet("/assets/{kind}/{**key}", One).Needs(Permission.Read).WithSummary("An asset with what every plane says of it, its findings and relations.");
        api.MapGet("/claims", Claims).Needs(Permission.Read).WithSummary("The claims about one asset: `asset=kind:key`, and `plane` where only one is meant.");
    }

    private static IResult List(HttpContext context, TimeProvider machine, EstateWatch watch, string? kind, string? filter, string? cursor, int? limit) => Current.Of(context, watch, standing =>
    {
        var all = standing.Index.Rows;
        if (kind is not null)
        {
            if (!KebabCase.TryParse<AssetKind>(kind, out var asked)) return Problems.Bad($"`{kind}` is no kind; choose {Chosen.Names<AssetKind>()}");
            all = [.. all.Where(r => r.Id.Kind == asked)];
        }

        return Filter.Of(all, filter, out var problem, machine, context.RequestAborted) is { } found && Paging.Cut(found, r => r.Id.ToString(), cursor, limit, out problem, r => $"{(int)r.Id.Kind:d3}{r.Id.Key}") is { } page
            ? page.Answer(standing.Tag, AssetJson.Write) : Problems.Bad(problem!);
    });

    private static IResult One(EstateWatch watch, string kind, string key) => Current.Of(watch, standing =>
        Find(standing, kind, key) is { } row
            ? Answer.Object(json => Write(standing, row, json), tag: standing.Tag)
            : Problems.NotFound($"`{kind}:{key}` is no asset of this estate; `/api/v1/assets` lists them"));

    private static IResult Claims(EstateWatch watch, string asset, string? plane, string? cursor, int? limit) => Current.Of(watch, standing =>
    {
        if (!AssetId.TryParse(asset, out var about) || standing.Report.Graph.Find(about) is not { } row) return Problems.NotFound($"`{asset}` is no asset of this estate; write it as kind:key");
        Plane? only = null;
        if (plane is not null)
        {
            if (!KebabCase.TryParse<Plane>(plane, out var asked)) return Problems.Bad($"`{plane}` is no plane; choose approved, declared, deployed or observed");
            only = asked;
        }

        var claims = row.Everything().Where(c => only is null || c.Plane == only).ToList();
        return Paging.Cut(claims, c => $"{c.Plane.Name()} {c.Property} {c.Origin} {c.Value}", cursor, limit, out var problem) is { } page
            ? page.Answer(standing.Tag, Claim) : Problems.Bad(problem!);
    });

    private static AssetRow? Find(Standing standing, string kind, string key) =>
        KebabCase.TryParse<AssetKind>(kind, out var known) ? standing.Report.Graph.Find(new AssetId(known, key)) : null;

    private static void Write(Standing standing, AssetRow row, Utf8JsonWriter json)
    {
        AssetJson.Write(row, json);
        json.List("claims", row.Everything(), Claim);
        json.List("findings", standing.Index.FindingsOf(row.Id), FindingJson.Write);
        json.List("relations", standing.Index.RelationsOf(row.Id), (relation, j) =>
        {
            j.WriteString("from", relation.From.ToString());
            j.WriteString("verb", relation.Verb);
            j.WriteString("to", relation.To.ToString());
            j.Origin(standing.Report.Graph.OriginOf(relation), null);
        });
    }

    private static void Claim(Claim claim, Utf8JsonWriter json)
    {
        json.WriteString("plane", claim.Plane.Name());
        json.WriteString("property", claim.Property);
        json.WritePropertyName("value");
        Values.Write(claim.Value, json);
        json.WriteString("time", claim.Time == DateTimeOffset.MinValue ? null : Values.Text(claim.Time));
        json.Origin(claim.Origin, claim.Time == DateTimeOffset.MinValue ? null : claim.Time);
    }

    private static Value Text(string? text) => Value.Of(text ?? "");
}
