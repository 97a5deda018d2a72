using System.Text;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>A file's content as UTF-8, whatever of gzip, byte-order mark or UTF-16 it is stored in.</summary>
public static class Utf8Content
{
    /// <summary>Opens the content for reading once, from front to back.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static Stream Open(EstateFile file)
    {
        var (encoding, mark) = Encodings.Of(Content.Head(file));
        var content = Content.Open(file);
        Span<byte> skipped = stackalloc byte[mark];
        content.ReadExactly(skipped);
        return encoding is null ? content : Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8);
    }

    /// <summary>The first bytes of the content (4 KiB at most as stored).</summary>
    public static ReadOnlySpan<byte> Head(EstateFile file)
    {
        var head = Content.Head(file);
        var (encoding, mark) = Encodings.Of(head);
        return encoding is null ? head[mark..] : Encoding.Convert(encoding, Encoding.UTF8, head[mark..].ToArray());
    }
}
