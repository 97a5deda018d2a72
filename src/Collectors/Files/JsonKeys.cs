using System.Text.Json;

namespace Plumbline.Collectors.Files;

/// <summary>Keys that one JSON object names twice: readers differ in which of them counts.</summary>
public static class JsonKeys
{
    /// <summary>The first key that is named twice, and the line of its second mention; null where there is none.</summary>
    /// <param name="utf8">A document that parses.</param>
    public static (string Key, int Line)? Repeated(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) open.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject) open.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.GetString()! is var key && !open.Peek().Add(key))
                return (key, 1 + utf8[..(int)reader.TokenStartIndex].Count((byte)'\n'));
        }

        return null;
    }
}
