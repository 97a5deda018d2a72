using Plumbline.Guardrails.Models.Archives;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>An archive whose files are judged like any others.</summary>
/// <param name="File">The archive.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Files">The same as files: `archive!/name`.</param>
internal sealed record OpenedArchive(EstateFile File, Unpacked Content, IReadOnlyList<EstateFile> Files)
{
    /// <summary>Most bytes of an archive, and of a file in one.</summary>
    public const int Largest = 16 << 20;

    /// <summary>True of what office programs write.</summary>
    public bool IsDocument { get; } = Content.Files.Any(f => f.Name is "[Content_Types].xml" or "mimetype");

    /// <summary>True where bytes of no known kind are to be expected: in documents, and among the numbers of models.</summary>
    public bool MayBeOpaque => IsDocument || Content.Files.Any(f => f.Name.EndsWith(".npy", StringComparison.Ordinal) || f.Name.EndsWith("/data.pkl", StringComparison.Ordinal) || f.Name.EndsWith(".weights.h5", StringComparison.Ordinal));

    /// <summary>Opens an archive.</summary>
    public static OpenedArchive Of(EstateFile file, byte[] stored, Unpacker unpacker)
    {
        var content = unpacker.Open(stored, file.Name);
        return new OpenedArchive(file, content, [.. content.Files.Select(f => new EstateFile($"{file.Path}!/{f.Name}", f.Bytes.Length, () => new MemoryStream(f.Bytes.ToArray(), writable: false)))]);
    }

    /// <summary>The bytes as they are stored; null where there are too many, or they cannot be read.</summary>
    public static byte[]? Stored(EstateFile file)
    {
        if (file.Length > Largest) return null;
        try
        {
            using var stream = file.Open();
            var bytes = new byte[file.Length];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The first bytes as they are stored.</summary>
    public static byte[] Head(EstateFile file)
    {
        try
        {
            using var stream = file.Open();
            var bytes = new byte[512];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
