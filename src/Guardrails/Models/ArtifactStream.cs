namespace Plumbline.Guardrails.Models;

/// <summary>An artifact from a place on, read forward, as decoders want it.</summary>
internal sealed class ArtifactStream(Artifact artifact, long start = 0) : Stream
{
    private long at = start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>Where the next byte is read, within the artifact.</summary>
    public override long Position
    {
        get => at;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var piece = artifact.Slice(at, buffer.Length);
        piece.CopyTo(buffer);
        at += piece.Length;
        return piece.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
