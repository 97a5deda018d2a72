using Plumbline.Guardrails.Models;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>Which folders are models: where weights lie with a card or a signature above them, or with a configuration beside them.</summary>
internal static class ModelFolders
{
    public static IEnumerable<ModelFolder> Of(Scope scope, IReadOnlyList<ModelFile> models)
    {
        var weights = models.Where(m => !m.IsText && m.Report?.Format is { } f && (f != "unknown" || m.Report.Verdict is not Verdict.NotScanned)).ToList();
        if (weights.Count == 0) return [];
        var signatures = scope.Files.Select(ModelSignature.Read).OfType<ModelSignature>().GroupBy(s => s.File.Folder).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var cards = scope.Files.Where(ModelCard.IsCard).Select(f => f.Folder).ToHashSet(StringComparer.Ordinal);
        var configured = scope.Files.Where(f => f.Name is "config.json" or "adapter_config.json" or "model_index.json").Select(f => f.Folder).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. weights.Select(w => (Weights: w, Root: Root(w.File.Folder, signatures, cards, configured))).Where(w => w.Root is not null)
                .GroupBy(w => w.Root!, w => w.Weights).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new ModelFolder(g.Key, [.. g], [.. scope.Files.Where(f => g.Key.Length == 0 || f.Path.StartsWith(g.Key + "/", StringComparison.Ordinal))], signatures.GetValueOrDefault(g.Key))),
        ];
    }

    // A pipeline keeps the weights of its parts in folders below its card.
    private static string? Root(string folder, Dictionary<string, ModelSignature> signatures, HashSet<string> cards, HashSet<string> configured)
    {
        for (var at = folder; ; at = at.LastIndexOf('/') is > 0 and var slash ? at[..slash] : "")
        {
            if (signatures.ContainsKey(at) || cards.Contains(at)) return at;
            if (at.Length == 0) return configured.Contains(folder) ? folder : null;
        }
    }
}
