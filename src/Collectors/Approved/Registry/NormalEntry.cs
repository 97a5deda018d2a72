using System.Buffers;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>An entry as JSON that is the same however it was written: texts are texts with or without quotes, one value of a list is a list of one.</summary>
internal static class NormalEntry
{
    /// <summary>The entry in the form's own types.</summary>
    /// <param name="form">What the entry may say.</param>
    /// <param name="node">The entry as <see cref="FormCheck"/> left it.</param>
    public static JsonElement Of(Form form, YamlNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) Write(form, node, json);
        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }

    private static void Write(Form form, YamlNode node, Utf8JsonWriter to)
    {
        switch (form, node)
        {
            case (Fields fields, YamlMap map):
                to.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    to.WritePropertyName(key);
                    Write(fields[key]!, value, to);
                }

                to.WriteEndObject();
                break;
            case (Either either, _): Write(node is YamlMap ? either.Rich : either.Plain, node, to); break;
            case (Optional optional, not YamlList): Write(optional.Item, node, to); break;
            case (Many many, YamlList list): List(many.Item, list, to); break;
            case (Scalar { Kind: ScalarKind.Flag or ScalarKind.Number or ScalarKind.Count } or Foreign or Optional, _): YamlJson.Of(node).WriteTo(to); break;
            default: to.WriteStringValue(((YamlScalar)node).Raw.Replace("\r\n", "\n", StringComparison.Ordinal)); break;
        }
    }

    private static void List(Form item, YamlList list, Utf8JsonWriter to)
    {
        to.WriteStartArray();
        foreach (var one in list.Nodes) Write(item, one, to);
        to.WriteEndArray();
    }
}
