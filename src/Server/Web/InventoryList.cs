using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Reports;
using Plumbline.Server.Api;

namespace Plumbline.Server.Web;

/// <summary>The assets of a standing as somebody asked for them.</summary>
internal sealed class InventoryList
{
    private const int RowsOfPage = 100;

    private static readonly (string Name, string Label)[] Ways =
        [("kind", "Kind"), ("function", "Function"), ("account", "Account"), ("environment", "Environment"), ("owner", "Owner"), ("status", "Status")];

    private readonly Visit visit;

    public InventoryList(Visit visit)
    {
        this.visit = visit;
        var rows = visit.Report.Graph.Rows.Where(r => r.Id.Kind != AssetKind.RegistryEntry).ToList();
        var found = AssetRoutes.Filter.Of(rows, visit.Ask("filter"), out var problem);
        Problem = problem;
        IReadOnlyList<AssetRow> named = found ?? rows;
        if (visit.Ask("q") is { } text) named = [.. named.Where(r => r.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || r.Id.Key.Contains(text, StringComparison.OrdinalIgnoreCase))];
        Facets = new Facets<AssetRow>(visit, named, All());
        By = Ways.Any(w => w.Name == visit.Ask("group")) ? visit.Ask("group")! : Ways[0].Name;
        var key = All().First(f => f.Name == By);
        var ordered = Facets.Items.GroupBy(r => key.Of(r).First()).OrderBy(g => g.Key is Nobody or NoFunction or NotStated ? 1 : 0).ThenBy(g => By == "kind" ? (int)g.First().Id.Kind : 0).ThenBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => g.Select(r => (Group: key.Say(g.Key), Size: g.Count(), Row: r))).ToList();
        Pages = Math.Max((ordered.Count + RowsOfPage - 1) / RowsOfPage, 1);
        Page = Math.Min(visit.Page, Pages);
        Shown = [.. ordered.Skip((Page - 1) * RowsOfPage).Take(RowsOfPage).GroupBy(r => (r.Group, r.Size)).Select(g => (g.Key.Group, g.Key.Size, (IReadOnlyList<AssetRow>)[.. g.Select(r => r.Row)]))];
        Choices = [.. Ways.Select(w => (w.Label, Address: visit.With("group", w.Name), IsChosen: w.Name == By))];
        Counts = visit.Report.Assessment.Findings.Where(f => f.Verdict == Posture.Rules.Verdict.Fail && !f.IsWaived).GroupBy(f => f.Asset.Id).ToDictionary(g => g.Key, g => g.Count());
        IsNarrowed = Facets.IsNarrowed || visit.Ask("filter") is not null || visit.Ask("q") is not null;
    }

    public const string Nobody = "nobody";

    public const string NoFunction = "belongs to no system";

    private const string NotStated = "not stated";

    /// <summary>Why the filter is none.</summary>
    public string? Problem { get; }

    public Facets<AssetRow> Facets { get; }

    public string By { get; }

    public IReadOnlyList<(string Label, string Address, bool IsChosen)> Choices { get; }

    public IReadOnlyList<(string Group, int Size, IReadOnlyList<AssetRow> Rows)> Shown { get; }

    /// <summary>Open findings by asset.</summary>
    public IReadOnlyDictionary<AssetId, int> Counts { get; }

    public int Page { get; }

    public int Pages { get; }

    public bool IsNarrowed { get; }

    /// <summary>What the filter may read.</summary>
    public static IEnumerable<string> Names => AssetRoutes.Filter.Names;

    /// <summary>What an asset is for: the use case of its system, else its purpose, else the system itself.</summary>
    public string Function(AssetRow row) => visit.Estate.SystemOf(row) is not { } system ? NoFunction
        : system.Layout.Slot(Plane.Approved, "governance") is >= 0 and var slot && system.Slots[slot].AsMap is { } said && Said(said) is { } use ? use : system.Name;

    private Facet<AssetRow>[] All() =>
    [
        new("kind", "Kind", r => [r.Id.Kind.Name()]),
        new("status", "Status", r => [Status.Of(r)]),
        new("environment", "Environment", r => [r.Fact("environment") ?? NotStated]),
        new("account", "Account", r => [r.Fact("account") ?? "none"]),
        new("owner", "Owner", r => [r.Fact("owner") ?? Nobody]),
        new("function", "Function", r => [Function(r)]),
        new("plane", "Plane that speaks", r => Enum.GetValues<Plane>().Where(p => Status.Speaks(r, p)).Select(p => p.Name())),
    ];

    private static string? Said(MapValue said) => new[] { said["useCase"].AsString, said["purpose"].AsString }.FirstOrDefault(s => !string.IsNullOrWhiteSpace(s));
}
