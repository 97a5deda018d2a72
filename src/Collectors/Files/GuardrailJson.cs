using System.Text.Json;

namespace Plumbline.Collectors.Files;

/// <summary>Reads the parts of a guardrail in any of its spellings.</summary>
internal static class GuardrailJson
{
    public static bool IsOn(JsonElement item, string side) => Flag(item, side + "Enabled") ?? Flag(item, "enabled") ?? true;

    public static IEnumerable<JsonElement> Items(JsonElement guardrail, string policy, string list) =>
        from holder in Each(guardrail, policy).Concat(Each(guardrail, policy + "Config"))
        from item in Each(holder, list).Concat(Each(holder, list + "Config"))
        where item.ValueKind == JsonValueKind.Object
        select item;

    // Terraform writes a block that occurs once as a list of one.
    public static IEnumerable<JsonElement> Each(JsonElement element, string name, JsonValueKind kind) => Each(element, name).Where(e => e.ValueKind == kind);

    public static IEnumerable<JsonElement> Each(JsonElement element, string name)
    {
        var found = Find(element, name);
        if (found.ValueKind == JsonValueKind.Object) yield return found;
        if (found.ValueKind != JsonValueKind.Array) yield break;
        foreach (var item in found.EnumerateArray()) yield return item;
    }

    public static string? Text(JsonElement item, string name) =>
        Find(item, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static string? Upper(JsonElement item, string name) => Text(item, name)?.ToUpperInvariant();

    public static bool? Flag(JsonElement item, string name) => Find(item, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => bool.TryParse(Text(item, name), out var flag) ? flag : null,
        _ => null,
    };

    public static JsonElement Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return default;
        if (element.TryGetProperty(name, out var exact)) return exact;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return default;
    }
}
