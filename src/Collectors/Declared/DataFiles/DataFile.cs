using System.Security.Cryptography;
using System.Text;
using Plumbline.Collectors.Declared.DataFiles.Parquet;
using Plumbline.Collectors.Declared.DataFiles.Tables;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>A file that holds data of AI.</summary>
/// <param name="File">The file.</param>
/// <param name="Dataset">The dataset's key: the file's path, its folder's where a card lies in it, or what a registry calls it.</param>
/// <param name="Because">Why it counts: `card FILE`, `registry`, `named in FILE`, `chat records`.</param>
/// <param name="IsPinned">A registry states the dataset's hash.</param>
internal sealed record DataFile(EstateFile File, string Dataset, string Because, bool IsPinned = false)
{
    /// <summary>The SHA-256 of the whole file, where a registry states one; empty where it does not, or the file cannot be read.</summary>
    public string Sha256()
    {
        if (!IsPinned) return "";
        try
        {
            using var stream = File.Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The format, told by content; `text` where nothing else fits.</summary>
    public string Format { get; } = FormatOf(File);

    /// <summary>The records, or a sample.</summary>
    public Rows Read()
    {
        if (Format == "parquet") return ParquetRows.Of(File);
        if (Format == "arrow") return Rows.None("Arrow files are not read");
        if (Blocks.Of(File, out var reason) is not { } blocks) return Rows.None(reason ?? "it cannot be read");
        if (blocks.Parts.Any(p => p.AsSpan(0, Math.Min(p.Length, 4096)).IndexOf((byte)0) >= 0)) return Rows.None("it holds binary data");
        return Format switch
        {
            "json lines" => JsonRows.OfLines(blocks),
            "json" => JsonRows.OfDocument(blocks),
            "csv" => DelimitedRows.Of(blocks),
            _ => TextRows.Of(blocks),
        };
    }

    private static string FormatOf(EstateFile file)
    {
        var head = Content.Head(file);
        if (ParquetRows.Is(head)) return "parquet";
        if (head.StartsWith("ARROW1"u8)) return "arrow";
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        var start = head.TrimStart(" \t\r\n"u8);
        if (start is [(byte)'{', ..]) return IsLines(start, file) ? "json lines" : "json";
        if (start is [(byte)'[', ..]) return "json";
        return DelimitedRows.DelimiterOf(Encoding.UTF8.GetString(WholeLines(head, file.Length > head.Length))) is not null && !IsProse(file.Name) ? "csv" : "text";
    }

    // One object a line: the first line ends where its object does, or is longer than what was read of it.
    private static bool IsLines(ReadOnlySpan<byte> start, EstateFile file)
    {
        var end = start.IndexOf((byte)'\n');
        if (end < 0) return file.Length > start.Length || file.Name.Contains(".jsonl", StringComparison.OrdinalIgnoreCase) || file.Name.Contains(".ndjson", StringComparison.OrdinalIgnoreCase);
        return start[..end].TrimEnd(" \t\r,"u8) is [.., (byte)'}'] && start[..end].Length > 2;
    }

    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> head, bool isCut) => isCut && head.LastIndexOf((byte)'\n') is > 0 and var end ? head[..end] : head;

    private static bool IsProse(string name) => Path.GetExtension(name).ToLowerInvariant() is ".md" or ".mdx" or ".txt" or ".rst" or ".html" or ".htm";
}
