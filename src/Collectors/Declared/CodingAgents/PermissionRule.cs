using System.Text.RegularExpressions;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>A rule for one tool: `Bash(npm run *)`, `Shell(ls)`, `mcp__server__tool`, `run_shell_command(git)`.</summary>
/// <param name="Effect">allow, ask, deny.</param>
/// <param name="Tool">The tool as written.</param>
/// <param name="Spec">What of the tool; empty for every use.</param>
/// <param name="Line">Where it stands.</param>
internal sealed partial record PermissionRule(string Effect, string Tool, string Spec, int Line)
{
    private const int Longest = 4096;
    private readonly string? start = Prefix().Match(Spec) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Reads a rule; null where the text is none.</summary>
    public static PermissionRule? Parse(string effect, string text, int line)
    {
        if (text.Length is 0 or > Longest) return null;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && text.EndsWith(')') ? new PermissionRule(effect, text[..open].Trim(), text[(open + 1)..^1].Trim(), line) : new PermissionRule(effect, text.Trim(), "", line);
    }

    /// <summary>What sort of tool it is.</summary>
    public string Kind => Tool.ToLowerInvariant() switch
    {
        "*" => "any",
        "bash" or "powershell" or "shell" or "monitor" or "run_shell_command" or "shelltool" or "execute_bash" or "execute_cmd" or "executebash" or "terminal" or "run_in_terminal" or "exec" => "shell",
        "edit" or "write" or "multiedit" or "notebookedit" or "write_file" or "replace" or "fs_write" or "edit_file" or "apply_patch" => "edit",
        "read" or "glob" or "grep" or "lsp" or "ls" or "read_file" or "fs_read" or "list_directory" or "search_file_content" or "external_directory" or "cd" => "read",
        "webfetch" or "websearch" or "web_fetch" or "google_web_search" or "fetch" => "web",
        "agent" or "task" or "skill" => "agent",
        var t when t.StartsWith("mcp__", StringComparison.Ordinal) || t is "mcp" || t.StartsWith('@') => "mcp",
        _ => "other",
    };

    /// <summary>True where it covers every use of its tool.</summary>
    public bool IsAny => Spec.Length == 0 || Spec is "*" or ":*" or "**" or "*:*" or "* *" or ".*" or "/.*/" or "^.*$" || (Kind == "web" && Spec is "domain:*");

    /// <summary>The rules as elements of the word; within one file deny beats ask, and ask beats allow.</summary>
    public static IEnumerable<AgentFact> Facts(IReadOnlyList<PermissionRule> rules, AgentSettings settings) => rules.Select(r => new AgentFact("permissions", Value.Map(
        ("file", Value.Of(settings.File)), ("effect", Value.Of(r.Effect)), ("kind", Value.Of(r.Kind)), ("tool", Value.Of(AgentSettings.Shown(r.Tool))), ("spec", Value.Of(AgentSettings.Shown(r.Spec))),
        ("any", Value.Of(r.IsAny)), ("overruled", Value.Of(rules.Any(o => Rank(o.Effect) > Rank(r.Effect) && o.Covers(r)))), ("shared", Value.Of(settings.Client.IsShared))), r.Line));

    private bool Covers(PermissionRule other) =>
        (Kind == "any" || Tool == other.Tool || (other.Tool.StartsWith(Tool + "__", StringComparison.Ordinal) && Kind == "mcp"))
        && (IsAny || Spec == other.Spec || (!other.IsAny && start is not null && (other.Spec == start.TrimEnd() || other.Spec.StartsWith(start, StringComparison.Ordinal))));

    private static int Rank(string effect) => effect switch { "deny" => 2, "ask" => 1, _ => 0 };

    // `git *` is for `git` and what follows a blank, `git:*` for all that begins so.
    [GeneratedRegex(@"^([^*?]+?)(?::?\*\*?)$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Prefix();
}
