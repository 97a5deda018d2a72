using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Server.Serving;

/// <summary>One setting, and where it was given.</summary>
/// <param name="Name">As a file writes it: `urls`, `as-of`.</param>
/// <param name="Values">What was given; empty where nothing was.</param>
/// <param name="From">`flag`, `PLUMB_SERVER_URLS`, `plumbline-server.yaml:3`, `default`.</param>
internal sealed record GivenSetting(string Name, ImmutableArray<string> Values, string From);

/// <summary>
/// The settings of `serve` from a file, the environment and the command line: what is given nearer to the start wins. Every option of the command
/// is a key of the file (`--as-of` is `as-of`, the folders are `path`) and a variable (`PLUMB_SERVER_AS_OF`, several values parted by `;`).
/// </summary>
internal static class GivenSettings
{
    private const string Prefix = "PLUMB_SERVER_";
    private const string Config = "config";
    private const string Print = "print-config";
    private const int LargestFile = 1 << 20;

    /// <summary>The command line with everything that the file and the environment add; a sentence where one of them is wrong.</summary>
    /// <param name="serve">The command.</param>
    /// <param name="args">What follows `serve`.</param>
    /// <param name="variables">The environment.</param>
    public static (ImmutableArray<string> Args, ImmutableArray<GivenSetting> Settings, string? Problem) Of(Command serve, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> variables)
    {
        var parsed = serve.Parse(args);
        if (parsed.Errors.Count > 0) return ([.. args], [], null);
        var names = serve.Options.Select(o => o.Name[2..]).Where(n => n is not (Config or Print or "help" or "version")).Concat(serve.Arguments.Select(a => a.Name)).ToImmutableArray();
        var file = Values(parsed, serve, Config) is [var named] ? named : variables.GetValueOrDefault(Prefix + "CONFIG");
        var written = ImmutableDictionary<string, GivenSetting>.Empty;
        if (file is not null && Read(file, names, out written) is { } wrong) return ([], [], wrong);
        foreach (var variable in variables.Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal) && k != Prefix + "CONFIG").Order(StringComparer.Ordinal))
            if (!names.Any(n => Variable(n) == variable)) return ([], [], $"`{variable}` is no setting; choose {string.Join(", ", names.Select(Variable))}");
        var (all, settings) = (args.ToList(), ImmutableArray.CreateBuilder<GivenSetting>());
        foreach (var name in names)
        {
            var setting = Given(serve, parsed, name, variables, written);
            settings.Add(setting);
            if (setting.From is "flag" or "default") continue;
            var added = IsOption(serve, name) ? setting.Values.SelectMany(v => (string[])["--" + name, v]).ToList() : [.. setting.Values];
            if (serve.Parse(added).Errors is [var error, ..]) return ([], [], $"{setting.From}: {char.ToLowerInvariant(error.Message[0])}{error.Message[1..].TrimEnd('.').Replace('\'', '`')}");
            all.AddRange(added);
        }

        return ([.. all], settings.ToImmutable(), null);
    }

    /// <summary>The settings as `--print-config` shows them: a file that could be given, with where each came from; secrets are not shown.</summary>
    public static string Text(IEnumerable<GivenSetting> settings)
    {
        var text = new StringBuilder();
        foreach (var setting in settings)
        {
            var values = setting.Values.Select(v => Quoted(Masked(setting.Name, v))).ToList();
            text.Append(setting.Name).Append(": ").Append(values.Count switch { 0 => "null", 1 => values[0], _ => $"[{string.Join(", ", values)}]" }).Append("  # ").Append(setting.From).Append('\n');
        }

        return text.ToString();
    }

    private static GivenSetting Given(Command serve, ParseResult parsed, string name, IReadOnlyDictionary<string, string> variables, ImmutableDictionary<string, GivenSetting> written)
    {
        if (Values(parsed, serve, name) is { IsEmpty: false } values) return new GivenSetting(name, values, "flag");
        if (variables.TryGetValue(Variable(name), out var text)) return new GivenSetting(name, [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], Variable(name));
        return written.TryGetValue(name, out var setting) ? setting : new GivenSetting(name, Default(serve, name), "default");
    }

    private static ImmutableArray<string> Default(Command serve, string name) => serve.Options.FirstOrDefault(o => o.Name == "--" + name && o.HasDefaultValue)?.GetDefaultValue() switch
    {
        null => [],
        string[] several => [.. several],
        var one => [Convert.ToString(one, CultureInfo.InvariantCulture)!],
    };

    private static bool IsOption(Command serve, string name) => serve.Options.Any(o => o.Name == "--" + name);

    private static ImmutableArray<string> Values(ParseResult parsed, Command serve, string name)
    {
        var option = serve.Options.FirstOrDefault(o => o.Name == "--" + name);
        if (option is not null) return parsed.GetResult(option) is { Implicit: false } given ? given.Tokens.Count == 0 ? ["true"] : [.. given.Tokens.Select(t => t.Value)] : [];
        return serve.Arguments.FirstOrDefault(a => a.Name == name) is { } argument && parsed.GetResult(argument) is { } found ? [.. found.Tokens.Select(t => t.Value)] : [];
    }

    private static string Variable(string name) => Prefix + name.Replace('-', '_').ToUpperInvariant();

    private static string? Read(string file, ImmutableArray<string> names, out ImmutableDictionary<string, GivenSetting> settings)
    {
        settings = ImmutableDictionary<string, GivenSetting>.Empty;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > LargestFile }) return $"`{file}` is larger than 1 MiB; name a file of settings";
            var stream = new YamlStream();
            using (var reader = new StringReader(File.ReadAllText(file))) stream.Load(reader);
            if (stream.Documents.Count == 0) return null;
            if (stream.Documents is not [{ RootNode: YamlMappingNode map }]) return $"`{file}` is no list of settings; write `name: value` on each line";
            foreach (var (key, value) in map.Children)
            {
                var name = (key as YamlScalarNode)?.Value ?? "";
                var from = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{key.Start.Line}");
                if (!names.Contains(name)) return $"{from}: `{name}` is no setting; choose {string.Join(", ", names)}";
                if (Texts(value) is not { } values) return $"{from}: `{name}` is a value or a list of values";
                settings = settings.Add(name, new GivenSetting(name, values, from));
            }

            return null;
        }
        catch (YamlException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{e.Start.Line}: this is no YAML or JSON; see docs/operation.md");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"`{file}` cannot be read; name a file of settings with --config";
        }
    }

    private static ImmutableArray<string>? Texts(YamlNode node)
    {
        if (node is YamlScalarNode one) return one.Style == ScalarStyle.Plain && one.Value is null or "" or "null" or "~" ? [] : [one.Value ?? ""];
        return node is YamlSequenceNode many && many.Children.All(c => c is YamlScalarNode) ? [.. many.Children.Select(c => ((YamlScalarNode)c).Value ?? "")] : null;
    }

    private static string Masked(string name, string value)
    {
        if (((string[])["secret", "password", "token"]).Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase)) && !name.EndsWith("-file", StringComparison.Ordinal)) return "***";
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.UserInfo.IndexOf(':', StringComparison.Ordinal) is var at and > 0) return value.Replace(uri.UserInfo, uri.UserInfo[..at] + ":***", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(value, "(?i)(password|pwd)=[^;&]*", "$1=***", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    private static string Quoted(string value) => value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+') ? value : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
