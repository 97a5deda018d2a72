using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Server.Access;

namespace Plumbline.Server.Desks.Maps;

/// <summary>What assets are put together by.</summary>
public enum MapWay
{
    /// <summary>Where they live.</summary>
    Account,

    /// <summary>Who answers for them.</summary>
    Owner,

    /// <summary>The AI system they belong to.</summary>
    System,

    /// <summary>Production, development, …</summary>
    Environment,
}

/// <summary>What part of the estate's relations somebody wants to see.</summary>
/// <param name="By">What assets are put together by.</param>
/// <param name="Group">Only this group; null for all.</param>
/// <param name="Kind">Only this kind; null for all.</param>
/// <param name="Of">The asset whose neighbourhood is asked for; null for the estate.</param>
/// <param name="Depth">Steps from that asset, 1 to <see cref="Deepest"/>.</param>
/// <param name="Layer">Of the neighbours, only these; null for all.</param>
/// <param name="Page">Which page of what does not fit at once, from 1 on.</param>
public sealed record MapQuestion(MapWay By = MapWay.Account, string? Group = null, AssetKind? Kind = null, AssetId? Of = null, int Depth = 1, Layer? Layer = null, int Page = 1)
{
    /// <summary>The most steps that are gone.</summary>
    public const int Deepest = 3;

    /// <summary>Reads a question from names and values; null and one sentence where it cannot be meant.</summary>
    /// <param name="ask">The value of a name, or null.</param>
    /// <param name="problem">What is wrong.</param>
    public static MapQuestion? Read(Func<string, string?> ask, out string? problem)
    {
        problem = null;
        var question = new MapQuestion(Group: ask("group"));
        if (ask("by") is { } by) question = KebabCase.TryParse<MapWay>(by, out var way) ? question with { By = way } : Refuse("by", by, Chosen.Names<MapWay>(), ref problem, question);
        if (ask("kind") is { } kind) question = KebabCase.TryParse<AssetKind>(kind, out var only) ? question with { Kind = only } : Refuse("kind", kind, Chosen.Names<AssetKind>(), ref problem, question);
        if (ask("layer") is { } layer) question = KebabCase.TryParse<Layer>(layer, out var one) ? question with { Layer = one } : Refuse("layer", layer, Chosen.Names<Layer>(), ref problem, question);
        if (ask("depth") is { } depth) question = Number(depth, Deepest) is { } steps ? question with { Depth = steps } : Refuse("depth", depth, "1, 2 or 3", ref problem, question);
        if (ask("page") is { } page) question = Number(page, 1_000_000) is { } at ? question with { Page = at } : Refuse("page", page, "a number from 1 on", ref problem, question);
        if (ask("of") is { } of) question = Asset(of) is { } asset ? question with { Of = asset } : Refuse("of", of, "an asset as `KIND/ID`, e.g. `agent/…`", ref problem, question);
        return problem is null ? question : null;
    }

    /// <summary>The question as names and values of an address; nothing that goes without saying.</summary>
    public IEnumerable<(string Name, string Value)> Query()
    {
        if (Of is { } of) yield return ("of", $"{of.Kind.Name()}/{of.Key}");
        if (Of is not null && Depth != 1) yield return ("depth", Depth.ToString(CultureInfo.InvariantCulture));
        if (Of is null && By != MapWay.Account) yield return ("by", By.Name());
        if (Group is not null) yield return ("group", Group);
        if (Kind is { } kind) yield return ("kind", kind.Name());
        if (Layer is { } layer) yield return ("layer", layer.Name());
        if (Page != 1) yield return ("page", Page.ToString(CultureInfo.InvariantCulture));
    }

    private static AssetId? Asset(string text)
    {
        var at = text.IndexOfAny(['/', ':']);
        return at > 0 && at + 1 < text.Length && KebabCase.TryParse<AssetKind>(text[..at], out var kind) ? new AssetId(kind, text[(at + 1)..]) : null;
    }

    private static int? Number(string text, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;

    private static MapQuestion Refuse(string name, string value, string choices, ref string? problem, MapQuestion question)
    {
        problem ??= $"`{value}` cannot be meant by `{name}`; choose {choices}";
        return question;
    }
}

/// <summary>Where a map is found.</summary>
public static class MapAddress
{
    /// <summary>The address of a question under a path.</summary>
    public static string Of(string path, MapQuestion question)
    {
        var query = string.Join('&', question.Query().Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
