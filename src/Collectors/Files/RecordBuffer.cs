using System.Buffers;

namespace Plumbline.Collectors.Files;

/// <summary>A flat pooled window over a stream: whole records are looked at in place, nothing is copied out.</summary>
/// <param name="content">The bytes, uncompressed.</param>
/// <param name="stored">Bytes on disk, to tell a log from a decompression bomb.</param>
internal sealed class RecordBuffer(Stream content, long stored) : IDisposable
{
    private const int Page = 256 << 10;
    private const long Harmless = 64 << 20;
    private const long LargestContent = 4L << 30;
    private const int LargestRatio = 250;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Page);
    private int start;
    private int end;
    private long total;
    private bool ended;

    /// <summary>Why reading stopped before the end; null where it did not.</summary>
    public string? Reason { get; private set; }

    /// <summary>Bytes read and not yet taken.</summary>
    public ReadOnlySpan<byte> Span => bytes.AsSpan(start, end - start);

    /// <summary>The same bytes for readers that need memory; valid until the next fill.</summary>
    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(start, end - start);

    /// <summary>Takes bytes off the front.</summary>
    public void Take(int count) => start += count;

    /// <summary>Reads more behind what is held; false at the end.</summary>
    public bool Fill()
    {
        if (ended) return false;
        MakeRoom();
        var before = end;
        while (!ended && end < bytes.Length) Read();
        return end > before;
    }

    private void Read()
    {
        try
        {
            var read = content.Read(bytes, end, bytes.Length - end);
            end += read;
            total += read;
            ended = read == 0 || IsBomb();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Reason = "breaks off while being decompressed or read";
            ended = true;
        }
    }

    /// <summary>Reads until at least so many bytes are held, or all there are.</summary>
    public void Fill(int atLeast)
    {
        while (end - start < atLeast && Fill())
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        content.Dispose();
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        start = end = 0;
        ended = true;
    }

    private void MakeRoom()
    {
        if (start == end) start = end = 0;
        if (end < bytes.Length) return;
        if (start >= bytes.Length / 2)
        {
            Span.CopyTo(bytes);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
            Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        (start, end) = (0, end - start);
    }

    private bool IsBomb()
    {
        if (total <= Harmless || total <= stored * 2) return false;
        if (total <= LargestContent && total / LargestRatio <= stored) return false;
        Reason = $"decompresses to more than {total >> 20} MiB from {stored} bytes";
        return true;
    }
}
