using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Folders of an estate that are a person's home: what lies in them is that person's, not a project's.</summary>
public sealed partial class HomeFolders
{
    private static readonly ConditionalWeakTable<Scope, HomeFolders> Known = [];
    private readonly HashSet<string> homes = new(StringComparer.Ordinal);

    private HomeFolders(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (Places().Match(path) is { Success: true } place) homes.Add(place.Groups[1].Value);
            if (Marks().Match(path) is { Success: true } mark) homes.Add(path[..mark.Index].TrimEnd('/'));
        }
    }

    /// <summary>The homes of a scope.</summary>
    public static HomeFolders Of(Scope scope) => Known.GetValue(scope, static s => new HomeFolders(s.Files.Select(f => f.Path)));

    /// <summary>The homes that a list of paths shows.</summary>
    public static HomeFolders Of(IEnumerable<string> paths) => new(paths);

    /// <summary>True for a home; the scanned root is the empty text.</summary>
    public bool Contains(string folder) => homes.Contains(folder);

    /// <summary>The innermost home that a folder is or lies in; null where it lies in none.</summary>
    public string? Around(string folder)
    {
        for (var at = folder; ; at = at[..at.LastIndexOf('/')])
        {
            if (homes.Contains(at)) return at;
            if (!at.Contains('/', StringComparison.Ordinal)) return homes.Contains("") ? "" : null;
        }
    }

    [GeneratedRegex(@"^((?:.*/)?(?:home|Users)/[^/]+|(?:.*/)?root)/\.[^/]", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Places();

    // Files that nobody keeps in a project.
    [GeneratedRegex(
        @"(?<=^|/)(?:\.claude\.json|\.bashrc|\.zshrc|\.bash_profile|\.profile|\.bash_history|\.zsh_history|\.ssh/(?:known_hosts|authorized_keys|config)|\.codeium/|\.copilot/"
        + @"|Library/Application Support/|AppData/(?:Roaming|Local)/|\.config/(?:Claude|Code|Cursor|goose|opencode|zed|github-copilot|gh)/|\.local/share/|\.vscode-server/|\.claude/projects/|\.codex/(?:auth\.json|sessions/)|\.docker/mcp/|\.aws/amazonq/)",
        RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Marks();
}
