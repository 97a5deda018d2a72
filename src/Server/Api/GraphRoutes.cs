using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Reports;
using Plumbline.Server.Access;
using Plumbline.Server.Desks.Maps;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Api;

/// <summary>`/graph`, `/graph/relations`: what has to do with what, as a bounded map and as a list.</summary>
internal static class GraphRoutes
{
    private const string Address = "/api/v1/graph";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/graph", View).Needs(Permission.Read).WithSummary(
            "What has to do with what, as a map of at most 150 nodes: the estate put together `by` account, owner, system or environment; the part of a `group` or `kind`; or, `of` an asset (`KIND/ID`), its neighbourhood up to `depth` 3, where `layer` shows one sort of neighbours. `page` turns what does not fit; every node that stands for several says where its part is.");
        api.MapGet("/graph/relations", List).Needs(Permission.Read).WithSummary("Every relation of the estate with its origin; `of` (`KIND/ID`) gives those of one asset, `verb` those that say it.");
    }

    private static IResult View(EstateWatch watch, string? by, string? group, string? kind, string? of, string? depth, string? layer, string? page) => Current.Of(watch, standing =>
    {
        var asked = new Dictionary<string, string?> { ["by"] = by, ["group"] = group, ["kind"] = kind, ["of"] = of, ["depth"] = depth, ["layer"] = layer, ["page"] = page };
        if (MapQuestion.Read(name => string.IsNullOrWhiteSpace(asked[name]) ? null : asked[name], out var problem) is not { } question) return Problems.Bad(problem!);
        return EstateMap.Of(standing.Report).Draw(question) is { } view ? Answer.Object(json => Write(view, json), tag: standing.Tag) : Problems.NotFound(Missing(question));
    });

    private static IResult List(EstateWatch watch, string? of, string? verb, string? cursor, int? limit) => Current.Of(watch, standing =>
    {
        var map = EstateMap.Of(standing.Report);
        if (MapQuestion.Read(name => name == "of" && !string.IsNullOrWhiteSpace(of) ? of : null, out var problem) is not { } question) return Problems.Bad(problem!);
        IReadOnlyList<Relation> all = map.Relations;
        if (question.Of is { } asset)
        {
            if (map.RelationsOf(asset) is not { } own) return Problems.NotFound(Missing(question));
            all = own;
        }

        if (verb is not null) all = [.. all.Where(r => r.Verb == verb)];
        return Paging.Cut(all, r => $"{r.From} {r.Verb} {r.To}", cursor, limit, out problem) is { } page ? page.Answer(standing.Tag, (relation, json) =>
        {
            json.WriteString("from", relation.From.ToString());
            json.WriteString("verb", relation.Verb);
            json.WriteString("to", relation.To.ToString());
            json.Origin(map.OriginOf(relation), null);
        }) : Problems.Bad(problem!);
    });

    /// <summary>Why there is no such map.</summary>
    public static string Missing(MapQuestion question) => question.Of is { } asset
        ? $"`{asset.Kind.Name()}/{asset.Key}` is no asset of this estate; `/api/v1/assets` lists them"
        : $"`{question.Group}` is no {question.By.Name()} of this estate; the map without `group` shows them";

    private static void Write(MapView view, Utf8JsonWriter json)
    {
        json.WriteString("shows", view.Question.Of is not null ? "neighbourhood" : view.Question is { Group: null, Kind: null } ? "overview" : "part");
        json.WriteNumber("assets", view.All.Assets);
        json.WriteNumber("drawn", view.Drawn);
        json.WriteNumber("folded", view.Folded);
        json.WriteNumber("relationCount", view.Relations);
        json.WriteNumber("page", view.Question.Page);
        json.WriteNumber("pages", view.Pages);
        json.List("nodes", view.Boxes, Write);
        json.List("relations", view.Arrows, (arrow, j) => Write(view, arrow, j));
        json.WriteStartObject("lighter");
        json.WriteNumber("arrows", view.Lighter);
        json.WriteNumber("relations", view.LighterRelations);
        json.WriteEndObject();
    }

    private static void Write(MapBox box, Utf8JsonWriter json)
    {
        json.WriteString("id", box.Id);
        json.WriteString("stands", box.Sort switch { MapBoxSort.Asset => "asset", MapBoxSort.Group => "group", MapBoxSort.Fold => "folded", _ => "beside" });
        json.WriteString("layer", box.Layer.Name());
        json.WriteString("kind", box.Kind?.Name());
        json.WriteString("name", box.Row?.Name);
        json.WriteString("group", box.Group.Length > 0 ? box.Group : null);
        json.WriteNumber("column", box.Column);
        json.WriteNumber("assets", box.State.Assets);
        json.WriteNumber("open", box.State.Open);
        json.WriteNumber("waived", box.State.Waived);
        json.WriteString("worst", box.State.Worst?.Name());
        json.WriteString("opens", box.Opens is { } opens ? MapAddress.Of(Address, opens) : null);
    }

    private static void Write(MapView view, MapArrow arrow, Utf8JsonWriter json)
    {
        json.WriteString("from", view.Boxes[arrow.From].Id);
        json.WriteString("to", view.Boxes[arrow.To].Id);
        json.WriteNumber("count", arrow.Relations);
        json.WriteStartObject("verbs");
        foreach (var (verb, count) in arrow.Verbs) json.WriteNumber(verb, count);
        json.WriteEndObject();
        json.WriteString("data", arrow.Flow switch { MapFlow.None => null, MapFlow.Forward => "forward", MapFlow.Back => "back", _ => "both" });
        json.Origin(arrow.Origin, null);
    }
}
