namespace Plumbline.Code.TreeSitter;

/// <summary>The bytes of source files.</summary>
internal static class SourceText
{
    /// <summary>A file's bytes without its byte order mark.</summary>
    public static byte[] Plain(ReadOnlySpan<byte> utf8) => (utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8).ToArray();
}
