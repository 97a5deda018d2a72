using System.Text;
using System.Text.Json;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Reads the top-level keys that the first bytes of a file show.</summary>
internal static class Heads
{
    /// <summary>The keys, and whether the file begins as a JSON document.</summary>
    public static HashSet<string> KeysOf(ReadOnlySpan<byte> head, out bool isJson)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        ReadOnlySpan<byte> text = head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => head[3..],
            [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, head[2..(head.Length & ~1)].ToArray()),
            [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, head[2..(head.Length & ~1)].ToArray()),
            _ => head,
        };
        text = text.TrimStart(" \t\r\n"u8);
        isJson = text is [(byte)'{', ..] or [(byte)'[', ..];
        if (isJson) Collect(text, keys);
        return keys;
    }

    private static void Collect(ReadOnlySpan<byte> text, HashSet<string> keys)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64, AllowMultipleValues = true }));
        var top = text[0] == (byte)'[' ? 2 : 1;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == top) keys.Add(reader.GetString()!);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was seen so far is what the head says.
            return;
        }
    }
}
