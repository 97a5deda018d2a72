using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Clouds.Aws.Tables;

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

    private static JsonObject? OfJson(byte[] bytes)
    {
        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty) return [];
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { MaxDepth = 60 }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
