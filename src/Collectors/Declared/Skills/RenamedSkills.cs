using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>Finds skills whose manifest is not called SKILL.md: a Markdown file with the head of one, and no other such file beside it.</summary>
internal static partial class RenamedSkills
{
    private const int MostInRoot = 200;

    // Definitions of agents, commands, rules and pages have heads too; these fields are theirs.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "tools", "model", "color", "mode", "globs", "alwaysApply", "applyTo", "layout", "title", "date", "agent", "argument-hint", "permissionMode", "handoffs", "target", "mcp-servers", "slug", "permalink", "inclusion", "trigger", "type", "category", "tags",
    };

    private static readonly HashSet<string> Folders = new(StringComparer.OrdinalIgnoreCase) { "agents", "commands", "prompts", "rules", "chatmodes", "steering", "instructions", "workflows", "subagents", "droids", "modes", "memory" };

    /// <summary>The manifests by their folders.</summary>
    /// <param name="files">Files that belong to no skill.</param>
    public static Dictionary<string, EstateFile> Of(IReadOnlyList<EstateFile> files) =>
        files.Where(IsManifest).GroupBy(f => f.Folder, StringComparer.Ordinal).Where(g => g.Count() == 1 && (g.Key.Length > 0 || files.Count <= MostInRoot)).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);

    private static bool IsManifest(EstateFile file)
    {
        if (!file.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !file.Name.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase)) return false;
        if (Folders.Contains(file.Folder[(file.Folder.LastIndexOf('/') + 1)..])) return false;
        var head = Content.Head(file);
        if (!head.TrimStart("\ufeff \t\r\n"u8).StartsWith("---"u8)) return false;
        return FrontMatter.Of(Encoding.UTF8.GetString(head)) is { Fields: var fields } && fields["name"]?.Text is { } name && Slug().IsMatch(name)
            && fields["description"]?.Text is { Length: > 0 } && !((YamlMap)fields).Entries.Any(e => Others.Contains(e.Key));
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Slug();
}
