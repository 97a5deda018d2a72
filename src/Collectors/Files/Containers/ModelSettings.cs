using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Models that a setting names: a value by itself, or lines of a file of settings in YAML, JSON, TOML, properties or shell.</summary>
public static partial class ModelSettings
{
    private const int Most = 200;

    /// <summary>The models named, each once.</summary>
    /// <param name="key">The setting's name, or the file's.</param>
    /// <param name="text">Its value, or the file's text.</param>
    public static IEnumerable<string> Of(string key, string text)
    {
        var value = text.Trim();
        if (ModelTexts.IsModel(value) || (ModelHints.IsModelName(key) && ModelHints.IsModel(value, isServer: false))) return [ModelHints.Clean(value)];
        if (!value.Any(c => c is '\n' or '{' or '=' or ':')) return [];
        return Pairs().Matches(Comments().Replace(value, "")).Concat(Items().Matches(value)).Select(m => m.Groups["v"].Value)
            .Where(v => ModelHints.IsModel(v, isServer: false)).Select(ModelHints.Clean).Distinct().Take(Most);
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_.-])[""']?[A-Za-z0-9_.-]{0,60}(?:model|models|deployment)(?:[_-]?(?:id|name|path|uri))?[""']?[ \t]{0,8}[:=][ \t]{0,8}[\[]?[ \t]{0,8}[""']?(?<v>[^\s""',;}\]]{2,300})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pairs();

    [GeneratedRegex(@"^[ \t]*-[ \t]+[""']?(?<v>[^\s""',;}\]]{4,300})[""']?[ \t]*\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Items();

    [GeneratedRegex(@"^[ \t]*(?:#|//)[^\n]*", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Comments();
}
