using System.Text;

namespace Plumbline.Collectors.Files;

/// <summary>Tells the encoding of a text from its first bytes: by its byte-order mark, else by where ASCII's zero bytes lie.</summary>
internal static class Encodings
{
    /// <summary>The encoding, null for UTF-8, and the length of its mark.</summary>
    public static (Encoding? Encoding, int Mark) Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, 0),
        [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };
}
