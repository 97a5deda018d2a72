using System.Text.RegularExpressions;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>The head of a Markdown file between lines of three dashes.</summary>
/// <param name="Fields">Its fields; of a head that is no YAML, those that stand on a line of their own.</param>
/// <param name="IsYaml">True where it is.</param>
internal sealed partial record FrontMatter(YamlMap Fields, bool IsYaml)
{
    /// <summary>Reads the head; null where the file has none.</summary>
    public static FrontMatter? Of(string text)
    {
        var match = Head().Match(text);
        if (!match.Success) return null;
        var head = match.Groups[1].Value;
        if (YamlText.Read(head, out var wrong) is [YamlMap map] && wrong is null) return new FrontMatter(map, true);
        // `description: use this when: …` is no YAML, and clients read it all the same.
        var lines = head.Split('\n').Select((l, i) => (Match: Line().Match(l.TrimEnd('\r')), Number: i + 2)).Where(l => l.Match.Success)
            .Select(l => (l.Match.Groups[1].Value, (YamlNode)new YamlScalar(l.Number, l.Match.Groups[2].Value.Trim().Trim('"', '\''), true)));
        return new FrontMatter(new YamlMap(1, [.. lines.DistinctBy(l => l.Value)]), false);
    }

    [GeneratedRegex(@"\A\s{0,20}---[ \t]*\r?\n(.{0,65536}?)\r?\n---[ \t]*(?:\r?\n|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline, 20_000)]
    private static partial Regex Head();

    [GeneratedRegex(@"^([A-Za-z][\w-]{0,60}):[ \t]+(.{1,4096})$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Line();
}
