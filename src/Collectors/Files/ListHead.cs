using System.Text.Json;

namespace Plumbline.Collectors.Files;

/// <summary>Finds the list of records that an object holds under one of its first keys.</summary>
internal static class ListHead
{
    /// <summary>The place of the list's first element; 0 where there is no list.</summary>
    /// <param name="json">The object; may go on behind these bytes.</param>
    /// <param name="lists">The keys that may name it.</param>
    /// <param name="keys">How many of the object's keys are looked at.</param>
    public static int Of(ReadOnlySpan<byte> json, string[] lists, int keys)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
            reader.Read();
            for (; keys > 0 && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; keys--)
            {
                var isList = IsList(ref reader, lists);
                if (!reader.Read()) return 0;
                if (isList && reader.TokenType == JsonTokenType.StartArray) return (int)reader.BytesConsumed;
                if (keys == 1 || !reader.TrySkip()) return 0;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Whoever parses the object says what is wrong with it.
        }

        return 0;
    }

    private static bool IsList(ref Utf8JsonReader reader, string[] lists)
    {
        foreach (var list in lists)
        {
            if (reader.ValueTextEquals(list)) return true;
        }

        return false;
    }
}
