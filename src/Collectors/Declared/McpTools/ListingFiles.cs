using System.Text;
using System.Text.Unicode;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>One file that says what servers offer or how they are published.</summary>
/// <param name="File">The file.</param>
/// <param name="Documents">Its documents, each with the lines before it.</param>
internal sealed record ListingFile(EstateFile File, IReadOnlyList<(YamlNode Root, int Line)> Documents);

/// <summary>Finds and parses files that may hold answers of servers. What they are is told by their content; their names say nothing.</summary>
internal static class ListingFiles
{
    private const int Largest = 16 << 20;
    private const int MostLines = 20_000;

    private static readonly byte[][] Telling =
    [
        "\"inputSchema\""u8.ToArray(), "\"input_schema\""u8.ToArray(), "\"serverInfo\""u8.ToArray(), "\"resourceTemplates\""u8.ToArray(), "\"uriTemplate\""u8.ToArray(), "\"registryType\""u8.ToArray(), "\"registry_type\""u8.ToArray(), "\"registry_name\""u8.ToArray(),
        "\"remotes\""u8.ToArray(), "\"mcp_config\""u8.ToArray(), "\"dxt_version\""u8.ToArray(), "\"arguments\""u8.ToArray(), "\"jsonrpc\""u8.ToArray(), "\"prompts\""u8.ToArray(), "\"supportedVersions\""u8.ToArray(), "\"tools\""u8.ToArray(),
    ];

    /// <summary>The file's documents; null where it is none of these, with one sentence where it is one and cannot be read.</summary>
    public static ListingFile? Read(EstateFile file, bool isBesideManifest, out string? problem)
    {
        problem = null;
        if (file.Length is 0 or > Largest * 2L) return null;
        var head = Content.Head(file);
        var start = head.IndexOfAnyExcept(" \t\r\n\ufeff"u8);
        if (start < 0) return null;
        if (head[start] is (byte)'{' or (byte)'[') return Json(file, head, isBesideManifest, out problem);
        var isYaml = file.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        var isPublished = (head.IndexOf("\nabout:"u8) >= 0 && head.IndexOf("type:"u8) >= 0) || (head.IndexOf("startCommand:"u8) >= 0 && (head.IndexOf("commandFunction"u8) >= 0 || head.IndexOf("configSchema"u8) >= 0));
        return isYaml && isPublished ? Yaml(file) : null;
    }

    private static ListingFile? Json(EstateFile file, ReadOnlySpan<byte> head, bool isBesideManifest, out string? problem)
    {
        problem = null;
        if (head.IndexOf("\"name\""u8) < 0 && head.IndexOf("jsonrpc"u8) < 0 && head.IndexOf("\"tools\""u8) < 0 && head.IndexOf("\"servers\""u8) < 0 && head.IndexOf("rotocolVersion"u8) < 0 && head.Length == 4096) return null;
        var bytes = Content.ReadAll(file, out var unread, Largest);
        var telling = Telling.Count(t => bytes.AsSpan().IndexOf(t) >= 0);
        if (telling == 0 && !isBesideManifest) return null;
        // Of what cannot be read, only what is surely an answer of a server is missed.
        var isSure = bytes.AsSpan().IndexOf("\"inputSchema\""u8) >= 0 && bytes.AsSpan().IndexOf("\"description\""u8) >= 0;
        if (unread is null && !Utf8.IsValid(bytes)) unread = $"`{file.Path}` is no UTF-8 text";
        if (unread is not null)
        {
            problem = isSure ? unread : null;
            return null;
        }

        if (JsoncText.Read(bytes, out var wrong) is { } root) return new ListingFile(file, [(root, 0)]);
        if (Lines(bytes) is { Count: > 0 } documents)
        {
            if (documents.Any(d => d.Root is null)) problem = isSure ? $"`{file.Path}` holds lines that are not json" : null;
            return new ListingFile(file, [.. documents.Where(d => d.Root is not null).Select(d => (d.Root!, d.Line))]);
        }

        problem = isSure ? $"`{file.Path}`: {wrong}" : null;
        return null;
    }

    // A transcript: one message a line. Where not even two lines are messages it is none.
    private static List<(YamlNode? Root, int Line)> Lines(byte[] bytes)
    {
        var found = new List<(YamlNode?, int)>();
        var (line, good) = (0, 0);
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            var text = bytes.AsSpan()[range].Trim(" \t\r"u8);
            if (line >= MostLines) break;
            if (text.Length > 1)
            {
                var brace = text.IndexOf((byte)'{');
                var root = brace is >= 0 and < 64 ? JsoncText.Read(text[brace..], out _) : null;
                if (root is not null) good++;
                found.Add((root, line));
            }

            line++;
        }

        return good > 1 || (good == 1 && found.Count == 1) ? found : [];
    }

    private static ListingFile? Yaml(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var unread, Largest);
        if (unread is not null || !Utf8.IsValid(bytes)) return null;
        var documents = YamlText.Read(Encoding.UTF8.GetString(bytes), out var wrong);
        return wrong is null && documents.Length > 0 ? new ListingFile(file, [.. documents.Select(d => (d, 0))]) : null;
    }
}
