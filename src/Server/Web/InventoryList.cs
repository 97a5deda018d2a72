using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;
using Plumbline.Reports;
using Plumbline.Reports.Html;
using Plumbline.Server.Api;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Web;

/// <summary>The assets of a standing as somebody asked for them.</summary>
internal sealed class InventoryList
{
    private const int RowsOfPage = 100;

    private static readonly (string Name, string Label)[] Ways =
        [("kind", "Kind"), ("function", "Function"), ("account", "Account"), ("environment", "Environment"), ("owner", "Owner"), ("status", "Status")];

    private static readonly ConditionalWeakTable<Report, Columns<AssetRow>> Known = [];
    private readonly Visit visit;

    public InventoryList(Visit visit)
    {
        this.visit = visit;
        var columns = Of(visit.Standing!);
        Facets = new Facets<AssetRow>(visit, columns, Asked(columns));
        By = Ways.Any(w => w.Name == visit.Ask("group")) ? visit.Ask("group")! : Ways[0].Name;
        var groups = Grouped(columns, columns.Facets.ToList().FindIndex(f => f.Name == By));
        Pages = Math.Max((Facets.Places.Count + RowsOfPage - 1) / RowsOfPage, 1);
        Page = Math.Min(visit.Page, Pages);
        Shown = Cut(groups, columns);
        Choices = [.. Ways.Select(w => (w.Label, Address: visit.With("group", w.Name), IsChosen: w.Name == By))];
        IsNarrowed = Facets.IsNarrowed || visit.Ask("filter") is not null || visit.Ask("q") is not null;
    }

    public const string Nobody = "nobody";

    public const string NoFunction = "belongs to no system";

    private const string NotStated = "not stated";

    /// <summary>Why the filter is none.</summary>
    public string? Problem { get; private set; }

    public Facets<AssetRow> Facets { get; }

    public string By { get; }

    public IReadOnlyList<(string Label, string Address, bool IsChosen)> Choices { get; }

    public IReadOnlyList<(string Group, int Size, IReadOnlyList<AssetRow> Rows)> Shown { get; }

    /// <summary>How many findings are open about an asset.</summary>
    public int Open(AssetRow row) => visit.Standing!.Index.OpenOf(row.Id);

    public int Page { get; }

    public int Pages { get; }

    public bool IsNarrowed { get; }

    /// <summary>What the filter may read.</summary>
    public static IEnumerable<string> Names => AssetRoutes.Filter.Names;

    /// <summary>What an asset is for: the use case of its system, else its purpose, else the system itself.</summary>
    public string Function(AssetRow row) => Function(visit.Estate, row);

    /// <summary>The assets of a standing by everything they can be chosen by.</summary>
    internal static Columns<AssetRow> Of(Standing standing) => Known.GetValue(standing.Report, _ => new Columns<AssetRow>(
        [.. standing.Index.Rows.Where(r => r.Id.Kind != AssetKind.RegistryEntry)], All(Books.Of(standing.Report).Estate)));

    // The places of what the condition and the words leave; null for all.
    private List<int>? Asked(Columns<AssetRow> columns)
    {
        List<int>? places = null;
        if (visit.Ask("filter") is not null)
        {
            var found = AssetRoutes.Filter.Of(columns.Items, visit.Ask("filter"), out var problem);
            Problem = problem;
            if (found is not null)
            {
                var left = found.ToHashSet();
                places = [.. Enumerable.Range(0, columns.Items.Count).Where(i => left.Contains(columns.Items[i]))];
            }
        }

        if (visit.Ask("q") is not { } text) return places;
        var typed = new Matching(text);
        return [.. (places ?? Enumerable.Range(0, columns.Items.Count)).Where(i => typed.In(columns.Items[i]))];
    }

    private List<(string Group, List<int> Places)> Grouped(Columns<AssetRow> columns, int facet)
    {
        var groups = new Dictionary<int, List<int>>();
        foreach (var place in Facets.Places)
        {
            var key = columns.Of(facet, place)[0];
            if (!groups.TryGetValue(key, out var group)) groups[key] = group = [];
            group.Add(place);
        }

        return
        [
            .. groups.Select(g => (Group: columns.Values(facet)[g.Key], Places: g.Value)).OrderBy(g => g.Group is Nobody or NoFunction or NotStated ? 1 : 0)
                .ThenBy(g => By == "kind" ? (int)columns.Items[g.Places[0]].Id.Kind : 0).ThenBy(g => g.Group, StringComparer.Ordinal),
        ];
    }

    private List<(string Group, int Size, IReadOnlyList<AssetRow> Rows)> Cut(List<(string Group, List<int> Places)> groups, Columns<AssetRow> columns)
    {
        var (skip, left) = ((Page - 1) * RowsOfPage, RowsOfPage);
        var shown = new List<(string, int, IReadOnlyList<AssetRow>)>();
        foreach (var (group, places) in groups)
        {
            var rows = places.Skip(skip).Take(left).Select(p => columns.Items[p]).ToList();
            (skip, left) = (Math.Max(skip - places.Count, 0), left - rows.Count);
            if (rows.Count > 0) shown.Add((group, places.Count, rows));
            if (left == 0) break;
        }

        return shown;
    }

    private static string Function(Estate estate, AssetRow row) => estate.SystemOf(row) is not { } system ? NoFunction
        : system.Layout.Slot(Plane.Approved, "governance") is >= 0 and var slot && system[slot].AsMap is { } said && Said(said) is { } use ? use : system.Name;

    private static Facet<AssetRow>[] All(Estate estate) =>
    [
        new("kind", "Kind", r => [r.Id.Kind.Name()]),
        new("status", "Status", r => [Status.Of(r)]),
        new("environment", "Environment", r => [r.Fact("environment") ?? NotStated]),
        new("account", "Account", r => [r.Fact("account") ?? "none"]),
        new("owner", "Owner", r => [r.Fact("owner") ?? Nobody]),
        new("function", "Function", r => [Function(estate, r)]),
        new("plane", "Plane that speaks", r => Words.Planes(r).Select(p => p.Name())),
    ];

    private static string? Said(MapValue said) => new[] { said["useCase"].AsString, said["purpose"].AsString }.FirstOrDefault(s => !string.IsNullOrWhiteSpace(s));
}
