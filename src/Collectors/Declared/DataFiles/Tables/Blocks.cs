using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles.Tables;

/// <summary>A bounded part of a text file: all of it, or its head and blocks spaced over the rest, cut at line ends.</summary>
/// <param name="Parts">UTF-8 pieces in the order of the file.</param>
/// <param name="IsWhole">True where nothing was left out.</param>
/// <param name="Length">Bytes of the content, as far as known.</param>
internal sealed record Blocks(IReadOnlyList<byte[]> Parts, bool IsWhole, long Length)
{
    /// <summary>Bytes of a file that is read whole.</summary>
    public const int Whole = 8 << 20;

    private const int Block = 1 << 20;
    private const int Count = 8;

    /// <summary>Reads the blocks; null and one sentence where it cannot be read.</summary>
    public static Blocks? Of(EstateFile file, out string? reason)
    {
        reason = null;
        if (file.Length <= Whole || IsCompressed(file))
        {
            var all = Content.ReadAll(file, out reason, Whole);
            if (reason is null) return new Blocks([all], true, all.Length);
            if (all.Length == 0) return null;
            reason = null;
            return new Blocks([Cut(all, isFirst: true, isLast: false)], false, 0);
        }

        try
        {
            using var stream = file.Open();
            var parts = new List<byte[]>();
            for (var i = 0; i < Count; i++)
            {
                stream.Position = (file.Length - Block) / (Count - 1) * i;
                var block = new byte[Block];
                var read = stream.ReadAtLeast(block, Block, throwOnEndOfStream: false);
                parts.Add(Cut(block.AsSpan(0, read), i == 0, i == Count - 1));
            }

            return new Blocks(parts, false, file.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = $"`{file.Path}` cannot be read";
            return null;
        }
    }

    // What stands before the first line end of a later block, and behind the last of an earlier one, is half a record.
    private static byte[] Cut(ReadOnlySpan<byte> block, bool isFirst, bool isLast)
    {
        var start = isFirst ? 0 : block.IndexOf((byte)'\n') + 1;
        var end = isLast ? block.Length : block.LastIndexOf((byte)'\n') + 1;
        return end <= start ? isFirst ? block.ToArray() : [] : block[start..end].ToArray();
    }

    private static bool IsCompressed(EstateFile file)
    {
        try
        {
            using var stream = file.Open();
            Span<byte> magic = stackalloc byte[2];
            return stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
