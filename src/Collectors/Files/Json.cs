using System.Text.Json;

namespace Plumbline.Collectors.Files;

/// <summary>Small readings of JSON elements that answer null instead of throwing.</summary>
public static class Json
{
    /// <summary>Parses one bounded document; null and one sentence where it is none.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, out string? reason)
    {
        reason = null;
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException e)
        {
            reason = Fault(e);
            return null;
        }
    }

    /// <summary>What is wrong with a text that does not parse.</summary>
    public static string Fault(JsonException problem) =>
        problem.Message.Contains("depth", StringComparison.Ordinal) ? $"nests deeper than is read at line {(problem.LineNumber ?? 0) + 1}" : $"not json at line {(problem.LineNumber ?? 0) + 1}";

    /// <summary>The element at a path of property names; undefined where there is none.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return default;
        }

        return element;
    }

    /// <summary>The string at a path; null where there is none.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>A text, or a number as text; null where it is neither.</summary>
    public static string? Written(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    /// <summary>The elements of the array at a path; none where there is no array.</summary>
    public static IEnumerable<JsonElement> Elements(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>The boolean at a path; null where there is none.</summary>
    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>True where every text of a document can be read; a lone surrogate passes the parser and fails only when the text is asked for.</summary>
    public static bool HasOnlyText(this JsonElement element)
    {
        try
        {
            return Touch(element);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Touch(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is not null,
        JsonValueKind.Object => element.EnumerateObject().All(p => p.Name is not null && Touch(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(Touch),
        _ => true,
    };
}
