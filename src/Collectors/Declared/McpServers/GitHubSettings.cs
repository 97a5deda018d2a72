using Plumbline.Collectors.Files.Mcp;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>What the settings of GitHub's own server take away from what it can do: read-only, chosen toolsets or tools, lockdown.</summary>
/// <remarks>They stand as arguments, variables, headers, or in the path of the address.</remarks>
internal sealed class GitHubSettings
{
    private const string Address = "https://api.githubcopilot.com/mcp";

    // What a toolset must be chosen for; the server offers these by default.
    private static readonly (string Tool, string[] Sets)[] Sets = [("get_issue", ["issues", "pull_requests", "discussions"]), ("get_file_contents", ["repos"]), ("add_issue_comment", ["issues", "pull_requests", "repos", "gists", "discussions"])];

    private readonly bool isReadOnly;
    private readonly bool isLocked;
    private readonly HashSet<string>? chosen;
    private readonly HashSet<string>? tools;

    private GitHubSettings(ServerSettings settings, Launch launch)
    {
        var arguments = settings.Arguments;
        var given = settings.Variables.Concat(launch.Variables.Select(v => v.Split('=', 2)).Where(v => v.Length == 2).Select(v => (Name: v[0], Value: (string?)v[1])))
            .Concat(settings.Headers).Where(v => v.Value is not null).ToLookup(v => v.Name.ToUpperInvariant().Replace('-', '_'), v => v.Value!, StringComparer.Ordinal);
        var path = (launch.Address ?? settings.Address) is { } url && url.StartsWith(Address, StringComparison.OrdinalIgnoreCase) ? url[Address.Length..].Trim('/').Split('/') : [];
        isReadOnly = Flag(arguments, "--read-only") || Says(given, "GITHUB_READ_ONLY", "X_MCP_READONLY") || path.Contains("readonly", StringComparer.OrdinalIgnoreCase);
        isLocked = Flag(arguments, "--lockdown-mode") || Says(given, "GITHUB_LOCKDOWN_MODE", "X_MCP_LOCKDOWN");
        chosen = List(Option(arguments, "--toolsets") ?? Of(given, "GITHUB_TOOLSETS", "X_MCP_TOOLSETS") ?? (path is ["x", var set, ..] ? set : null));
        tools = List(Option(arguments, "--tools") ?? Of(given, "GITHUB_TOOLS", "X_MCP_TOOLS"));
        if (chosen is not null && (chosen.Contains("all") || chosen.Contains("default"))) chosen = null;
    }

    /// <summary>The settings of GitHub's own server; null for another server.</summary>
    public static GitHubSettings? Of(string package, string url, ServerSettings settings)
    {
        if (package != "ghcr.io/github/github-mcp-server" && !IsHosted(url)) return null;
        return new GitHubSettings(settings, settings.Command.Length > 0 ? Launch.Of(settings.Command, settings.Arguments) : Launch.None);
    }

    /// <summary>The address under which the server is known, whatever its path chooses.</summary>
    public static string Plain(string url) => IsHosted(url) ? Address : url;

    /// <summary>Why a tool is there, and which setting takes it away; null where a setting does.</summary>
    public string? Why(string kind, string tool)
    {
        if (kind == "sends-out" && isReadOnly) return null;
        if (kind == "reads-untrusted" && isLocked) return null;
        if (tools is not null && chosen is null && !tools.Contains(tool)) return null;
        if (chosen is not null && tools?.Contains(tool) != true && Sets.FirstOrDefault(s => s.Tool == tool).Sets is { } sets && !Array.Exists(sets, chosen.Contains)) return null;
        return kind switch
        {
            "sends-out" => "known of the server; `--read-only`, `GITHUB_READ_ONLY=1` or `/readonly` in its address takes it away",
            "reads-untrusted" => "known of the server; `--lockdown-mode`, or `--toolsets` without issues, pull requests and discussions takes it away",
            _ => "known of the server; a token for chosen repositories only, or `--toolsets` without repos takes it away",
        };
    }

    private static bool IsHosted(string url) => url.StartsWith(Address, StringComparison.OrdinalIgnoreCase) && (url.Length == Address.Length || url[Address.Length] == '/');

    private static bool Flag(IReadOnlyList<string> arguments, string name) => arguments.Any(a => a == name || (a.StartsWith(name + "=", StringComparison.Ordinal) && IsTrue(a[(name.Length + 1)..])));

    private static bool Says(ILookup<string, string> given, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) if (given[name].Any(IsTrue)) return true;
        return false;
    }

    private static string? Of(ILookup<string, string> given, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) if (given[name].FirstOrDefault() is { } value) return value;
        return null;
    }

    private static string? Option(IReadOnlyList<string> arguments, string name)
    {
        for (var at = 0; at < arguments.Count; at++)
        {
            if (arguments[at] == name && at + 1 < arguments.Count) return arguments[at + 1];
            if (arguments[at].StartsWith(name + "=", StringComparison.Ordinal)) return arguments[at][(name.Length + 1)..];
        }

        return null;
    }

    // A list that comes from somewhere else is not known, so it takes nothing away.
    private static HashSet<string>? List(string? text) => string.IsNullOrWhiteSpace(text) || text.Contains('$', StringComparison.Ordinal) ? null
        : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => t.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    private static bool IsTrue(string value) => value is "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("yes", StringComparison.OrdinalIgnoreCase);
}
