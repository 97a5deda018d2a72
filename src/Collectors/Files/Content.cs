using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>What a file holds once gzip is undone; told by content, never by name.</summary>
public static class Content
{
    /// <summary>Most bytes of one file held at once, after decompression.</summary>
    public const int Largest = 64 << 20;

    private const int HeadLength = 4096;
    private const int MostHeads = 8192;
    private static ConditionalWeakTable<EstateFile, byte[]> newer = [];
    private static ConditionalWeakTable<EstateFile, byte[]> older = [];
    private static int heads;

    // Without this switch a gzip stream that was cut off ends as quietly as a whole one.
    static Content() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens the content; gzip is undone as it is read.</summary>
    public static Stream Open(EstateFile file)
    {
        var stored = file.Open();
        Span<byte> magic = stackalloc byte[2];
        var read = stored.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stored.Position = 0;
        return read == 2 && magic[0] == 0x1f && magic[1] == 0x8b ? new GZipStream(stored, CompressionMode.Decompress) : stored;
    }

    /// <summary>The first bytes of the content (4 KiB at most); empty where it cannot be read.</summary>
    /// <remarks>The heads of the files asked for last are kept, because every collector asks.</remarks>
    public static ReadOnlySpan<byte> Head(EstateFile file)
    {
        if (newer.TryGetValue(file, out var head) || older.TryGetValue(file, out head)) return head;
        head = ReadHead(file);
        if (Interlocked.Increment(ref heads) % MostHeads == 0) (older, newer) = (newer, []);
        newer.AddOrUpdate(file, head);
        return head;
    }

    private static byte[] ReadHead(EstateFile file)
    {
        try
        {
            using var content = Open(file);
            var head = new byte[HeadLength];
            var read = 0;
            try
            {
                for (int more; read < head.Length && (more = content.Read(head, read, head.Length - read)) > 0;) read += more;
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                return head[..read];
            }

            return head[..read];
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Reads the whole content as UTF-8, transcoding UTF-16 and dropping a byte-order mark; or one sentence why not.</summary>
    /// <remarks>Where decompression breaks off, what came before is returned beside the reason.</remarks>
    public static byte[] ReadAll(EstateFile file, out string? reason, int largest = Largest)
    {
        reason = null;
        using var held = new MemoryStream((int)Math.Min(Math.Max(file.Length, 256), largest));
        try
        {
            using var content = Open(file);
            var buffer = new byte[64 << 10];
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                if (held.Length + read > largest)
                {
                    reason = $"`{file.Path}` is larger than {largest >> 20} MiB";
                    break;
                }

                held.Write(buffer, 0, read);
            }
        }
        catch (UnauthorizedAccessException)
        {
            reason = $"`{file.Path}` may not be read by this user";
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            reason = $"`{file.Path}` breaks off while being decompressed or read";
        }

        return AsUtf8(held.ToArray());
    }

    private static byte[] AsUtf8(byte[] bytes)
    {
        var (encoding, mark) = Encodings.Of(bytes);
        return encoding is not null ? Encoding.Convert(encoding, Encoding.UTF8, bytes, mark, bytes.Length - mark) : mark > 0 ? bytes[mark..] : bytes;
    }
}
