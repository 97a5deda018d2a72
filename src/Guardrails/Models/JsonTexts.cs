using System.Text;

namespace Plumbline.Guardrails.Models;

/// <summary>JSON as lenient readers take it: in any encoding of Unicode, with space before it, with letters written as escapes.</summary>
internal static class JsonTexts
{
    private const int LongestSpace = 1 << 16;
    private const int First = 512;

    /// <summary>True where JSON may begin: an object or a list, in any encoding.</summary>
    public static bool Begins(Artifact artifact)
    {
        return Opening(artifact.Slice(0, First)) switch { 0 when artifact.Length > First => Opening(artifact.Slice(0, LongestSpace)), var first => first } is (byte)'{' or (byte)'[';
    }

    /// <summary>The text as <see cref="Read"/> gives it, copied only where it must be. Valid until the artifact is read again.</summary>
    public static ReadOnlySpan<byte> View(Artifact artifact, int longest)
    {
        var bytes = artifact.Slice(0, (int)Math.Min(artifact.Length, longest));
        return Wide(bytes) is null && bytes.IndexOf("\\u00"u8) < 0 ? bytes : Read(artifact, longest).Span;
    }

    /// <summary>The text in UTF-8 without a mark of byte order, letters and digits as themselves.</summary>
    public static ReadOnlyMemory<byte> Read(Artifact artifact, int longest)
    {
        var bytes = artifact.Slice(0, (int)Math.Min(artifact.Length, longest));
        if (Wide(bytes) is { } encoding) bytes = Encoding.UTF8.GetBytes(encoding.GetString(bytes));
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        return bytes.IndexOf("\\u00"u8) < 0 ? bytes.ToArray() : Plain(bytes);
    }

    /// <summary>True where every letter takes two or four bytes.</summary>
    public static bool IsWide(ReadOnlySpan<byte> text) => Wide(text) is not null && text is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [0, 0, ..] or [_, 0, _, 0, ..] or [0, _, 0, _, ..];

    /// <summary>Such a text in UTF-8.</summary>
    public static ReadOnlySpan<byte> Narrow(ReadOnlySpan<byte> text) => Wide(text) is { } encoding ? Encoding.UTF8.GetBytes(encoding.GetString(text[..(text.Length & ~1)])) : text;

    // The first letter behind space; 0 where all is space.
    private static byte Opening(ReadOnlySpan<byte> head)
    {
        if (Wide(head) is { } encoding) head = Encoding.UTF8.GetBytes(encoding.GetString(head[..(head.Length & ~3)]));
        return head.TrimStart(" \t\r\n\uFEFF"u8) is [var first, ..] ? first : (byte)0;
    }

    // A mark of byte order, or where zeros stand around the first letter.
    private static Encoding? Wide(ReadOnlySpan<byte> head) => head switch
    {
        [0xff, 0xfe, 0, 0, ..] or [not 0, 0, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xfe, 0xff, ..] or [0, 0, 0, not 0, ..] => new UTF32Encoding(true, false),
        [0xff, 0xfe, ..] or [not 0, 0, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] or [0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static byte[] Plain(ReadOnlySpan<byte> text)
    {
        var plain = new byte[text.Length];
        var to = 0;
        for (var at = 0; at < text.Length; at++)
        {
            plain[to++] = text[at];
            if (text[at] != (byte)'\\' || at + 1 >= text.Length) continue;
            if (text[at + 1] == 'u' && at + 5 < text.Length && text[at + 2] == '0' && text[at + 3] == '0' && Hex(text[at + 4]) * 16 + Hex(text[at + 5]) is var code and < 0x80 && (char.IsAsciiLetterOrDigit((char)code) || code == '_'))
            {
                plain[to - 1] = (byte)code;
                at += 5;
            }
            else plain[to++] = text[++at];
        }

        return plain[..to];
    }

    private static int Hex(byte digit) => char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : 0x100;
}
