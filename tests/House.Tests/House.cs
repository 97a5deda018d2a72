using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Plumbline.House.Tests;

/// <summary>The tree as it lies on disk, and the map as ARCHITECTURE.md draws it.</summary>
internal static partial class House
{
    public static string Root { get; } = FindRoot();

    /// <summary>Projects from left to right, each with its rooms from left to right.</summary>
    public static IReadOnlyList<(string Project, string[] Rooms)> Map { get; } =
    [
        .. File.ReadLines(Path.Combine(Root, "ARCHITECTURE.md"))
            .SkipWhile(l => !l.StartsWith("| project |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Trim('|', ' ').Split('|'))
            .Select(c => (c[0].Trim(), c[1].Split(',', StringSplitOptions.TrimEntries))),
    ];

    public static IEnumerable<string> Sources(string below = "src") =>
        Directory.EnumerateFiles(Path.Combine(Root, below), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Generated().IsMatch(f) && !f.Contains("/cases/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    /// <summary>The namespaces of the product that a file names, by using lines or in full.</summary>
    public static IEnumerable<string> Names(string file) =>
        Namespaces().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Distinct();

    [GeneratedRegex(@"/(obj|bin|artifacts|node_modules)/")]
    private static partial Regex Generated();

    [GeneratedRegex(@"(?<!namespace )\bPlumbline\.([A-Z]\w*(?:\.[A-Z]\w*)*)")]
    private static partial Regex Namespaces();

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
