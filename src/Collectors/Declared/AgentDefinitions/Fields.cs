using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Code.Names;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.AgentDefinitions;

/// <summary>Reads the fields of one file's definitions: literal texts, and references to settings that a configuration file nearby may give.</summary>
/// <param name="file">The file.</param>
/// <param name="settings">What configuration files say.</param>
internal sealed partial class Fields(EstateFile file, SettingFiles settings)
{
    private const int Longest = 300;
    private const int Most = 200;

    /// <summary>The file that is read.</summary>
    public EstateFile File => file;

    /// <summary>What is known of a text: literal, from configuration, or open.</summary>
    public Said Text(YamlNode? node)
    {
        if (Written(node) is not { Length: > 0 and <= Longest } raw) return Said.Nothing;
        var (text, line) = (raw.Trim(), node!.Line);
        if (Reference().Match(text) is { Success: true } match)
        {
            var name = match.Groups["name"].Value;
            ImmutableArray<Wording> known = [.. settings.Of(name, file.Path).Select(s => new Wording(s.Value, Knowing.Configuration, s.File, s.Line))];
            if (!known.IsEmpty) return new(known, [], [name]);
            return match.Groups["other"] is { Success: true, Value: { Length: > 0 } other } ? new([new Wording(other, Knowing.Default, file.Path, line)], [], [name]) : new([], [name], [name]);
        }

        if (text.Length == 0 || IsPlaceholder(text)) return Said.Nothing;
        return text[0] == '=' || Inside().IsMatch(text) ? new([], ["built"], []) : new([new Wording(text, Knowing.Literal, file.Path, line)], [], []);
    }

    /// <summary>What is known of the first of several fields that says anything.</summary>
    public Said First(params ReadOnlySpan<YamlNode?> nodes)
    {
        foreach (var node in nodes) if (Text(node) is { } said && said != Said.Nothing) return said;
        return Said.Nothing;
    }

    /// <summary>Where a key comes from; never the key.</summary>
    public static string Key(YamlNode? node)
    {
        if (Written(node) is not { Length: > 0 } raw) return "";
        if (Reference().Match(raw.Trim()) is { Success: true } match) return $"environment {match.Groups["name"].Value}";
        return SettingSecrets.KindOf("api_key", raw) is not null ? "literal" : "";
    }

    /// <summary>The host of an address that is written, or that a configuration file gives.</summary>
    public string Host(YamlNode? node)
    {
        foreach (var said in Text(node).All)
            if (Uri.TryCreate(said.Value, UriKind.Absolute, out var uri) && uri.Host.Length > 0) return uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}";
        return "";
    }

    /// <summary>The names in a list of tools, each a text or a mapping that has one of the keys; and whether each has one.</summary>
    public static (ImmutableArray<string> Names, bool IsWhole) Names(YamlNode? list, params string[] keys)
    {
        var nodes = list is YamlList { Nodes: var all } ? all : [];
        var names = nodes.Select(n => n is YamlScalar ? Written(n) : keys.Select(k => Written(n[k])).FirstOrDefault(t => !string.IsNullOrEmpty(t))).ToList();
        return ([.. names.OfType<string>().Where(n => n.Length is > 0 and <= Longest).Distinct().Take(Most)], names.TrueForAll(n => n is { Length: > 0 and <= Longest }) && names.Count <= Most);
    }

    /// <summary>The text of a short name; empty for anything else.</summary>
    public static string Named(YamlNode? node) => Written(node) is { Length: > 0 and < 200 } text ? text.Trim() : "";

    /// <summary>A text of any length; empty for anything else.</summary>
    public static string Prose(YamlNode? node) => Written(node)?.Trim() ?? "";

    /// <summary>A prompt's text with the line it begins on; null where there is none.</summary>
    public static (string Text, int Line)? Prompt(YamlNode? node) => Written(node) is { } text && text.Trim().Length > 0 ? (text, node!.Line) : null;

    // An unquoted number, date or truth value is no text.
    private static string? Written(YamlNode? node) => (node as YamlScalar)?.ToValue().AsString;

    private static bool IsPlaceholder(string text) => text is ['<', .., '>'] || text.StartsWith("REPLACE", StringComparison.OrdinalIgnoreCase) || text.StartsWith("your-", StringComparison.OrdinalIgnoreCase) || text.StartsWith("{your", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?:\$\{env:(?<name>\w{1,100})(?::(?<other>[^}]*))?\}|\$\{(?<name>[A-Za-z_][\w.:-]{0,100})\}|\$(?<name>[A-Z_][A-Z0-9_]*)|=\s*Env\.(?<name>\w{1,100}))$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\$\{|\{\{|\{%", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Inside();
}
