using System.IO.MemoryMappedFiles;
using Plumbline.Guardrails.Models;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>A file as an artifact, mapped and read only: of a file of any size no more is read than is asked for, and nothing is copied.</summary>
internal sealed unsafe class FileArtifact : Artifact, IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;

    private FileArtifact(FileStream stream)
    {
        Length = stream.Length;
        file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Opens a file; what is not on a disk is held in memory.</summary>
    /// <exception cref="IOException">It cannot be opened or mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Artifact Open(EstateFile file)
    {
        var stream = file.Open();
        try
        {
            if (stream is FileStream { Length: > 0 } onDisk) return new FileArtifact(onDisk);
            using var held = new MemoryStream();
            stream.CopyTo(held);
            return new MemoryArtifact(held.ToArray());
        }
        catch (Exception e)
        {
            stream.Dispose();
            if (e is ArgumentException or NotSupportedException) throw new IOException("the file cannot be mapped", e);
            throw;
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long offset, int length) => Reach(offset, length) is var there and > 0 ? new(start + offset, there) : default;

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
