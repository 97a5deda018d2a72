using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>Reads what describes datasets: cards with front matter, `dataset_info.json`, data packages, and stages that write data from data.</summary>
internal static class Cards
{
    private const int Largest = 2 << 20;
    private const int Most = 200;

    private static readonly string[] OfDatasets =
        ["dataset_info", "task_categories", "task_ids", "size_categories", "source_datasets", "annotations_creators", "language_creators", "derived_from", "derived-from"];

    private static readonly string[] Parents =
        ["derived_from", "derived-from", "derivedFrom", "source_datasets", "parent", "parents", "parent_dataset", "base_dataset", "generated_from", "synthesized_from", "wasDerivedFrom", "isBasedOn"];

    private static readonly string[] Stated = ["classification", "data_classification", "data-classification", "sensitivity", "data_class", "data_classes", "classes"];

    /// <summary>The cards of a scope.</summary>
    public static IEnumerable<Card> In(Scope scope)
    {
        var paths = Paths.Of(scope);
        foreach (var file in scope.Files.Where(f => f.Length is > 0 and <= Largest))
        {
            var cards = file.Name.ToLowerInvariant() switch
            {
                "readme.md" or "dataset_card.md" or "datasetcard.md" => OfPage(file),
                "dataset_info.json" or "dataset_infos.json" or "datapackage.json" or "dataset.yaml" or "dataset.yml" or "metadata.yaml" => OfDocument(file, paths),
                "dvc.yaml" => OfStages(file),
                _ => [],
            };
            foreach (var card in cards) yield return card;
        }
    }

    private static IEnumerable<Card> OfPage(EstateFile file)
    {
        if (!Content.Head(file).StartsWith("---"u8)) return [];
        var text = Encoding.UTF8.GetString(Content.ReadAll(file, out _, Largest)).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---", 3, StringComparison.Ordinal);
        if (end < 0 || YamlText.Read("\n" + text[4..end], out _) is not [YamlMap map] || !OfDatasets.Any(k => map[k] is not null)) return [];
        return [Of(file, map, [], map["pretty_name"]?.Text)];
    }

    // LLaMA-Factory lists files by name; Hugging Face describes the folder; a data package lists its resources.
    private static IEnumerable<Card> OfDocument(EstateFile file, HashSet<string> paths)
    {
        if (YamlText.Read(Encoding.UTF8.GetString(Content.ReadAll(file, out _, Largest)), out _) is not [YamlMap map]) yield break;
        var named = map.Entries.Where(e => e.Node["file_name"]?.Text is not null).Take(Most).ToList();
        foreach (var (name, node) in named)
            if (Paths.Resolve(file.Folder, node["file_name"]!.Text!) is { } path) yield return Of(file, (YamlMap)node, [path], name);
        if (named.Count > 0) yield break;
        var resources = (map["resources"] as YamlList)?.Nodes.SelectMany(r => r["path"]?.Texts ?? []).Take(Most)
            .Select(p => Paths.Resolve(file.Folder, p)).OfType<string>().Where(paths.Contains).ToList() ?? [];
        var isInfo = map["features"] is not null || map["splits"] is not null || map.Entries.Any(e => e.Node["features"] is not null) || Parents.Any(k => map[k] is not null);
        if (resources.Count > 0 || isInfo) yield return Of(file, map, resources, map["pretty_name"]?.Text ?? map["name"]?.Text);
    }

    private static IEnumerable<Card> OfStages(EstateFile file)
    {
        if (YamlText.Read(Encoding.UTF8.GetString(Content.ReadAll(file, out _, Largest)), out _) is not [YamlMap map]) yield break;
        foreach (var (_, stage) in ((map["stages"] as YamlMap)?.Entries ?? []).Take(Most))
        {
            var from = Outputs(stage["deps"]).Where(IsData).ToList();
            foreach (var to in Outputs(stage["outs"]).Where(IsData))
                if (from.Count > 0 && Paths.Resolve(file.Folder, to) is { } path) yield return new Card(file.Path, stage.Line, file.Folder, [path], from, [], null);
        }
    }

    private static IEnumerable<string> Outputs(YamlNode? list) =>
        (list as YamlList)?.Nodes.Take(Most).Select(n => n.Text ?? (n as YamlMap)?.Entries.Select(e => e.Key).FirstOrDefault()).OfType<string>() ?? [];

    private static bool IsData(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv" or ".jsonl" or ".ndjson" or ".json" or ".parquet" or ".txt" or ".md" or "";

    private static Card Of(EstateFile file, YamlMap map, IReadOnlyList<string> files, string? name) => new(
        file.Path, file.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? map.Line : Math.Max(1, map.Line), file.Folder, files,
        [.. Parents.SelectMany(k => map[k]?.Texts ?? []).Select(t => t.Trim()).Where(t => t.Length is > 0 and < 500 && t is not ("original" or "extended")).Select(t => t.StartsWith("extended|", StringComparison.Ordinal) ? t[9..] : t).Distinct(StringComparer.Ordinal).Take(Most)],
        [.. Stated.SelectMany(k => map[k]?.Texts ?? []).Select(t => t.Trim()).Where(t => t.Length is > 0 and < 100).Distinct(StringComparer.Ordinal).Take(Most)],
        name is { Length: > 0 and < 200 } ? name : null);
}
