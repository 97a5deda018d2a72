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
        try
        {
            return [.. NotebookCells.Read(Encoding.UTF8.GetBytes(text)).SelectMany(c => OfCell(file, c))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [new Gap(
                ModelReferencesCollector.Source, Plane.Declared, GapKind.Unreadable, $"`{file.Path}` is no notebook: {(e is JsonException ? "it is not JSON, or holds no list of cells" : "it holds text that is not Unicode")}", "save the notebook again",
                new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), []).ToClaim(new Origin(ModelReferencesCollector.Source, file.Path))];
        }
    }

    // A cell is written as one string a line, or as one string; in the second form its lines all stand on one line of the file.
    private static IEnumerable<Claim> OfCell(EstateFile file, IReadOnlyList<(string Source, int Line)> cell)
    {
        var lines = cell.SelectMany(s => Enumerable.Repeat(s.Line, Math.Max(1, s.Source.Count(c => c == '\n')))).ToList();
        foreach (var claim in References.InCode(file, string.Concat(cell.Select(s => s.Source)), SyntaxKind.Python))
            yield return claim with { Origin = claim.Origin with { Line = lines[Math.Clamp(claim.Origin.Line, 1, lines.Count) - 1] } };
    }
}
