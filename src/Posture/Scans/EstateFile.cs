namespace Plumbline.Posture.Scans;

/// <summary>One file of the estate, opened through the door that the scan was given.</summary>
/// <param name="path">Path relative to the scanned root, with `/`.</param>
/// <param name="length">Bytes on disk.</param>
/// <param name="open">Opens the bytes as stored; may throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
public sealed class EstateFile(string path, long length, Func<Stream> open)
{
    /// <summary>Path relative to the scanned root, with `/`.</summary>
    public string Path { get; } = path;

    /// <summary>Bytes on disk.</summary>
    public long Length { get; } = length;

    /// <summary>The last part of the path.</summary>
    public string Name { get; } = path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The path of its folder; empty for a file of the root.</summary>
    public string Folder { get; } = path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    /// <summary>When the file was written last, as its folder says; null where it is in none.</summary>
    public DateTimeOffset? Written { get; init; }

    /// <summary>Opens the bytes as stored.</summary>
    public Stream Open() => open();
}
