using System.Buffers.Binary;
using System.IO.Compression;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>Bundles of MCP servers as they are handed out (`.mcpb`, `.dxt`): zip archives with a manifest beside the code. Told by what they hold, whatever they are called.</summary>
/// <remarks>Members are read into memory, bounded; nothing is written anywhere.</remarks>
public static class ServerBundles
{
    private const long LargestBundle = 64 << 20;
    private const int LargestManifest = 1 << 20;
    private const int LargestMember = 2 << 20;
    private const int LargestTogether = 32 << 20;
    private const int MostMembers = 20_000;
    private const int MostFiles = 400;
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal) { "node_modules", "site-packages", "venv", ".venv", "lib", "vendor", "__pycache__", "test", "tests" };

    /// <summary>The manifest and the code of a bundle, each as a file below the bundle's path; null where the file is none.</summary>
    /// <param name="file">Any file.</param>
    /// <param name="problem">One sentence where it is a bundle and not all of it could be read.</param>
    public static IReadOnlyList<EstateFile>? Of(EstateFile file, out string? problem)
    {
        problem = null;
        if (file.Length is < 100 or > LargestBundle || !Content.Head(file).StartsWith("PK\u0003\u0004"u8)) return null;
        try
        {
            using var stored = file.Open();
            if (Count(stored) is not (> 0 and <= MostMembers)) return null;
            using var archive = new ZipArchive(stored, ZipArchiveMode.Read);
            return archive.GetEntry("manifest.json") is { } manifest && Read(manifest, LargestManifest) is { } bytes && IsManifest(bytes) ? Members(file, archive, bytes, out problem) : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    // How many members the end of the archive names; the directory is read only where they are few.
    private static int Count(Stream stored)
    {
        var tail = new byte[(int)Math.Min(stored.Length, ushort.MaxValue + 22)];
        stored.Seek(-tail.Length, SeekOrigin.End);
        stored.ReadExactly(tail);
        stored.Position = 0;
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        return end < 0 || end + 12 > tail.Length ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
    }

    private static bool IsManifest(byte[] bytes) => JsoncText.Read(bytes, out _) is YamlMap map && map["server"] is YamlMap && (map["manifest_version"] ?? map["dxt_version"] ?? map["mcpb_version"]) is not null;

    private static List<EstateFile> Members(EstateFile bundle, ZipArchive archive, byte[] manifest, out string? problem)
    {
        problem = null;
        var (found, together, isWhole) = (new List<EstateFile> { Held(bundle, "manifest.json", manifest) }, 0, archive.Entries.Count <= MostMembers);
        foreach (var entry in archive.Entries.Take(MostMembers).Where(e => IsCode(e.FullName)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (found.Count > MostFiles || together > LargestTogether || Text(entry) is not { } bytes)
            {
                isWhole = false;
                continue;
            }

            together += bytes.Length;
            found.Add(Held(bundle, entry.FullName, bytes));
        }

        if (!isWhole) problem = $"not all of the code in the bundle `{bundle.Path}` could be read: a member is broken, locked or over 2 MiB, or there are too many";
        return found;
    }

    private static byte[]? Text(ZipArchiveEntry entry)
    {
        try
        {
            return Read(entry, LargestMember);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException)
        {
            return null;
        }
    }

    // What an entry says of its own length is not believed.
    private static byte[]? Read(ZipArchiveEntry entry, int largest)
    {
        using var open = entry.Open();
        using var held = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; (read = open.Read(buffer)) > 0;)
        {
            if (held.Length + read > largest) return null;
            held.Write(buffer, 0, read);
        }

        return held.ToArray();
    }

    private static bool IsCode(string name) => CodeFiles.LanguageOf(name) is not null && !name.EndsWith(".d.ts", StringComparison.Ordinal) && !name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith('/') && !name.Contains('\\', StringComparison.Ordinal) && !name.Split('/').Any(p => p is ".." || Foreign.Contains(p));

    private static EstateFile Held(EstateFile bundle, string name, byte[] bytes) => new($"{bundle.Path}/{name}", bytes.Length, () => new MemoryStream(bytes, writable: false));
}
