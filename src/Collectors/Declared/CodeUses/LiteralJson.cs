using System.Buffers;
using System.Text.Json;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Reads an expression as JSON where all of it is written down: literals, and names that can hold nothing else.</summary>
internal sealed class LiteralJson(Resolver resolver)
{
    private const int Deepest = 40;
    private const int MostValues = 4_000;
    private const int LongestText = 1 << 18;
    private static readonly HashSet<string> Parsers = new(StringComparer.Ordinal) { "json.loads", "JSON.parse", "BinaryData.FromString", "JsonDocument.Parse", "JsonNode.Parse", "JsonSerializer.Deserialize" };

    /// <summary>The value; null where a part of it is not known.</summary>
    public JsonElement? Of(Expression expression, Place at)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var left = MostValues;
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            if (!Write(expression, at, writer, 0, ref left)) return null;
        }

        return Parse(buffer.WrittenMemory);
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest + 2 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Write(Expression expression, Place at, Utf8JsonWriter to, int depth, ref int left)
    {
        if (depth > Deepest || --left < 0 || resolver.Settle(expression, at) is not [{ Value: var value, At: var place }]) return false;
        switch (value)
        {
            case Text text when text.Value.Length <= LongestText:
                to.WriteStringValue(text.Value);
                return true;
            case Literal literal:
                return Plain(literal.Value, to);
            case Items items:
                return All(items, place, to, depth, ref left);
            case Fields fields:
                return All(fields, place, to, depth, ref left);
            case Call { Arguments: [{ Value: var inner, Name: null }] } call when Parsers.Contains(Texts.Shown(call.Callee)):
                return resolver.Settle(inner, place) is [{ Value: Text { Value.Length: <= LongestText } json }] && Parse(System.Text.Encoding.UTF8.GetBytes(json.Value)) is { } parsed && Raw(parsed, to);
            case Call { Arguments: [{ Value: var inner, Name: null }, ..] } call when Texts.Shown(call.Callee) is "BinaryData.FromObjectAsJson" or "JsonSerializer.SerializeToElement":
                return Write(inner, place, to, depth + 1, ref left);
            default:
                return false;
        }
    }

    private bool All(Items items, Place at, Utf8JsonWriter to, int depth, ref int left)
    {
        to.WriteStartArray();
        foreach (var item in items.All) if (!Write(item, at, to, depth + 1, ref left)) return false;
        to.WriteEndArray();
        return true;
    }

    private bool All(Fields fields, Place at, Utf8JsonWriter to, int depth, ref int left)
    {
        to.WriteStartObject();
        // Of a key that is given twice the last one counts.
        foreach (var group in fields.All.GroupBy(f => f.Key, StringComparer.Ordinal))
        {
            if (group.Key is "" or "...") return false;
            to.WritePropertyName(group.Key);
            if (!Write(group.Last().Value, at, to, depth + 1, ref left)) return false;
        }

        to.WriteEndObject();
        return true;
    }

    private static bool Raw(JsonElement element, Utf8JsonWriter to)
    {
        element.WriteTo(to);
        return true;
    }

    private static bool Plain(string literal, Utf8JsonWriter to)
    {
        var text = literal switch { "True" => "true", "False" => "false", "None" => "null", _ => literal };
        if (Parse(System.Text.Encoding.UTF8.GetBytes(text)) is not { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null } value) return false;
        value.WriteTo(to);
        return true;
    }
}
