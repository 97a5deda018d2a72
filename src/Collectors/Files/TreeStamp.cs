using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Collectors.Files;

/// <summary>A text that changes where a file below some paths changes; only names, lengths and times are looked at.</summary>
public static class TreeStamp
{
    private const int Deepest = 40;

    /// <summary>The stamp of folders and files.</summary>
    public static string Of(IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths) Add(hash, path);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string path)
    {
        try
        {
            IEnumerable<FileSystemInfo> entries = Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFileSystemInfos("*", new EnumerationOptions
            {
                RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0, MaxRecursionDepth = Deepest,
            }) : [new FileInfo(path)];
            foreach (var entry in entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{entry.FullName}\0{(entry is FileInfo { Exists: true } file ? file.Length : -1)}\0{(entry is FileInfo ? entry.LastWriteTimeUtc.Ticks : 0)}\n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(e.GetType().Name));
        }
    }
}
