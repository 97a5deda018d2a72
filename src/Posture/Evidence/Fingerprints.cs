using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Plumbline.Posture.Evidence;

/// <summary>Names for texts that must be recognized again and never shown.</summary>
public static class Fingerprints
{
    /// <summary>`sha256:` and the hash of a text, line ends as LF and outer white space dropped.</summary>
    public static string OfText(string text) => "sha256:" + Hash(text.ReplaceLineEndings("\n").Trim());

    /// <summary>`name#` and twelve digits of the hash of a tool definition: its name, description and input schema, keys sorted.</summary>
    public static string OfTool(string name, string? description, JsonElement schema)
    {
        var text = new StringBuilder(name).Append('\n').Append(description?.Trim()).Append('\n');
        Canonical(schema, text);
        return $"{name}#{Hash(text.ToString())[..12]}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Appends a value in a form that is the same in any layout and order of keys.</summary>
    public static void Canonical(JsonElement element, StringBuilder to)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                to.Append('{');
                foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    to.Append(JsonEncodedText.Encode(property.Name)).Append(':');
                    Canonical(property.Value, to);
                    to.Append(',');
                }

                to.Append('}');
                break;
            case JsonValueKind.Array:
                to.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Canonical(item, to);
                    to.Append(',');
                }

                to.Append(']');
                break;
            case JsonValueKind.Undefined:
                break;
            case JsonValueKind.String:
                to.Append('"').Append(JsonEncodedText.Encode(element.GetString()!)).Append('"');
                break;
            default:
                to.Append(element.GetRawText());
                break;
        }
    }
}
