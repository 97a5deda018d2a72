using System.Text;
using System.Text.Json;
using Plumbline.Posture.Evidence;

namespace Plumbline.Store.Records;

/// <summary>Texts that repeat a million times, each made once: looked up by their UTF-8, so that no string is made for one seen before.</summary>
public sealed class Texts
{
    private const int Longest = 200;
    private Origin? last;
    private readonly Dictionary<string, string> known = new(Utf8Comparer.Instance);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    /// <summary>An empty table.</summary>
    public Texts() => lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The text of some UTF-8.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest) return Encoding.UTF8.GetString(utf8);
        if (lookup.TryGetValue(utf8, out var text)) return text;
        text = Encoding.UTF8.GetString(utf8);
        known[text] = text;
        return text;
    }

    internal string Of(ref Utf8JsonReader json) => json.ValueIsEscaped || json.HasValueSequence ? json.GetString()! : Of(json.ValueSpan);

    /// <summary>An origin; the same object as the last one where both are the same place.</summary>
    internal Origin Place(Origin origin) => last = origin.Or(last);

    private sealed class Utf8Comparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string text)
        {
            Span<byte> utf8 = stackalloc byte[(Longest * 3) + 3];
            return Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? GetHashCode(utf8[..length]) : 0;
        }

        public bool Equals(ReadOnlySpan<byte> utf8, string text)
        {
            if (text.Length > utf8.Length) return false;
            Span<byte> other = stackalloc byte[(Longest * 3) + 3];
            return Encoding.UTF8.TryGetBytes(text, other, out var length) && utf8.SequenceEqual(other[..length]);
        }

        public int GetHashCode(ReadOnlySpan<byte> utf8)
        {
            var hash = new HashCode();
            hash.AddBytes(utf8);
            return hash.ToHashCode();
        }

        public string Create(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
    }
}
