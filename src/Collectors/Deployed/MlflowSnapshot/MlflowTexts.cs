using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>Plain values as the REST API, the command line and the client write them.</summary>
internal static class MlflowTexts
{
    /// <summary>Milliseconds since 1970, a number or the same as text; year 1 where there are none.</summary>
    public static DateTimeOffset Time(JsonElement element) =>
        long.TryParse(element.Written(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : DateTimeOffset.MinValue;

    /// <summary>Pairs, written as a list of `key` and `value` or as one mapping.</summary>
    public static ImmutableSortedDictionary<string, string> Pairs(JsonElement element)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var pair in element.EnumerateObject()) if (pair.Value.Written() is { } value) pairs[pair.Name] = value;
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var pair in element.EnumerateArray()) if (pair.Text("key") is { } key && pair.At("value").Written() is { } value) pairs[key] = value;
        return pairs.ToImmutable();
    }
}
