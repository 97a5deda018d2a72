using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.ApiSpecs;

/// <summary>A specification of OpenAPI 3 or Swagger 2, as far as it says what data the API deals in.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Fields">Fields that are called like personal or regulated data: name, schema, kind, line.</param>
/// <param name="Stated">Classes that extensions state, with their line.</param>
/// <param name="Datasets">Datasets that extensions name, with their line.</param>
internal sealed record Specification(
    string Title, IReadOnlyList<(string Name, string Schema, string Kind, int Line)> Fields, IReadOnlyList<(string Class, int Line)> Stated, IReadOnlyList<(string Dataset, int Line)> Datasets)
{
    private const int MostNodes = 50_000;
    private const int MostFields = 300;
    private static readonly string[] ClassKeys = ["x-data-classification", "x-data-class", "x-classification", "x-data-sensitivity", "x-pii"];
    private static readonly string[] DataKeys = ["x-dataset", "x-data-source", "x-datasets"];

    /// <summary>True for a specification.</summary>
    public static bool Is(YamlNode document) =>
        document is YamlMap map && (map["openapi"]?.Text?.StartsWith('3') == true || map["swagger"]?.Text?.StartsWith('2') == true) && map["paths"] is YamlMap;

    /// <summary>Reads one.</summary>
    public static Specification Of(YamlNode document)
    {
        var (fields, stated, datasets) = (new List<(string, string, string, int)>(), new List<(string, int)>(), new List<(string, int)>());
        var pending = new Stack<(YamlNode Node, string At)>([(document, "")]);
        for (var steps = 0; steps < MostNodes && pending.TryPop(out var next); steps++)
        {
            if (next.Node is YamlList list) foreach (var item in list.Nodes.Reverse()) pending.Push((item, next.At));
            if (next.Node is not YamlMap map) continue;
            foreach (var key in ClassKeys) stated.AddRange((map[key]?.Texts ?? []).Select(t => (key == "x-pii" ? t == "true" ? "pii" : "" : t.Trim(), map[key]!.Line)).Where(c => c.Item1.Length is > 0 and < 100));
            foreach (var key in DataKeys) datasets.AddRange((map[key]?.Texts ?? []).Where(t => t.Length is > 0 and < 500).Select(t => (t.Trim(), map[key]!.Line)));
            if (map["properties"] is YamlMap properties) fields.AddRange(properties.Entries.Select(e => Field(e.Key, next.At, e.Node.Line)).OfType<(string, string, string, int)>());
            if (map["in"]?.Text is not null && map["name"]?.Text is { } parameter && Field(parameter, next.At, map.Line) is { } taken) fields.Add(taken);
            foreach (var (key, node) in map.Entries.Reverse()) pending.Push((node, key is "schemas" or "definitions" or "paths" or "components" or "properties" or "items" or "schema" or "allOf" or "responses" or "content" ? next.At : node is YamlMap ? Name(next.At, key) : next.At));
        }

        return new Specification(document["info"]?["title"]?.Text ?? "", [.. fields.DistinctBy(f => (f.Item1, f.Item2)).Take(MostFields)], stated, datasets);
    }

    // The first name below `schemas` or `paths` says where a field is; what lies deeper is a part of it.
    private static string Name(string at, string key) => at.Length > 0 ? at : key.Length < 100 ? key : "";

    private static (string, string, string, int)? Field(string name, string at, int line) =>
        name.Length < 100 && ColumnNames.Of(name) is { } known ? (name, at, known.Kind, line) : null;
}
