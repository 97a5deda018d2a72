using System.Collections.Immutable;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>Finds where secrets stand literally in a server's settings: place, name and kind, never the value.</summary>
internal static class ServerSecrets
{
    /// <summary>One text for each: `env GITHUB_TOKEN (GitHub token)`.</summary>
    public static IEnumerable<string> Of(ServerSettings settings, Launch launch)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in settings.Variables) Add(found, "env", name, value);
        foreach (var (name, value) in settings.Headers) Add(found, "header", name, value);
        foreach (var (name, value) in settings.Own) Add(found, "setting", name, value);
        foreach (var variable in launch.Variables) if (variable.Split('=', 2) is [var name, var value]) Add(found, "env", name, value);
        Arguments(settings.Arguments, found);
        if (settings.Address is { } address) Address("url", address, found);
        return found;
    }

    /// <summary>Names of variables and inputs that values come from.</summary>
    public static IEnumerable<string> References(ServerSettings settings, Launch launch) =>
        settings.Variables.Concat(settings.Headers).Concat(settings.Own).Select(p => p.Value).OfType<string>()
            .Concat(settings.Arguments).Concat(launch.Variables).Append(settings.Address ?? "").SelectMany(SettingSecrets.References).Concat(settings.Sources);

    private static void Arguments(ImmutableArray<string> words, SortedSet<string> found)
    {
        for (var at = 0; at < words.Length; at++)
        {
            var word = words[at];
            if (word.Contains("://", StringComparison.Ordinal) && Address($"argument {at + 1}", word, found)) continue;
            if (word is ['-', ..] && word.Split('=', 2) is [var option, var value]) Add(found, "argument", option.TrimStart('-'), value);
            else if (word is "--header" or "-H" && at + 1 < words.Length) Header(words[++at], found);
            else if (word is ['-', ..] && at + 1 < words.Length && !words[at + 1].StartsWith('-') && SettingSecrets.IsSecretName(word.TrimStart('-'))) Add(found, "argument", word.TrimStart('-'), words[++at]);
            else if (word.Split('=', 2) is [{ Length: > 0 and < 100 } name, var literal] && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) Add(found, "argument", name, literal);
            else if (SettingSecrets.Known(word) is { } kind && !SettingSecrets.IsReference(word)) found.Add($"argument {at + 1} ({kind})");
        }
    }

    private static void Header(string line, SortedSet<string> found)
    {
        if (line.Split(':', 2) is [var name, var value]) Add(found, "header", name, value.Trim());
    }

    private static bool Address(string place, string address, SortedSet<string> found)
    {
        if (address.Length > 4096) return false;
        var before = found.Count;
        if (SettingSecrets.Known(address) is { } kind && !SettingSecrets.IsReference(address)) found.Add($"{place} ({kind})");
        foreach (var pair in address.Split('?', 2) is [_, var query] ? query.Split('#')[0].Split('&') : [])
            if (pair.Split('=', 2) is [var name, var value]) Add(found, $"{place} query", name, value);
        return found.Count > before;
    }

    private static void Add(SortedSet<string> found, string place, string name, string? value)
    {
        if (SettingSecrets.KindOf(name, value) is not { } kind) return;
        var shown = name.Length > 100 || SettingSecrets.Known(name) is not null ? "a name that is not shown" : name;
        found.Add($"{place} {shown} ({kind})");
    }
}
