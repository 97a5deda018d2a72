using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>Plain values as the stores write them.</summary>
internal static class StoreText
{
    /// <summary>A moment: ISO 8601, or milliseconds or seconds since 1970; year 1 where there is none.</summary>
    public static DateTimeOffset Time(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(element.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        if (!double.TryParse(element.Written(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is not (> 0 and < 253402300800000)) return DateTimeOffset.MinValue;
        return number < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds((long)number) : DateTimeOffset.FromUnixTimeMilliseconds((long)number);
    }

    /// <summary>Texts of a list.</summary>
    public static IEnumerable<string> Texts(JsonElement list) => list.Elements().Select(Json.Written).OfType<string>();

    /// <summary>Tags, written as a list of `key` and `value` or as one mapping.</summary>
    public static Dictionary<string, string> Tags(JsonElement element)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var tag in element.EnumerateObject()) if (tag.Value.Written() is { } value) tags[tag.Name] = value;
        foreach (var tag in element.Elements()) if (tag.Text("key") is { } key && tag.At("value").Written() is { } value) tags[key] = value;
        return tags;
    }
}
