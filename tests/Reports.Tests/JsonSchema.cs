using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumbline.Reports.Tests;

/// <summary>The part of JSON Schema draft 4 that SARIF's schema uses; an unknown keyword is an error, so that nothing is passed over.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$schema", "id", "title", "description", "default", "definitions", "format", "type", "properties", "required", "additionalProperties", "enum", "pattern",
        "minItems", "maxItems", "uniqueItems", "items", "$ref", "anyOf", "oneOf", "minimum", "maximum",
    };

    public List<string> Faults(JsonElement value)
    {
        var faults = new List<string>();
        Check(value, root, "", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(value, Resolve(reference.GetString()!), path, faults);
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Known.Contains(keyword.Name)) faults.Add($"the schema uses `{keyword.Name}`, which this reader does not know");
            else if (!Holds(value, keyword.Name, keyword.Value)) faults.Add($"{path} breaks {keyword.Name} {Short(keyword.Value)}: {Short(value)}");
        }

        foreach (var (kind, least) in ((string, bool)[])[("anyOf", true), ("oneOf", false)])
        {
            if (!schema.TryGetProperty(kind, out var choices)) continue;
            var fits = choices.EnumerateArray().Count(c => Fits(value, c));
            if (least ? fits == 0 : fits != 1) faults.Add($"{path} fits {fits} of {kind}");
        }

        if (value.ValueKind == JsonValueKind.Object) Properties(value, schema, path, faults);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (item, at) in value.EnumerateArray().Select((v, i) => (v, i))) Check(item, items, $"{path}/{at}", faults);
    }

    private void Properties(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var more = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var property in value.EnumerateObject())
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(property.Name, out var own)) Check(property.Value, own, $"{path}/{property.Name}", faults);
            else if (more.ValueKind == JsonValueKind.False) faults.Add($"{path}/{property.Name} is no property");
            else if (more.ValueKind == JsonValueKind.Object) Check(property.Value, more, $"{path}/{property.Name}", faults);
        }

        if (!schema.TryGetProperty("required", out var required)) return;
        foreach (var name in required.EnumerateArray()) if (!value.TryGetProperty(name.GetString()!, out _)) faults.Add($"{path} misses {name}");
    }

    private bool Fits(JsonElement value, JsonElement schema)
    {
        var faults = new List<string>();
        Check(value, schema, "", faults);
        return faults.Count == 0;
    }

    private static bool Holds(JsonElement value, string keyword, JsonElement says) => keyword switch
    {
        "type" => says.ValueKind == JsonValueKind.Array ? says.EnumerateArray().Any(t => Is(value, t.GetString()!)) : Is(value, says.GetString()!),
        "enum" => says.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, says.GetString()!),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= says.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= says.GetInt32(),
        "uniqueItems" => !says.GetBoolean() || value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Select(v => v.GetRawText()).Distinct().Count() == value.GetArrayLength(),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= says.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= says.GetDouble(),
        "format" => value.ValueKind != JsonValueKind.String || Formatted(value.GetString()!, says.GetString()!),
        _ => true,
    };

    private static bool Formatted(string text, string format) => format switch
    {
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "date-time" => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };

    private JsonElement Resolve(string reference) =>
        reference[2..].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (at, name) => at.GetProperty(name));

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
