using System.IO.Compression;
using System.Text;

namespace Plumbline.Code.Deeds;

/// <summary>What functions of libraries make of texts that are written.</summary>
internal static class Known
{
    private const int LongestDecoded = 64 << 10;

    /// <summary>The text that a member of a library stands for.</summary>
    public static string? Constant(string path) => path is "os.sep" or "path.sep" ? "/" : null;

    /// <summary>The text that a call without arguments stands for.</summary>
    public static string? Made(string path) => path switch
    {
        "pathlib.Path.home" or "Path.home" or "os.homedir" or "homedir" => "~",
        "tempfile.gettempdir" or "os.tmpdir" or "tmpdir" or "tempfile.mkdtemp" or "tempfile.mkstemp" => "/tmp",
        "pathlib.Path.cwd" or "os.getcwd" or "process.cwd" => ".",
        _ => null,
    };

    /// <summary>What a decoder makes of a written text; null where it is no decoder, or the text not of its form.</summary>
    public static string? Decode(string path, string text)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        try
        {
            return name switch
            {
                "b64decode" or "urlsafe_b64decode" or "standard_b64decode" or "decodebytes" or "atob" => Latin(Convert.FromBase64String(Padded(text))),
                "fromhex" or "unhexlify" or "a2b_hex" => Latin(Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal))),
                "decompress" => Inflate(path, text),
                "rot13" => Rotated(text),
                _ => null,
            };
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The text turned by thirteen letters.</summary>
    public static string Rotated(string text) => string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? (char)((c - 'a' + 13) % 26 + 'a') : char.IsAsciiLetterUpper(c) ? (char)((c - 'A' + 13) % 26 + 'A') : c));

    private static string Padded(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/').Replace("\n", "", StringComparison.Ordinal).Trim();
        return plain + new string('=', (4 - plain.Length % 4) % 4);
    }

    // Bytes stay what they are until they are decompressed; as a text they are mostly ASCII.
    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static string? Inflate(string path, string text)
    {
        using var packed = new MemoryStream(Encoding.Latin1.GetBytes(text));
        using Stream open = path.StartsWith("gzip", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : new ZLibStream(packed, CompressionMode.Decompress);
        var bytes = new byte[LongestDecoded];
        var read = open.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.Latin1.GetString(bytes, 0, read);
    }
}
