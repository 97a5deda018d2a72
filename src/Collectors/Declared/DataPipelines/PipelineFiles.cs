using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataPipelines;

/// <summary>Reads definitions of pipelines by what is in them: Meltano, Airbyte, dbt, Azure Data Factory, n8n, Flowise.</summary>
internal static class PipelineFiles
{
    private const int Most = 500;

    /// <summary>The steps of a document; none where it defines no pipeline that is known.</summary>
    public static IEnumerable<Step> Of(YamlNode document) => document is not YamlMap map ? []
        : map["plugins"] is YamlMap plugins && (plugins["extractors"] ?? plugins["loaders"]) is not null ? Meltano(plugins)
        : map["definition_image"]?.Text is { } image ? Airbyte(map, image)
        : map["properties"]?["activities"] is YamlList activities ? Factory(activities)
        : map["nodes"] is YamlList nodes && nodes.Nodes.Any(n => n["type"]?.Text?.Contains("n8n", StringComparison.Ordinal) == true) ? Nodes(nodes, n => n["type"]?.Text)
        : map["nodes"] is YamlList flow && flow.Nodes.Any(n => n["data"]?["category"] is not null) ? Nodes(flow, n => n["data"]?["name"]?.Text)
        : map["sources"] is YamlList sources && map["version"] is not null && sources.Nodes.Any(s => s["tables"] is not null) ? Dbt(sources)
        : [];

    /// <summary>True for a text that may be such a document; most are not parsed.</summary>
    public static bool MayBe(EstateFile file)
    {
        if (Path.GetExtension(file.Name).ToLowerInvariant() is not (".yaml" or ".yml" or ".json")) return false;
        var head = Content.Head(file);
        return head.IndexOf("plugins"u8) >= 0 || head.IndexOf("definition_image"u8) >= 0 || head.IndexOf("activities"u8) >= 0 || head.IndexOf("nodes"u8) >= 0 || head.IndexOf("sources"u8) >= 0;
    }

    /// <summary>The documents of a file.</summary>
    public static IEnumerable<YamlNode> Read(EstateFile file)
    {
        var text = Encoding.UTF8.GetString(Content.ReadAll(file, out var reason, 2 << 20));
        return reason is null ? YamlText.Read(text, out _) : [];
    }

    private static IEnumerable<Step> Meltano(YamlMap plugins)
    {
        foreach (var (isSource, key) in ((bool, string)[])[(true, "extractors"), (false, "loaders")])
        {
            foreach (var plugin in (plugins[key] as YamlList)?.Nodes.Take(Most) ?? [])
            {
                var name = plugin["name"]?.Text ?? "";
                if (Step.Of(isSource, plugin["inherit_from"]?.Text is { } from ? $"{from} {name}" : name, Bucket(plugin["config"]), plugin.Line) is { } step) yield return step;
            }
        }
    }

    private static IEnumerable<Step> Airbyte(YamlMap map, string image) =>
        Step.Of(!image.Contains("destination", StringComparison.Ordinal), image, Bucket(map["configuration"]), map.Line) is { } step ? [step] : [];

    private static IEnumerable<Step> Factory(YamlList activities)
    {
        foreach (var activity in activities.Nodes.Take(Most))
        {
            if (activity["typeProperties"] is not YamlMap properties) continue;
            if (properties["source"]?["type"]?.Text is { } source && Step.Of(true, source, null, activity.Line) is { } from) yield return from;
            if (properties["sink"]?["type"]?.Text is { } sink && Step.Of(false, sink, null, activity.Line) is { } to) yield return to;
        }
    }

    // In workflows drawn by hand data is taken from systems and put into stores of vectors; what is written back to systems is an answer.
    private static List<Step> Nodes(YamlList nodes, Func<YamlNode, string?> typeOf)
    {
        var steps = nodes.Nodes.Take(Most).Select(n => typeOf(n) is { } type ? Step.Of(DataPlatforms.VectorsOf(type) is null, type, null, n.Line) : null).OfType<Step>().ToList();
        return nodes.Nodes.Any(n => typeOf(n) is { } t && (t.Contains("langchain", StringComparison.OrdinalIgnoreCase) || t.Contains("openai", StringComparison.OrdinalIgnoreCase) || DataPlatforms.VectorsOf(t) is not null || n["data"]?["category"] is not null)) ? steps : [];
    }

    private static IEnumerable<Step> Dbt(YamlList sources) =>
        sources.Nodes.Take(Most).Select(s => Step.Of(true, $"{s["name"]?.Text} {s["schema"]?.Text}", null, s.Line)).OfType<Step>();

    private static string? Bucket(YamlNode? configuration) =>
        configuration?["bucket"]?.Text ?? configuration?["s3_bucket"]?.Text ?? configuration?["bucket_name"]?.Text ?? configuration?["s3_bucket_name"]?.Text ?? configuration?["aws_bucket"]?.Text;
}
