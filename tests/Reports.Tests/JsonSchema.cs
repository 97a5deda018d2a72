using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumbline.Reports.Tests;

/// <summary>The part of JSON Schema drafts 4 and 7 that the schemas of SARIF and CycloneDX use; an unknown keyword is an error, so that nothing is passed over.</summary>
/// <param name="root">The schema.</param>
/// <param name="beside">Schemas it names by their file.</param>
internal sealed class JsonSchema(JsonElement root, IReadOnlyDictionary<string, JsonElement>? beside = null)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$schema", "id", "title", "description", "default", "definitions", "format", "type", "properties", "required", "additionalProperties", "enum", "pattern",
        "minItems", "maxItems", "uniqueItems", "items", "$ref", "anyOf", "oneOf", "minimum", "maximum",
        "$id", "$comment", "meta:enum", "deprecated", "examples", "contentType", "allOf", "not", "if", "then", "else", "const", "minLength", "maxLength", "additionalItems",
    };

    public List<string> Faults(JsonElement value)
    {
        var faults = new List<string>();
        Check(value, root, "", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        if (schema.ValueKind == JsonValueKind.True) return;
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var (schemas, target) = Resolve(reference.GetString()!);
            schemas.Check(value, target, path, faults);
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

        if (schema.TryGetProperty("allOf", out var all)) foreach (var part in all.EnumerateArray()) Check(value, part, path, faults);
        if (schema.TryGetProperty("not", out var not) && Fits(value, not)) faults.Add($"{path} fits what it must not");
        if (schema.TryGetProperty("if", out var when) && schema.TryGetProperty(Fits(value, when) ? "then" : "else", out var branch)) Check(value, branch, path, faults);
        if (value.ValueKind == JsonValueKind.Object) Properties(value, schema, path, faults);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            Items(value, items, schema, path, faults);
    }

    private void Items(JsonElement value, JsonElement items, JsonElement schema, string path, List<string> faults)
    {
        foreach (var (item, at) in value.EnumerateArray().Select((v, i) => (v, i)))
        {
            if (items.ValueKind != JsonValueKind.Array) Check(item, items, $"{path}/{at}", faults);
            else if (at < items.GetArrayLength()) Check(item, items[at], $"{path}/{at}", faults);
            else if (schema.TryGetProperty("additionalItems", out var more) && more.ValueKind == JsonValueKind.False) faults.Add($"{path}/{at} is one too many");
        }
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
        "const" => JsonElement.DeepEquals(says, value),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= says.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= says.GetInt32(),
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
        "uri-reference" or "iri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
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

    // `#/definitions/x`, `other.schema.json`, `other.schema.json#/definitions/x`.
    private (JsonSchema Schema, JsonElement Target) Resolve(string reference)
    {
        var parts = reference.Split('#', 2);
        var schema = parts[0].Length == 0 ? this : new JsonSchema(beside![parts[0]], beside);
        var path = parts.Length > 1 ? parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries) : [];
        return (schema, path.Aggregate(schema.Root, (at, name) => at.GetProperty(name)));
    }

    private JsonElement Root => root;

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
