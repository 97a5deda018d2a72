using Plumbline.Guardrails.Models;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>A file as an artifact: read through one moving window, so that a file of any size costs little memory and one that shrinks meanwhile no crash.</summary>
internal sealed class FileArtifact(Stream stream) : Artifact, IDisposable
{
    private const int Window = 1 << 18;
    private byte[] buffer = [];
    private long start;
    private int held;

    /// <inheritdoc/>
    public override long Length { get; } = stream.Length;

    /// <summary>True where the disk gave less than it said.</summary>
    public bool HasFailed { get; private set; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        var there = Reach(offset, length);
        if (there == 0) return default;
        if (offset < start || offset + there > start + held) Move(offset, there);
        var at = (int)(offset - start);
        return buffer.AsSpan(at, Math.Max(0, Math.Min(there, held - at)));
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Move(long offset, int length)
    {
        var size = (int)Math.Min(Math.Max(length, Window), Length - offset);
        if (buffer.Length < size) buffer = new byte[size];
        else if (buffer.Length > 16 * Window && size <= Window) buffer = new byte[Window];
        (start, held) = (offset, 0);
        try
        {
            stream.Position = offset;
            held = stream.ReadAtLeast(buffer.AsSpan(0, size), size, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            HasFailed = true;
        }

        HasFailed |= held < size;
    }
}
