using System.Collections.Immutable;
using System.Text;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Entries with the content of the files that they refer to: what is approved is the text, not a path to it.</summary>
internal static class Inlined
{
    /// <summary>The entry; null and one sentence where a file cannot be had.</summary>
    public static YamlMap? Of(string section, Said entry, Func<string, EstateFile?> files, out string? error)
    {
        error = null;
        var map = (YamlMap)entry.Node;
        return section switch
        {
            "prompts" => Prompt(entry, map, files, ref error),
            "guardrails" when entry["baseline"]?["file"] is { } file => Baseline(map, file, files, ref error),
            _ => map,
        };
    }

    private static YamlMap? Prompt(Said entry, YamlMap map, Func<string, EstateFile?> files, ref string? error)
    {
        var versions = ImmutableArray.CreateBuilder<YamlNode>();
        foreach (var version in entry["versions"]!.Items)
        {
            if (version["file"] is not { } file)
            {
                versions.Add(version.Node);
                continue;
            }

            if (version["text"] is not null) error = "a version has both `text` and `file`";
            if (error is not null || Attached.Bytes(file, files, out error) is not { } bytes) return null;
            var text = new YamlScalar(file.Node.Line, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal), IsQuoted: true);
            versions.Add(Replaced((YamlMap)version.Node, "file", "text", text));
        }

        return Replaced(map, "versions", "versions", new YamlList(map["versions"]!.Line, versions.DrainToImmutable()));
    }

    private static YamlMap? Baseline(YamlMap map, Said file, Func<string, EstateFile?> files, ref string? error)
    {
        if (Attached.Bytes(file, files, out error) is not { } bytes) return null;
        if (YamlText.Read(Encoding.UTF8.GetString(bytes), out error) is not [YamlMap config] || error is not null)
        {
            error ??= $"`{file.Text}` is not one mapping";
            return null;
        }

        return Replaced(map, "baseline", "baseline", Replaced((YamlMap)map["baseline"]!, "file", "config", config));
    }

    private static YamlMap Replaced(YamlMap map, string key, string by, YamlNode node) =>
        new(map.Line, [.. map.Entries.Where(e => e.Key == key || e.Key != by).Select(e => e.Key == key ? (by, node) : e)]);
}
