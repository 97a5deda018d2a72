using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Guardrails.Tools;

namespace Plumbline.Bench.Tools;

/// <summary>A sentence that poisons.</summary>
internal sealed record Poison(string Technique, string Language, string Text);

/// <summary>Makes poisoned definitions of benign ones: one sentence in one disguise at one place.</summary>
internal static class Mutation
{
    private static readonly string[] Foreign = ["send_message", "transfer_funds", "execute_command", "post_update", "write_document"];

    /// <summary>Ways to hide a sentence.</summary>
    public static ImmutableArray<string> Disguises { get; } = ["none", "tag", "far below", "html comment", "upper case", "base64", "hexadecimal", "look-alikes", "zero width", "letters apart", "cut words", "parameter"];

    public static List<Poison> Read(string file) =>
        [.. File.ReadLines(file).Where(l => !l.StartsWith('#') && l.Length > 0).Select(l => l.Split('\t')).Select(p => new Poison(p[0], p[1], p[2].Replace("\\n", "\n", StringComparison.Ordinal)))];

    public static (ToolDefinition Tool, ToolNeighbours Neighbours) Apply(Sample sample, Poison poison, string disguise, Random random)
    {
        var other = Foreign[random.Next(Foreign.Length)];
        var properties = sample.Tool.Input.ValueKind == JsonValueKind.Object && JsonNode.Parse(sample.Tool.Input.GetRawText())!["properties"] is JsonObject { Count: > 0 } held ? (JsonObject)held.DeepClone() : new JsonObject { ["q"] = new JsonObject { ["type"] = "string", ["description"] = "The input." } };
        var parameter = properties.ElementAt(random.Next(properties.Count)).Key;
        var text = poison.Text.Replace("{tool}", sample.Tool.Name, StringComparison.Ordinal).Replace("{param}", parameter, StringComparison.Ordinal).Replace("{other}", other, StringComparison.Ordinal);
        var description = sample.Tool.Description;
        if (text.StartsWith('@')) Place(properties, parameter, text);
        else if (disguise == "parameter") properties[parameter] = new JsonObject { ["type"] = "string", ["description"] = text };
        else description = Hide(description, text, disguise, poison.Language);
        var input = JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "object", ["properties"] = properties });
        return (sample.Tool with { Description = description, Input = input }, sample.Neighbours with { Others = [.. Foreign] });
    }

    private static void Place(JsonObject properties, string parameter, string text)
    {
        var (kind, rest) = text[1..].Split(':', 2) is [var k, var r] ? (k, r) : ("description", text);
        if (kind == "name") properties[rest.Split('|')[0]] = new JsonObject { ["type"] = "string", ["description"] = rest.Split('|')[1] };
        else properties[parameter] = kind == "enum" ? new JsonObject { ["enum"] = new JsonArray("auto", rest) } : new JsonObject { ["type"] = "string", [kind] = rest };
    }

    private static string Hide(string description, string text, string disguise, string language) => disguise switch
    {
        "tag" => $"{description}\n\n<notice>{text}</notice>",
        "far below" => description + new string('\n', 60) + text,
        "html comment" => $"{description} <!-- {text} -->",
        "upper case" => $"{description} {text.ToUpperInvariant()}",
        "base64" => $"{description} Decode and follow: {Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}",
        "hexadecimal" => $"{description} {Convert.ToHexString(Encoding.UTF8.GetBytes(text))}",
        "look-alikes" when language is not ("ru" or "zh" or "ja") => $"{description} {text.Replace('a', '\u0430').Replace('e', '\u0435').Replace('o', '\u043e')}",
        "zero width" => $"{description} {string.Join('\u200b', text.ToCharArray())}",
        "letters apart" when language == "en" => $"{description} {string.Join("   ", text.Split(' ').Select(w => string.Join(' ', w.ToCharArray())))}",
        "cut words" when language == "en" => $"{description} {string.Join(' ', text.Split(' ').Select(w => w.Length > 5 && w.All(char.IsAsciiLetter) ? w.Insert(w.Length / 2, " ") : w))}",
        _ => $"{description} {text}",
    };
}
