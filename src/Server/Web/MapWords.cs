using Plumbline.Posture.Assets;
using Plumbline.Server.Desks.Maps;
using static Plumbline.Server.Web.Told;

namespace Plumbline.Server.Web;

/// <summary>How maps say things.</summary>
internal static class MapWords
{
    /// <summary>A map's address.</summary>
    public static string Address(MapQuestion question) => MapAddress.Of("/graph", question);

    /// <summary>A group as people say it: `account 111122223333`, `owned by nobody`.</summary>
    public static string Group(MapWay by, string name) => (by, name == Groups.Nothing(by)) switch
    {
        (MapWay.Account, true) => "in no account",
        (MapWay.Account, _) => $"account {T(name)}",
        (MapWay.Owner, true) => "owned by nobody",
        (MapWay.Owner, _) => $"owned by {T(name)}",
        (MapWay.System, true) => "of no system",
        (MapWay.System, _) => T(name),
        (_, true) => "environment not stated",
        _ => T(name),
    };

    /// <summary>A kind as people say it.</summary>
    public static string Kind(AssetKind kind) => kind.Counted(1)[2..];

    /// <summary>What stands in a box's first line, whole.</summary>
    public static string Title(MapView view, MapBox box) => box switch
    {
        { Row: { } row } => Name(row),
        { Asset: { } asset } => T(asset.Key.StartsWith("path:", StringComparison.Ordinal) ? asset.Key[5..] : asset.Key),
        { Sort: MapBoxSort.Group } when view.Question.Kind is not null => Group(view.Question.By, box.Group),
        { Kind: { } kind } => kind.Counted(box.State.Assets),
        _ => $"{N(box.State.Assets)} more",
    };

    /// <summary>What stands in its second line.</summary>
    public static string Below(MapView view, MapBox box) => box switch
    {
        { Asset: not null } => Kind(box.Kind!.Value),
        { Sort: MapBoxSort.Fold } when view.Question is { Of: null, Kind: not null } => "other pages",
        { Sort: MapBoxSort.Fold } when view.Question.Of is null => "elsewhere",
        { Sort: MapBoxSort.Fold } => view.Question.Layer is null ? "folded" : "other pages",
        { Sort: MapBoxSort.Group, Kind: { } kind } when view.Question.Kind is not null => kind.Counted(box.State.Assets),
        _ => "",
    };

    /// <summary>What is open: `critical 3`, `2 waived`; nothing where nothing is.</summary>
    public static string Findings(MapState state) => state.Worst is { } worst ? $"{worst.Name()} {N(state.Open)}" : state.Waived > 0 ? $"{N(state.Waived)} waived" : "";

    /// <summary>The same as a sentence would say it.</summary>
    public static string InWords(MapState state) =>
        state.Worst is { } worst ? $"{Count(state.Open, "open finding")}, the worst {worst.Name()}" : state.Waived > 0 ? $"nothing open, {Count(state.Waived, "finding")} waived" : "nothing open";

    /// <summary>A box for those who hear it.</summary>
    public static string Label(MapView view, MapBox box) => string.Join(", ", new[]
    {
        Title(view, box), box is { Asset: null, Sort: MapBoxSort.Beside } or { Sort: MapBoxSort.Group } && view.Question.Kind is null && box.Group.Length > 0 ? Group(view.Question.By, box.Group) : "", Below(view, box), InWords(box.State),
    }.Where(t => t.Length > 0));

    /// <summary>A text that fits into a box: its beginning and its end.</summary>
    public static string Short(string text, int width)
    {
        var most = (width - 18) / 7;
        return text.Length <= most ? text : $"{text[..(most / 2)]}…{text[^((most / 2) - 1)..]}";
    }

    /// <summary>An arrow's verbs: `uses`, `uses 12, reads 3`.</summary>
    public static string Verbs(MapArrow arrow) => string.Join(", ", arrow.Verbs.Select(v => arrow.Relations == arrow.Verbs.Length ? T(v.Verb) : $"{T(v.Verb)} {N(v.Count)}"));

    /// <summary>Which way data moves.</summary>
    public static string Flow(MapFlow flow) => flow switch { MapFlow.None => "–", MapFlow.Forward => "left to right", MapFlow.Back => "right to left", _ => "both ways" };
}
