using System.Text.Json;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>Holds documents against the published schemas, as far as those use types, properties, items, enumerations and constants.</summary>
internal static class Schemas
{
    public static void Hold(string name, JsonElement document)
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Plumb.Root, "schemas", name + ".schema.json"))).RootElement;
        var faults = new List<string>();
        Check(document, schema, schema, "$", faults);
        Assert.Empty(faults);
    }

    private static void Check(JsonElement value, JsonElement schema, JsonElement root, string at, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference)) schema = root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]);
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value))) faults.Add($"{at} is {TypeOf(value)}, not {type}");
        if (schema.TryGetProperty("const", out var only) && only.ToString() != value.ToString()) faults.Add($"{at} is not {only}");
        if (schema.TryGetProperty("enum", out var choices) && choices.EnumerateArray().All(c => c.ValueKind != value.ValueKind || c.ToString() != value.ToString())) faults.Add($"{at} is `{value}`");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)) foreach (var item in value.EnumerateArray()) Check(item, items, root, at + "[]", faults);
        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        foreach (var required in schema.GetProperty("required").EnumerateArray()) if (!value.TryGetProperty(required.GetString()!, out _)) faults.Add($"{at} lacks {required}");
        foreach (var property in value.EnumerateObject())
        {
            if (properties.TryGetProperty(property.Name, out var form)) Check(property.Value, form, root, $"{at}.{property.Name}", faults);
            else faults.Add($"{at} has `{property.Name}`");
        }
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
