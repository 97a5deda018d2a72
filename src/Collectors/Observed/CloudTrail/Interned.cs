using System.Text.Json;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Short texts that repeat from record to record, each made a string once.</summary>
internal sealed class Interned
{
    private const int Most = 4096;
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public Interned() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string under the reader.</summary>
    /// <exception cref="InvalidOperationException">It is not UTF-8.</exception>
    public string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > 128) return reader.GetString()!;
        Span<char> chars = stackalloc char[128];
        var text = chars[..reader.CopyString(chars)];
        if (lookup.TryGetValue(text, out var found)) return found;
        var made = text.ToString();
        if (known.Count < Most) known[made] = made;
        return made;
    }
}
