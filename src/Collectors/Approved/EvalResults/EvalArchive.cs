using System.IO.Compression;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads an Inspect `.eval` archive: the header and the first sample, nothing else.</summary>
internal static class EvalArchive
{
    /// <summary>The header and a sample (undefined where there is none); null and one sentence where the header cannot be read.</summary>
    public static (JsonElement Header, JsonElement Sample)? Read(EstateFile file, out string? error)
    {
        error = null;
        try
        {
            using var stream = file.Open();
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var start = archive.GetEntry("header.json") ?? archive.GetEntry("_journal/start.json");
            if (start is null)
            {
                error = "it has no `header.json`";
                return null;
            }

            var header = Parse(start, out error);
            if (header is not { } root) return null;
            if (start.FullName != "header.json") root = Unfinished(root);
            var first = archive.Entries.Where(e => e.FullName.StartsWith("samples/", StringComparison.Ordinal)).MinBy(e => e.FullName, StringComparer.Ordinal);
            return (root, first is null ? default : Parse(first, out _) ?? default);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException)
        {
            error = "it is not a whole zip archive of stored or deflated entries";
            return null;
        }
    }

    // A log whose run never ended has a journal and no header.
    private static JsonElement Unfinished(JsonElement start)
    {
        using var document = JsonDocument.Parse($$"""{"status":"started","eval":{{Raw(start.At("eval"))}},"plan":{{Raw(start.At("plan"))}}}""");
        return document.RootElement.Clone();
    }

    private static string Raw(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? "null" : element.GetRawText();

    private static JsonElement? Parse(ZipArchiveEntry entry, out string? error)
    {
        error = null;
        using var held = new MemoryStream();
        using (var content = entry.Open())
        {
            var buffer = new byte[64 << 10];
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                if (held.Length + read > Content.Largest)
                {
                    error = $"`{entry.FullName}` in it is larger than {Content.Largest >> 20} MiB";
                    return null;
                }

                held.Write(buffer, 0, read);
            }
        }

        return EvalJson.Parse(held.ToArray(), out error);
    }
}
