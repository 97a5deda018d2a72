using System.Buffers;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files;

/// <summary>YAML as the JSON it means: texts stay texts, numbers keep their digits.</summary>
public static class YamlJson
{
    /// <summary>The node as JSON.</summary>
    public static JsonElement Of(YamlNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(node, writer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }

    private static void Write(YamlNode node, Utf8JsonWriter to)
    {
        switch (node)
        {
            case YamlMap map:
                to.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    to.WritePropertyName(key);
                    Write(value, to);
                }

                to.WriteEndObject();
                break;
            case YamlList list:
                to.WriteStartArray();
                foreach (var item in list.Nodes) Write(item, to);
                to.WriteEndArray();
                break;
            default:
                Write((YamlScalar)node, to);
                break;
        }
    }

    private static void Write(YamlScalar scalar, Utf8JsonWriter to)
    {
        var value = scalar.ToValue();
        if (value.IsNull) to.WriteNullValue();
        else if (value.Kind == ValueKind.Bool) to.WriteBooleanValue(value.AsBool);
        else if (value.Kind is ValueKind.Int or ValueKind.Double && IsJsonNumber(scalar.Raw)) to.WriteRawValue(scalar.Raw);
        else if (value.Kind == ValueKind.Int) to.WriteNumberValue(value.AsInt);
        else if (value.Kind == ValueKind.Double) to.WriteNumberValue(value.AsDouble);
        else to.WriteStringValue(scalar.Raw);
    }

    private static bool IsJsonNumber(string text)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
