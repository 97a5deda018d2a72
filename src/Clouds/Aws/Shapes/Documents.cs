using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Clouds.Aws.Tables;
using Plumbline.Collectors.Files;

namespace Plumbline.Clouds.Aws.Shapes;

/// <summary>Reads answers of every protocol into what the command line prints.</summary>
internal static class Documents
{
    /// <summary>The document; null where the bytes are none.</summary>
    public static JsonObject? Read(AwsCall call, byte[] bytes) => call.Service.Protocol switch
    {
        Protocol.Query => XmlShapes.OfQuery(bytes, XmlShapes.Iam),
        Protocol.Ec2 => XmlShapes.OfQuery(bytes, XmlShapes.Ec2),
        Protocol.RestXml => XmlShapes.OfBucket(bytes, call.Operation),
        _ => OfJson(bytes),
    };

    /// <summary>Adds a page to those before it: lists grow, all else is as the last page says.</summary>
    public static void Append(JsonObject to, JsonObject page)
    {
        foreach (var (name, value) in page.ToList())
        {
            page.Remove(name);
            if (to[name] is JsonArray before && value is JsonArray more)
            {
                foreach (var item in more.ToList())
                {
                    more.Remove(item);
                    before.Add(item);
                }
            }
            else to[name] = value;
        }
    }

    /// <summary>A document that can be walked without surprise: bounded, no name twice, every text a text; null where it is none.</summary>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 60, AllowDuplicateProperties = false });
            var root = document.RootElement;
            return !root.HasOnlyText() ? null : root.ValueKind switch
            {
                JsonValueKind.Object => JsonObject.Create(root.Clone()),
                JsonValueKind.Array => JsonArray.Create(root.Clone()),
                _ => JsonValue.Create(root.Clone()),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? OfJson(byte[] bytes) => bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty ? [] : Parse(bytes) as JsonObject;
}
