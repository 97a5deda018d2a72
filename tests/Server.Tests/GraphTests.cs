using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Scans;
using Plumbline.Server.Desks.Maps;
using Plumbline.Server.Web;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What has to do with what: on the sample estate, and on one of five thousand assets.</summary>
public sealed partial class GraphTests(ConsoleTests.Bank bank) : IClassFixture<ConsoleTests.Bank>
{
    private const int Many = 5000;

    private Rehearsal Server => bank.Server;

    private Report Bank => Server.Standing.Report;

    private EstateMap Made => field ??= EstateMap.Of(MadeEstate.Of(Many, Bank.Failures.First()));

    public static TheoryData<MapWay> Ways() => [.. Enum.GetValues<MapWay>()];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_asset_stands_in_one_box_of_the_overview(MapWay way)
    {
        foreach (var map in (EstateMap[])[EstateMap.Of(Bank), Made])
        {
            var groups = new List<string>();
            var pages = 1;
            for (var page = 1; page <= pages; page++)
            {
                var view = Whole(map.Draw(new MapQuestion(way, Page: page)));
                pages = view.Pages;
                Assert.Equal(map.Relations.Length, view.Relations);
                groups.AddRange(view.Lanes.Where(l => l.Name.Length > 0).Select(l => l.Name));
            }

            Assert.Equal(groups.Distinct().Count(), groups.Count);
            Assert.Equal(Whole(map.Draw(new MapQuestion(way))).All.Assets, groups.Sum(g => Whole(map.Draw(new MapQuestion(way, g))).All.Assets));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_box_opens_the_part_that_it_stands_for(MapWay way)
    {
        var first = Whole(Made.Draw(new MapQuestion(way)));
        foreach (var box in first.Boxes.Where(b => b.Sort == MapBoxSort.Group)) Assert.Equal(box.State, Whole(Made.Draw(box.Opens!)).All);
        foreach (var fold in first.Boxes.Where(b => b.Sort == MapBoxSort.Fold)) Assert.True(Whole(Made.Draw(fold.Opens!)).All.Assets >= fold.State.Assets);
    }

    [Fact]
    public void A_part_with_many_assets_is_turned_page_by_page_and_none_is_lost()
    {
        var everybody = new MapQuestion(MapWay.Owner, "nobody", AssetKind.Workload);
        Assert.True(Whole(Made.Draw(everybody)).Pages > 1);
        Assert.Equal(Made.Draw(everybody)!.All.Assets, Turned(everybody));
        Assert.Equal(Many / 5, Turned(new MapQuestion(MapWay.System, Kind: AssetKind.Workload), groups: true));
    }

    [Fact]
    public void Around_every_asset_stands_everything_that_has_to_do_with_it()
    {
        var map = EstateMap.Of(Bank);
        foreach (var row in Bank.Graph.Rows)
        {
            for (var depth = 1; depth <= MapQuestion.Deepest; depth++)
            {
                if (row.Id.Kind == AssetKind.RegistryEntry && map.RelationsOf(row.Id) is null) continue;
                var view = Whole(map.Draw(new MapQuestion(Of: row.Id, Depth: depth)));
                var centre = Array.FindIndex([.. view.Boxes], b => b.Column == 0);
                Assert.Equal(row.Id, view.Boxes[centre].Asset);
                Assert.Equal(map.RelationsOf(row.Id)!.Count, view.Arrows.Where(a => a.From == centre || a.To == centre).Sum(a => a.Relations));
            }
        }
    }

    [Fact]
    public void A_hub_that_everybody_uses_folds_its_neighbours_and_shows_them_layer_by_layer()
    {
        var hub = new AssetId(AssetKind.McpServer, "mcp-for-all");
        var view = Whole(Made.Draw(new MapQuestion(Of: hub, Depth: 3)));
        Assert.True(view.All.Assets > Many * 4 / 5 && view.Folded > 0, $"{view.All.Assets} reached, {view.Folded} folded");
        foreach (var layer in view.Near)
        {
            var all = Whole(Made.Draw(new MapQuestion(Of: hub, Layer: layer))).All.Assets;
            Assert.Equal(all - 1, Turned(new MapQuestion(Of: hub, Layer: layer), ofLayer: layer));
        }

        Assert.Equal(view.All.Assets - 1, view.Near.Sum(l => Whole(Made.Draw(new MapQuestion(Of: hub, Depth: 3, Layer: l))).All.Assets - 1));
    }

    [Fact]
    public void The_same_estate_told_in_another_order_is_the_same_map()
    {
        var turned = EstateMap.Of(MadeEstate.Of(Many, Bank.Failures.First(), isTurned: true));
        foreach (var question in (MapQuestion[])[new(), new(MapWay.System), new(Kind: AssetKind.Agent), new(Of: new AssetId(AssetKind.Agent, "agent-7"), Depth: 3), new(Of: new AssetId(AssetKind.Guardrail, "guard-1"), Depth: 2)])
            Assert.Equal(Told(Made.Draw(question)!), Told(turned.Draw(question)!));
    }

    [Fact]
    public void No_box_stands_on_another_or_beside_the_paper()
    {
        MapQuestion[] questions = [new(), new(MapWay.System), new(Kind: AssetKind.Agent), new(Group: "100000000003"), new(MapWay.Owner, "nobody", AssetKind.Tool), new(Of: new AssetId(AssetKind.Agent, "agent-7"), Depth: 3), new(Of: new AssetId(AssetKind.McpServer, "mcp-for-all"), Depth: 2)];
        foreach (var view in questions.Select(q => Whole(Made.Draw(q))))
        {
            var layout = new MapLayout(view);
            var places = Enumerable.Range(0, view.Boxes.Length).Select(layout.At).ToList();
            Assert.All(places, p => Assert.True(p.X >= 0 && p.Y >= 0 && p.X + layout.BoxWidth <= layout.Width && p.Y + MapLayout.BoxHeight <= layout.Height));
            for (var a = 0; a < places.Count; a++) for (var b = 0; b < a; b++) Assert.True(Math.Abs(places[a].X - places[b].X) >= layout.BoxWidth || Math.Abs(places[a].Y - places[b].Y) >= MapLayout.BoxHeight, $"{view.Boxes[a].Id} stands on {view.Boxes[b].Id}");
        }
    }

    [Fact]
    public async Task Every_map_leads_to_maps_and_pages_that_are_there()
    {
        var (pending, seen) = (new Queue<string>(["/graph", "/graph?by=system", "/graph?by=owner"]), new HashSet<string>(StringComparer.Ordinal));
        while (pending.TryDequeue(out var path) && seen.Count < 250)
        {
            if (!seen.Add(path)) continue;
            var (status, text) = await Server.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, status));
            Assert.DoesNotMatch("<script|\\sstyle=", text);
            foreach (Match link in Links().Matches(text)) pending.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0]);
        }

        Assert.True(seen.Count > 100, $"{seen.Count} maps");
    }

    [Theory]
    [InlineData("/graph?of=workload/nobody", HttpStatusCode.NotFound, "no such thing")]
    [InlineData("/graph?group=nowhere", HttpStatusCode.NotFound, "no such thing")]
    [InlineData("/graph?kind=car", HttpStatusCode.OK, "cannot be meant")]
    [InlineData("/graph?kind=notebook", HttpStatusCode.OK, "See the whole estate")]
    [InlineData("/api/v1/graph?of=workload/nobody", HttpStatusCode.NotFound, "is no asset of this estate")]
    [InlineData("/api/v1/graph?by=owner&group=nowhere", HttpStatusCode.NotFound, "is no owner of this estate")]
    [InlineData("/api/v1/graph?depth=9", HttpStatusCode.BadRequest, "choose 1, 2 or 3")]
    [InlineData("/api/v1/graph?of=nonsense", HttpStatusCode.BadRequest, "KIND/ID")]
    [InlineData("/api/v1/graph/relations?of=workload/nobody", HttpStatusCode.NotFound, "is no asset of this estate")]
    [InlineData("/api/v1/graph/relations?limit=0", HttpStatusCode.BadRequest, "choose 1 to")]
    public async Task What_is_not_there_or_cannot_be_meant_is_said(string path, HttpStatusCode status, string says)
    {
        var (answered, text) = await Server.GetAsync(path);
        Assert.Equal(status, answered);
        Assert.Contains(says, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_the_same_map_and_every_relation_with_its_origin()
    {
        var map = EstateMap.Of(Bank);
        using var json = JsonDocument.Parse((await Server.GetAsync("/api/v1/graph?by=system")).Text);
        var view = map.Draw(new MapQuestion(MapWay.System))!;
        Assert.Equal((view.Boxes.Length, view.Arrows.Length, view.All.Assets), (json.RootElement.GetProperty("nodes").GetArrayLength(), json.RootElement.GetProperty("relations").GetArrayLength(), json.RootElement.GetProperty("assets").GetInt32()));
        foreach (var node in json.RootElement.GetProperty("nodes").EnumerateArray()) Assert.Equal(HttpStatusCode.OK, (await Server.GetAsync(node.GetProperty("opens").GetString()!)).Status);
        var (all, cursor) = (new List<string>(), "");
        do
        {
            using var page = JsonDocument.Parse((await Server.GetAsync($"/api/v1/graph/relations?limit=50{cursor}")).Text);
            all.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(r => $"{r.GetProperty("from")} {r.GetProperty("verb")} {r.GetProperty("to")}"));
            cursor = page.RootElement.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(map.Relations.Select(r => $"{r.From} {r.Verb} {r.To}"), all);
        Assert.Superset(Bank.Graph.Relations.ToHashSet(), map.Relations.ToHashSet());
    }

    [Fact]
    public async Task An_assets_page_leads_to_its_surroundings_where_planes_say_which_model_it_calls()
    {
        var calls = EstateMap.Of(Bank).Relations.First(r => r.Verb == "calls" && r.To.Kind == AssetKind.Model);
        Assert.Contains($"href=\"{WebUtility.HtmlEncode(Web.Links.Graph(calls.From))}\"", (await Server.GetAsync(Web.Links.Asset(calls.From))).Text, StringComparison.Ordinal);
        var (_, text) = await Server.GetAsync(Web.Links.Graph(calls.From));
        Assert.Contains(WebUtility.HtmlEncode(Web.Links.Asset(calls.To)), text, StringComparison.Ordinal);
        Assert.Matches(">calls( \\+\\d|, [a-z-]+)?</text>", text);
    }

    // Bounded, and everything that was asked for in exactly one box.
    private static MapView Whole(MapView? view)
    {
        Assert.NotNull(view);
        Assert.InRange(view.Boxes.Length, 0, MapView.MostBoxes);
        Assert.InRange(view.Arrows.Length, 0, MapView.MostArrows);
        Assert.Equal(view.All.Assets, view.Drawn + view.Folded);
        Assert.Equal(view.All, view.Boxes.Where(b => b.Sort != MapBoxSort.Beside).Aggregate(default(MapState), (s, b) => s.With(b.State)));
        Assert.Equal(view.Relations, view.Arrows.Sum(a => a.Relations) + view.LighterRelations);
        return view;
    }

    private int Turned(MapQuestion question, bool groups = false, Layer? ofLayer = null)
    {
        var (seen, pages) = (new HashSet<string>(StringComparer.Ordinal), 1);
        var assets = 0;
        for (var page = 1; page <= pages; page++)
        {
            var view = Whole(Made.Draw(question with { Page = page }));
            pages = view.Pages;
            foreach (var box in view.Boxes.Where(b => b.Sort == (groups ? MapBoxSort.Group : MapBoxSort.Asset) && (ofLayer is null || (b.Layer == ofLayer && b.Column != 0)))) if (seen.Add(box.Id)) assets += box.State.Assets;
        }

        return assets;
    }

    private static string Told(MapView view)
    {
        var layout = new MapLayout(view);
        return string.Join('\n', view.Boxes.Select((b, i) => $"{layout.At(i)} {b.Id} {b.State} {b.Sort}").Concat(layout.Lines.Select(l => $"{l.Path} {l.Width} {l.Arrow.From} {string.Join(',', l.Arrow.Verbs)} {l.Arrow.To} {l.Arrow.Origin}")));
    }

    [GeneratedRegex(@"href=""(/(?:graph|assets)[^""]*)""")]
    private static partial Regex Links();
}
