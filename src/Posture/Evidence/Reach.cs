using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>Which assets a coverage or a gap speaks of; a null field means any.</summary>
/// <param name="Asset">One asset, by any of its ids.</param>
/// <param name="Account">Assets that live in this account.</param>
/// <param name="Region">Assets that live in this region, or whose region is not known.</param>
public sealed record Reach(AssetId? Asset = null, string? Account = null, string? Region = null)
{
    /// <summary>Everything in the estate.</summary>
    public static Reach Everything { get; } = new();

    internal Value ToValue() => Value.Map(
        ("kind", Value.Of(Asset?.Kind.Name())), ("key", Value.Of(Asset?.Key)), ("account", Value.Of(Account)), ("region", Value.Of(Region)));

    internal static Reach From(Value value)
    {
        var map = value.AsMap!;
        AssetId? asset = map["kind"].AsString is { } name && KebabCase.TryParse<AssetKind>(name, out var kind)
            ? new AssetId(kind, map["key"].AsString!)
            : null;
        return new Reach(asset, map["account"].AsString, map["region"].AsString);
    }
}
