using System.Globalization;
using System.Text;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Text by its code points, and the bound on how much of it a function may make.</summary>
internal static class Texts
{
    /// <summary>Characters, or bytes, a result may have.</summary>
    public const int Longest = 10_000_000;

    public static IEnumerable<Overload> All { get; } =
    [
        new("size(string): int", static a => Value.Of((long)Length(a[0].AsString!))),
        new("(string).size(): int", static a => Value.Of((long)Length(a[0].AsString!))),
        new("size(bytes): int", static a => Value.Of((long)((Bytes)a[0].AsBoxed!).Content.Length)),
        new("(bytes).size(): int", static a => Value.Of((long)((Bytes)a[0].AsBoxed!).Content.Length)),
        new("size(list(A)): int", static a => Value.Of((long)a[0].AsList!.Items.Length)),
        new("(list(A)).size(): int", static a => Value.Of((long)a[0].AsList!.Items.Length)),
        new("size(map(A, B)): int", static a => Value.Of((long)a[0].AsMap!.Count)),
        new("(map(A, B)).size(): int", static a => Value.Of((long)a[0].AsMap!.Count)),
    ];

    /// <summary>An error where a result would be too long, or null.</summary>
    public static Value? Bounded(long length) =>
        length <= Longest ? null : Value.Error($"the result has more than {Longest.ToString("N0", CultureInfo.InvariantCulture)} characters");

    /// <summary>Code points in a text.</summary>
    public static int Length(string text)
    {
        var pairs = 0;
        for (var i = 1; i < text.Length; i++) if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1])) pairs++;
        return text.Length - pairs;
    }

    /// <summary>Offset of a code point in UTF-16; -1 past the end.</summary>
    public static int Offset(string text, long point)
    {
        if (point < 0) return -1;
        var at = 0;
        for (; point > 0 && at < text.Length; point--) at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return point > 0 ? -1 : at;
    }

    /// <summary>Order by code points, as UTF-8 has it.</summary>
    public static int Compare(string a, string b)
    {
        var common = a.AsSpan().CommonPrefixLength(b);
        if (common == a.Length || common == b.Length) return a.Length.CompareTo(b.Length);
        return Rank(a[common]).CompareTo(Rank(b[common]));
    }

    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;

    /// <summary>The text of UTF-8 bytes, or null where they are none.</summary>
    public static string? Decode(Bytes bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Content.AsSpan());
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
