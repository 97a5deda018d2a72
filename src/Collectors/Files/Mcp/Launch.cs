using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>What a command starts.</summary>
/// <param name="Launcher">The program that starts it: `npx`, `uvx`, `docker`, `node`; empty where nothing is started.</param>
/// <param name="Package">The package it fetches or runs; null where it runs none.</param>
/// <param name="Script">A script of the own files that it runs; null where it runs none.</param>
/// <param name="Address">The remote server that it bridges to; null where it is no bridge.</param>
/// <param name="Shell">The shell that the command is handed to; empty where there is none.</param>
/// <param name="Variables">Variables a container is given: `NAME` or `NAME=value`.</param>
public sealed record Launch(string Launcher, PackageRef? Package, string? Script, string? Address, string Shell, ImmutableArray<string> Variables)
{
    private const int MostWords = 512;
    private static readonly string[] Shells = ["sh", "bash", "zsh", "dash", "fish", "ksh", "powershell", "pwsh"];
    private static readonly string[] Wrappers = ["env", "sudo", "op", "doppler", "dotenv", "infisical", "timeout", "nice", "direnv", "mise", "asdf", "cross-env", "time", "exec", "command"];
    private static readonly string[] Interpreters = ["node", "python", "python3", "py", "bun", "deno", "tsx", "ts-node", "dotnet", "java", "ruby", "php", "uv", "poetry", "pdm", "hatch", "rye"];
    private static readonly string[] Bridges = ["mcp-remote", "mcp-proxy", "supergateway", "mcp-bridge", "@pyroprompts/mcp-stdio-to-streamable-http-adapter", "mcp-remote-client"];

    /// <summary>Nothing is started.</summary>
    public static Launch None { get; } = new("", null, null, null, "", []);

    /// <summary>Reads a command and its arguments.</summary>
    public static Launch Of(string command, IReadOnlyList<string> arguments)
    {
        // Some write the whole line, or the launcher with its own arguments, into `command`.
        List<string> first = command.Contains(' ', StringComparison.Ordinal) && !IsPath(command.Split(' ')[0]) ? Words(command) : [command];
        return Of([.. first, .. arguments.Take(MostWords)], "", 0);
    }

    private static Launch Of(List<string> words, string shell, int depth)
    {
        if (words.Count == 0 || depth > 4) return None with { Shell = shell };
        var program = Program(words[0]);
        List<string> rest = [.. words.Skip(1)];
        if (Shells.Contains(program) && Handed(rest) is { } line) return Of(Simple(line), shell.Length > 0 ? shell : program, depth + 1);
        if (program == "cmd" && rest.Count > 0 && rest[0].Equals("/c", StringComparison.OrdinalIgnoreCase))
        {
            // On Windows `cmd /c npx …` is how a script is started at all; only a line for the shell to take apart is a wrapper.
            var isLine = rest.Skip(1).Any(w => w.AsSpan().ContainsAny("&|<>"));
            return Of(rest.Count == 2 ? Simple(rest[1]) : [.. rest.Skip(1)], isLine ? "cmd" : shell, depth + 1);
        }

        if (Wrappers.Contains(program) && Wrapped(rest) is { Count: > 0 } inner) return Of(inner, shell, depth + 1);
        return Packages.Of(program, rest) is { } package
            ? new Launch(package.Launcher, package.Package, package.Script, Bridge(package.Package, package.After), shell, package.Variables)
            : new Launch(program, null, Interpreters.Contains(program) ? ScriptOf(program, rest) : IsPath(words[0]) ? words[0] : null, null, shell, []);
    }

    /// <summary>The script among the arguments of an interpreter; null where it runs a module or a package.</summary>
    public static string? ScriptOf(string program, IReadOnlyList<string> arguments)
    {
        string? folder = null;
        for (var at = 0; at < arguments.Count; at++)
        {
            var word = arguments[at];
            if (word is "-m" or "-c" or "-e" or "--eval") return null;
            if (word is "--directory" or "--project" or "--cwd" or "-C" && at + 1 < arguments.Count) folder = arguments[++at];
            else if (word is "--with" or "--python" or "-r" or "--require" or "--import" or "--env-file" && at + 1 < arguments.Count) at++;
            else if (!word.StartsWith('-') && (IsPath(word) || IsScript(word))) return folder is null ? word : folder.TrimEnd('/') + "/" + word;
            else if (!word.StartsWith('-') && word is not ("run" or "exec" or "watch") && program is not ("uv" or "poetry" or "pdm" or "hatch" or "rye")) return null;
        }

        return null;
    }

    private static string? Bridge(PackageRef? package, IReadOnlyList<string> rest) =>
        package is not null && Bridges.Contains(package.Name) ? rest.FirstOrDefault(w => w.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || w.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) : null;

    private static string? Handed(List<string> words)
    {
        for (var at = 0; at + 1 < words.Count; at++)
            if (words[at] is ['-', .. var flags] && (flags.EndsWith('c') || flags.Equals("Command", StringComparison.OrdinalIgnoreCase)) && !flags.StartsWith('-')) return string.Join(' ', words.Skip(at + 1));
        return null;
    }

    private static List<string> Wrapped(List<string> words)
    {
        var dashes = words.IndexOf("--");
        return [.. dashes >= 0 ? words.Skip(dashes + 1) : words.SkipWhile(w => w.StartsWith('-') || w.Contains('=', StringComparison.Ordinal) || w.All(c => char.IsAsciiDigit(c) || c is 's' or 'm') || w is "run")];
    }

    // Of a line for a shell, the part that starts something fetched; else its last part.
    private static List<string> Simple(string line)
    {
        var parts = line.Split(["&&", "||", ";", "|", "\n"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => Words(p).SkipWhile(w => w is "exec" or "sudo" || (w.Contains('=', StringComparison.Ordinal) && !w.StartsWith('-'))).ToList()).Where(p => p.Count > 0).ToList();
        return parts.FirstOrDefault(p => Packages.Of(Program(p[0]), [.. p.Skip(1)]) is not null) ?? (parts.Count > 0 ? parts[^1] : []);
    }

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length && words.Count < MostWords; at++)
        {
            if (char.IsWhiteSpace(line[at])) continue;
            var quote = line[at] is '"' or '\'' ? line[at] : '\0';
            var start = quote == '\0' ? at : at + 1;
            for (at = start; at < line.Length && (quote == '\0' ? !char.IsWhiteSpace(line[at]) : line[at] != quote);) at++;
            words.Add(line[start..at]);
        }

        return words;
    }

    private static string Program(string word)
    {
        var name = word[(word.LastIndexOfAny(['/', '\\']) + 1)..];
        foreach (var ending in (string[])[".exe", ".cmd", ".bat", ".ps1"])
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        return name.ToLowerInvariant();
    }

    private static bool IsPath(string word) =>
        word.StartsWith("./", StringComparison.Ordinal) || word.StartsWith("../", StringComparison.Ordinal) || word.StartsWith('/') || word.StartsWith('~') || word.StartsWith("${", StringComparison.Ordinal)
        || (word.Contains('/', StringComparison.Ordinal) && !word.StartsWith('@') && !word.Contains(':', StringComparison.Ordinal)) || word is [_, ':', '\\' or '/', ..];

    private static bool IsScript(string word) =>
        ((string[])[".py", ".js", ".mjs", ".cjs", ".ts", ".mts", ".jar", ".dll", ".rb", ".php", ".csproj", ".cs"]).Any(e => word.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
