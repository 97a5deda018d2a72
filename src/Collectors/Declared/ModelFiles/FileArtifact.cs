using Plumbline.Guardrails.Models;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>A file as an artifact, read through windows: of a file of any size no more is read than is asked for.</summary>
/// <remarks>It is not mapped, because a mapped file that another process shortens ends this one.</remarks>
public sealed class FileArtifact : Artifact, IDisposable
{
    private const int Smallest = 16 << 10;
    private const int Largest = 64 << 10;
    private const int Aligned = 4 << 10;
    private const int MostWindows = 16;
    private const long MostHeld = 64L << 20;

    private readonly FileStream file;
    private readonly LinkedList<(long Start, byte[] Bytes)> windows = [];   // the last used first
    private long held;
    private long reached = -1;   // the end of the last window
    private int ahead = Smallest;

    private FileArtifact(FileStream file) => (this.file, Length) = (file, file.Length);

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Opens a file; what is not on a disk is held in memory.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Artifact Open(EstateFile file)
    {
        var stream = file.Open();
        try
        {
            if (stream is FileStream { Length: > 0 } onDisk) return new FileArtifact(onDisk);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            stream.Dispose();
            return new MemoryArtifact(copy.ToArray());
        }
        catch (Exception e)
        {
            stream.Dispose();
            if (e is ArgumentException or NotSupportedException) throw new IOException("the file cannot be read", e);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file was shortened since it was opened, or its disk fails.</exception>
    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        if (Reach(offset, length) is not (> 0 and var there)) return default;
        for (var node = windows.First; node is not null; node = node.Next)
        {
            var (start, bytes) = node.Value;
            if (offset < start || offset + there > start + bytes.Length) continue;
            if (node != windows.First)
            {
                windows.Remove(node);
                windows.AddFirst(node);
            }

            return bytes.AsSpan((int)(offset - start), there);
        }

        return Load(offset, there);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // A window is never filled again: what was given out stays as it was, though nobody may count on it.
    private ReadOnlySpan<byte> Load(long offset, int length)
    {
        var start = offset - offset % Aligned;
        // Most files are only looked at where they begin; who reads on gets more at once.
        ahead = start <= reached && offset + length > reached && reached > 0 ? Math.Min(ahead * 2, Largest) : Smallest;
        var size = Math.Max(length + (offset - start), ahead);
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(size, Length - start));
        for (var read = 0; read < bytes.Length;)
        {
            var more = RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(read), start + read);
            if (more == 0) throw new EndOfStreamException("the file was shortened while it was read");
            read += more;
        }

        reached = start + bytes.Length;
        windows.AddFirst((start, bytes));
        for (held += bytes.Length; windows.Count > MostWindows || held > MostHeld && windows.Count > 1; windows.RemoveLast()) held -= windows.Last!.Value.Bytes.Length;
        return bytes.AsSpan((int)(offset - start), length);
    }
}
