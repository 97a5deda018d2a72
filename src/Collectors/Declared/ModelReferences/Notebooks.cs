using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>Code cells of notebooks; what they print and what they explain is not read.</summary>
internal static class Notebooks
{
    /// <summary>The claims of a notebook, or a gap where it is none.</summary>
    public static IEnumerable<Claim> In(EstateFile file, string text)
    {
        using var document = Json.Parse(Encoding.UTF8.GetBytes(text), out var reason);
        if (document is null) return [new Gap(
            ModelReferencesCollector.Source, Plane.Declared, GapKind.Unreadable, $"`{file.Path}` is no notebook: {reason}", "save the notebook again",
            new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), []).ToClaim(new Origin(ModelReferencesCollector.Source, file.Path))];
        var claims = new List<Claim>();
        foreach (var cell in document.RootElement.Elements("cells").Where(c => c.Text("cell_type") == "code"))
        {
            var source = Source(cell);
            var first = source.Split('\n').FirstOrDefault(l => l.Trim().Length > 0)?.Trim();
            var at = first is null ? -1 : text.IndexOf(JsonEncodedText.Encode(first, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal);
            claims.AddRange(References.InCode(file, source, SyntaxKind.Python, at < 0 ? 1 : new LineCount(text).At(at)));
        }

        return claims;
    }

    private static string Source(JsonElement cell)
    {
        try
        {
            return cell.Text("source") ?? string.Concat(cell.Elements("source").Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()));
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
