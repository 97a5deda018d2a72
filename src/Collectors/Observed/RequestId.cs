using System.Buffers.Text;
using System.Text;

namespace Plumbline.Collectors.Observed;

/// <summary>A request id: the common form, 32 lower-case hexadecimal digits with dashes, is kept as its 16 bytes; any other as text.</summary>
/// <param name="Bits">The digits; none where there is a text.</param>
/// <param name="Other">The text of an id of another form; empty for none; null for the common form.</param>
internal readonly record struct RequestId(IdBits Bits, string? Other)
{
    /// <summary>No id.</summary>
    public static RequestId None => new(default, "");

    /// <summary>True where there is no id.</summary>
    public bool IsNone => Other is "";

    /// <summary>Reads an id.</summary>
    public static RequestId Of(string text)
    {
        if (text.Length != 36 || !Ascii.IsValid(text)) return new RequestId(default, text);
        Span<byte> ascii = stackalloc byte[36];
        Ascii.FromUtf16(text, ascii, out _);
        return TryPack(ascii, out var bits) ? new RequestId(bits, null) : new RequestId(default, text);
    }

    /// <summary>Reads an id in ASCII.</summary>
    public static RequestId Of(ReadOnlySpan<byte> ascii) =>
        TryPack(ascii, out var bits) ? new RequestId(bits, null) : new RequestId(default, Encoding.ASCII.GetString(ascii));

    /// <summary>The id as text.</summary>
    public override string ToString()
    {
        if (Other is not null) return Other;
        Span<byte> bytes = stackalloc byte[16];
        Bits.Write(bytes);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static bool TryPack(ReadOnlySpan<byte> ascii, out IdBits bits)
    {
        bits = default;
        if (ascii.Length != 36 || ascii.ContainsAnyInRange((byte)'A', (byte)'F') || !Utf8Parser.TryParse(ascii, out Guid id, out var read, 'D') || read != 36) return false;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bits = IdBits.Read(bytes);
        return true;
    }
}
