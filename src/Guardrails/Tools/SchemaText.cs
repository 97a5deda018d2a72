using System.Text.Json;

namespace Plumbline.Guardrails.Tools;

/// <summary>A text within a definition, and where it stands.</summary>
/// <param name="Place">`description`, `inputSchema.properties.q.description`, ….</param>
/// <param name="Text">The text.</param>
public readonly record struct PlacedText(string Place, string Text);

/// <summary>A parameter of a tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where its schema stands.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsRequired">True where the tool does not do without.</param>
internal readonly record struct Parameter(string Name, string Place, JsonElement Schema, bool IsRequired)
{
    /// <summary>What is said of it; empty where nothing is.</summary>
    public string Description => Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}

/// <summary>Walks a JSON schema: every text in it reaches the model, whatever its keyword.</summary>
internal sealed class SchemaText
{
    private const int Deepest = 24;
    private const int MostNodes = 20_000;
    private const int MostParameters = 500;
    private int nodes;

    /// <summary>Every text of the schema, names of properties among them.</summary>
    public List<PlacedText> Texts { get; } = [];

    /// <summary>Every property at any depth.</summary>
    public List<Parameter> Parameters { get; } = [];

    /// <summary>True where the schema is deeper or larger than is walked.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Walks a schema.</summary>
    public static SchemaText Of(JsonElement schema, string place)
    {
        var text = new SchemaText();
        text.Walk(schema, place, 0, isSchema: true);
        return text;
    }

    private void Walk(JsonElement element, string place, int depth, bool isSchema)
    {
        if (depth > Deepest || ++nodes > MostNodes)
        {
            IsCut = true;
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.String when element.GetString() is { Length: > 0 } text:
                Texts.Add(new PlacedText(place, text));
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray()) Walk(item, $"{place}[{index++}]", depth + 1, isSchema);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (isSchema && property is { Name: "properties", Value.ValueKind: JsonValueKind.Object }) Properties(element, property.Value, place, depth);
                    else if (property.Name is not ("type" or "$schema" or "format" or "required" or "$ref")) Walk(property.Value, $"{place}.{property.Name}", depth + 1, property.Name is not ("default" or "example" or "examples" or "const" or "enum"));
                    else if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString()!.Length > 60) Walk(property.Value, $"{place}.{property.Name}", depth + 1, false);
                }

                break;
        }
    }

    private void Properties(JsonElement owner, JsonElement properties, string place, int depth)
    {
        HashSet<string> required = owner.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)] : [];
        foreach (var property in properties.EnumerateObject())
        {
            var at = $"{place}.properties.{property.Name}";
            Texts.Add(new PlacedText(at, property.Name));
            if (Parameters.Count < MostParameters) Parameters.Add(new Parameter(property.Name, at, property.Value, required.Contains(property.Name)));
            else IsCut = true;
            Walk(property.Value, at, depth + 1, isSchema: true);
        }
    }
}
