using System.IO.Compression;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>Reads advisories in the OSV format: an archive of many files, a folder of them, one file, or one record a line.</summary>
public sealed class OsvArchive
{
    private const int LargestRecord = 16 << 20;
    private const int MostRecords = 3_000_000;
    private const long MostBytes = 16L << 30;

    /// <summary>Most versions of one package in a record that are kept.</summary>
    public const int MostVersions = OsvRecord.MostVersions;

    /// <summary>Most events of one range that are kept.</summary>
    public const int MostEvents = OsvRecord.MostEvents;

    private long bytes;

    /// <summary>The advisories as lines of an index; a record that comes twice counts as its newer one.</summary>
    public Dictionary<(string Ecosystem, string Package, string Id), (string Modified, AdvisoryLine Line)> Lines { get; } = [];

    /// <summary>Every record's id, with when it was last changed.</summary>
    public Dictionary<string, string> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>Records that are withdrawn.</summary>
    public int Withdrawn { get; private set; }

    /// <summary>Files or lines that are no record.</summary>
    public int Broken { get; private set; }

    /// <summary>The first that is none, by name; empty where there is none.</summary>
    public string FirstBroken { get; private set; } = "";

    /// <summary>Records of which versions or range events beyond what is kept were left out.</summary>
    public int Cut { get; private set; }

    /// <summary>The first of them; empty where there is none.</summary>
    public string FirstCut { get; private set; } = "";

    /// <summary>True where the source was an archive, which holds all of an ecosystem.</summary>
    public bool IsArchive { get; private set; }

    /// <summary>Ecosystems that every record speaks of: the archive is theirs.</summary>
    public IReadOnlySet<string> Common => common ?? [];

    private HashSet<string>? common;

    /// <summary>Reads a source; one sentence where it is none, or too large.</summary>
    public string? Read(string path, CancellationToken cancellation)
    {
        try
        {
            if (Directory.Exists(path)) return Folder(path, cancellation);
            if (!File.Exists(path)) return $"`{path}` is not there; name an archive, a folder or a file of OSV records";
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            Span<byte> magic = stackalloc byte[4];
            var read = file.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
            file.Position = 0;
            if (read == 4 && magic is [(byte)'P', (byte)'K', 3, 4]) return Zip(file, cancellation);
            return Single(read >= 2 && magic is [0x1f, 0x8b, ..] ? new GZipStream(file, CompressionMode.Decompress) : file, path, cancellation);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException)
        {
            return $"`{path}` cannot be read, or breaks off; fetch it again";
        }
    }

    private string? Zip(FileStream file, CancellationToken cancellation)
    {
        IsArchive = true;
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            using var content = entry.Open();
            if (Take(Whole(content), entry.FullName) is { } problem) return problem;
        }

        return null;
    }

    private string? Folder(string path, CancellationToken cancellation)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 8 };
        foreach (var name in Directory.EnumerateFiles(path, "*.json", options).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            using var content = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (Take(Whole(content), Path.GetRelativePath(path, name)) is { } problem) return problem;
        }

        return null;
    }

    // One record, or one a line: a text that is one record when read whole is one.
    private string? Single(Stream content, string path, CancellationToken cancellation)
    {
        using var lines = new LineReader(content, LargestRecord, MostBytes);
        using var all = new MemoryStream();
        var number = 0;
        var isLines = true;
        while (lines.Next() is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            if (number == 1 && OsvRecord.Read(line) is null) isLines = false;
            if (isLines)
            {
                if (Take(line.ToArray(), $"line {number}") is { } problem) return problem;
            }
            else if (all.Length + line.Length > LargestRecord) return $"`{path}` is neither one record nor one record a line; name an archive, a folder or a file of OSV records";
            else
            {
                all.Write(line.Span);
                all.WriteByte((byte)'\n');
            }
        }

        return isLines ? null : Take(all.ToArray(), path);
    }

    private static byte[]? Whole(Stream content)
    {
        using var held = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            if (held.Length + read > LargestRecord) return null;
            held.Write(buffer, 0, read);
        }

        return held.ToArray();
    }

    private string? Take(byte[]? text, string name)
    {
        bytes += text?.Length ?? LargestRecord;
        if (bytes > MostBytes || Records.Count >= MostRecords) return $"more than {MostRecords} records, or {MostBytes >> 30} GiB of them; import one ecosystem at a time";
        if (text is null || OsvRecord.Read(text) is not { } record)
        {
            Broken++;
            if (FirstBroken.Length == 0) FirstBroken = name;
            return null;
        }

        if (Records.TryGetValue(record.Id, out var known) && string.CompareOrdinal(known, record.Modified) > 0) return null;
        Records[record.Id] = record.Modified;
        if (record.IsWithdrawn) Withdrawn++;
        if (record.Cut > 0 && Cut++ == 0) FirstCut = record.Id;
        var ecosystems = record.Advisories.Select(a => a.Ecosystem).ToHashSet(StringComparer.Ordinal);
        if (!record.IsWithdrawn && common is null) common = ecosystems;
        else if (!record.IsWithdrawn) common!.IntersectWith(ecosystems);
        foreach (var advisory in record.Advisories)
        {
            var line = AdvisoryLine.Of(advisory);
            Lines[(line.Ecosystem, line.Package, line.Id)] = (record.Modified, line);
        }

        return null;
    }
}
