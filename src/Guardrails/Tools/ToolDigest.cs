using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Plumbline.Guardrails.Tools;

/// <summary>The digest that a tool's definition is approved by.</summary>
/// <remarks>
/// SHA-256 over one JSON object with the members `annotations`, `description`, `inputSchema`, `name`, `outputSchema` and `title`, those that are not given left out;
/// members sorted by UTF-16 code unit, no white space, strings with the fewest escapes, numbers as the shortest text of the same double. Lists keep their order.
/// </remarks>
public static class ToolDigest
{
    /// <summary>`sha256:` and 64 digits.</summary>
    public static string Of(ToolDefinition tool)
    {
        var text = new StringBuilder("{");
        Member("annotations", tool.Annotations);
        if (tool.Description.Length > 0) Text("description", tool.Description);
        Member("inputSchema", tool.Input);
        Text("name", tool.Name);
        Member("outputSchema", tool.Output);
        if (tool.Title.Length > 0) Text("title", tool.Title);
        text.Append('}');
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Text(string name, string value)
        {
            Key(name);
            Quote(value, text);
        }

        void Member(string name, JsonElement value)
        {
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
            Key(name);
            Canonical(value, text);
        }

        void Key(string name)
        {
            if (text.Length > 1) text.Append(',');
            Quote(name, text);
            text.Append(':');
        }
    }

    private static void Canonical(JsonElement element, StringBuilder to)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                to.Append('{');
                var first = true;
                foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (!first) to.Append(',');
                    first = false;
                    Quote(property.Name, to);
                    to.Append(':');
                    Canonical(property.Value, to);
                }

                to.Append('}');
                break;
            case JsonValueKind.Array:
                to.Append('[');
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    if (index++ > 0) to.Append(',');
                    Canonical(item, to);
                }

                to.Append(']');
                break;
            case JsonValueKind.String:
                Quote(element.GetString()!, to);
                break;
            case JsonValueKind.Number:
                to.Append(Number(element.GetRawText()));
                break;
            default:
                to.Append(element.GetRawText());
                break;
        }
    }

    // `1`, `1.0` and `1e0` are one number; an integer that no double holds keeps its digits.
    private static string Number(string raw)
    {
        if (raw.AsSpan().IndexOfAny(".eE") < 0) return raw == "-0" ? "0" : raw;
        var number = double.Parse(raw, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number)) return raw;
        return Math.Abs(number) < 1e15 && number == Math.Floor(number) ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private static void Quote(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') to.Append('\\').Append(letter);
            else if (letter < ' ') to.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else to.Append(letter);
        }

        to.Append('"');
    }
}
