using System.Text;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files;

/// <summary>Finds rule folders on disk: any folder that holds a `rule.yaml`, at most four levels down.</summary>
public static class RuleFolders
{
    private const int Deepest = 4;

    /// <summary>The rules below the given folders, sorted by path; problems are texts that do not open.</summary>
    public static IReadOnlyList<RuleText> Read(IEnumerable<string> folders) =>
        [.. folders.SelectMany(f => Below(Near(Path.TrimEndingDirectorySeparator(f)), 0)).Select(Read).OfType<RuleText>()];

    /// <summary>True where any rule lies below the given folders.</summary>
    public static bool Any(IEnumerable<string> folders) => folders.Any(f => Below(Path.TrimEndingDirectorySeparator(f), 0).Any());

    /// <summary>Why nothing would be judged where no rule was read: where nothing is asked, nothing fails.</summary>
    /// <param name="folders">Where rules were looked for.</param>
    public static string Missing(IEnumerable<string> folders) =>
        $"no rule lies below {string.Join(" or ", folders.Select(f => $"`{f}`"))}, so nothing would be judged; install the product whole, or name its rules with PLUMB_RULES";

    /// <summary>The cases of a rule: path and text.</summary>
    public static IReadOnlyList<(string Path, string Text)> Cases(RuleText rule) =>
        [.. rule.Cases.Select(c => Path.Combine(rule.Path, "cases", c)).Select(p => (p, File.ReadAllText(p, Encoding.UTF8)))];

    // Reports name a folder as the reader would type it.
    private static string Near(string folder)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
    }

    private static IEnumerable<string> Below(string folder, int depth)
    {
        if (!Directory.Exists(folder)) return [];
        if (File.Exists(Path.Combine(folder, "rule.yaml"))) return [folder];
        return depth >= Deepest ? [] : Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(f => Below(f, depth + 1));
    }

    private static RuleText? Read(string folder)
    {
        var full = Path.GetFullPath(folder);
        var cases = Path.Combine(folder, "cases");
        string[] names = Directory.Exists(cases) ? [.. Directory.GetFiles(cases, "*.yaml").Where(f => RegularFiles.Is(new FileInfo(f))).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)] : [];
        var control = Path.GetFileName(Path.GetDirectoryName(full)) ?? "";
        try
        {
            if (!RegularFiles.Is(new FileInfo(Path.Combine(folder, "rule.yaml")))) return new RuleText(folder, control, Path.GetFileName(full), "", [.. names]);
            return new RuleText(folder, control, Path.GetFileName(full), File.ReadAllText(Path.Combine(folder, "rule.yaml"), Encoding.UTF8), [.. names]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RuleText(folder, control, Path.GetFileName(full), "", [.. names]);
        }
    }
}
