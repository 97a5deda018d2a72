using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Parses result files, which nest deeper than control-plane answers and hold NaN where a score failed.</summary>
internal static partial class EvalJson
{
    private const int Deepest = 256;

    /// <summary>The document; null and one sentence where it is none.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8, out string? error)
    {
        if (Read(utf8, out error) is { } root) return root;
        if (utf8.Span.IndexOf("NaN"u8) < 0 && utf8.Span.IndexOf("Infinity"u8) < 0) return null;
        return Read(Encoding.UTF8.GetBytes(NotANumber().Replace(Encoding.UTF8.GetString(utf8.Span), "$1null")), out error);
    }

    private static JsonElement? Read(ReadOnlyMemory<byte> utf8, out string? error)
    {
        error = null;
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Deepest });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            error = $"it is not whole json at line {(e.LineNumber ?? 0) + 1}";
            return null;
        }
    }

    [GeneratedRegex(@"([:\[,]\s*)-?(?:NaN|Infinity)(?=\s*[,}\]])", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex NotANumber();
}
