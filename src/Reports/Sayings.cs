using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports;

/// <summary>Reads what planes say of an asset, each with its origin.</summary>
internal static class Sayings
{
    /// <summary>What a plane says under a word, statement by statement; nothing where the kind has no such word.</summary>
    public static IEnumerable<(Value Value, Origin Origin)> Said(this AssetRow row, Plane plane, string word) =>
        row.Layout.Slot(plane, word) is >= 0 and var slot ? row.ClaimsOf(slot).Select(c => (c.Value, c.Origin)) : [];

    /// <summary>What all planes say under a word, in the order of the planes.</summary>
    public static IEnumerable<(Value Value, Origin Origin)> Said(this AssetRow row, string word) => Enum.GetValues<Plane>().SelectMany(p => row.Said(p, word));

    /// <summary>True where somebody looked for the word on the plane.</summary>
    public static bool IsLookedFor(this AssetRow row, Plane plane, string word) => row.IsKnown(row.Layout.Slot(plane, word));

    /// <summary>A fact with its origin; null where nobody states it.</summary>
    public static (string Text, Origin Origin)? Stated(this AssetRow row, string fact) =>
        row.Fact(fact) is { } text && row.ClaimsOf(row.Layout.Fact(fact)) is [var claim, ..] ? (text, claim.Origin) : null;

    /// <summary>A field of an element as text; null where it is empty.</summary>
    public static string? Field(this Value value, string name) => value.AsMap is { } map ? Text(map[name]) : null;

    /// <summary>A value as people read it; null where it says nothing.</summary>
    public static string? Text(Value value) => value.Kind switch
    {
        ValueKind.String => string.IsNullOrWhiteSpace(value.AsString) ? null : value.AsString.Trim(),
        ValueKind.List => value.AsList!.Items is { IsEmpty: false } items ? string.Join("; ", items.Select(Text).OfType<string>()) : null,
        ValueKind.Timestamp => Day(((Timestamp)value.AsBoxed!).AsInstant),
        ValueKind.Bool => value.AsBool ? "yes" : "no",
        ValueKind.Null or ValueKind.Error => null,
        _ => value.ToString(),
    };

    // The first and the last year stand for "not said".
    private static string? Day(DateTimeOffset time) =>
        time.Year is <= 1 or >= 9999 ? null : time.UtcDateTime.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
