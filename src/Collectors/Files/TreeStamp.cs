using System.Buffers;
using System.Buffers.Binary;
using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Plumbline.Collectors.Files;

/// <summary>A text that changes where a file below some paths changes; only names, lengths and times are looked at.</summary>
public static class TreeStamp
{
    private const int Deepest = 40;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0, MaxRecursionDepth = Deepest };

    /// <summary>The stamp of folders and files.</summary>
    public static string Of(IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes / 2];
        foreach (var path in paths)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(sum, Of(path));
            hash.AppendData(sum);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A sum, because a folder tells its entries in no order; a server looks at large trees twice a second, and no entry leaves anything behind.
    private static UInt128 Of(string path)
    {
        try
        {
            if (!Directory.Exists(path)) return Of(new FileInfo(path));
            UInt128 sum = 1;
            foreach (var entry in new FileSystemEnumerable<UInt128>(path, Of, Everything)) sum += entry;
            return sum;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Of(e.GetType().Name, "", 0, 0);
        }
    }

    private static UInt128 Of(FileInfo file) => Of(file.FullName, "", file.Exists ? file.Length : -1, file.Exists ? file.LastWriteTimeUtc.Ticks : 0);

    private static UInt128 Of(ref FileSystemEntry entry) =>
        Of(entry.Directory, entry.FileName, entry.IsDirectory ? -1 : entry.Length, entry.IsDirectory ? 0 : entry.LastWriteTimeUtc.UtcTicks);

    private static UInt128 Of(ReadOnlySpan<char> folder, ReadOnlySpan<char> name, long length, long written)
    {
        var inFolder = MemoryMarshal.AsBytes(folder);
        var inName = MemoryMarshal.AsBytes(name);
        var size = inFolder.Length + sizeof(char) + inName.Length + (2 * sizeof(long));
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var text = buffer.AsSpan(0, size);
        inFolder.CopyTo(text);
        text.Slice(inFolder.Length, sizeof(char)).Clear();
        inName.CopyTo(text[(inFolder.Length + sizeof(char))..]);
        BinaryPrimitives.WriteInt64LittleEndian(text[^(2 * sizeof(long))..], length);
        BinaryPrimitives.WriteInt64LittleEndian(text[^sizeof(long)..], written);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        ArrayPool<byte>.Shared.Return(buffer);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
