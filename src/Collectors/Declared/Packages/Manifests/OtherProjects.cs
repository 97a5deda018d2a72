using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Modules of Go and crates of Rust.</summary>
internal static partial class OtherProjects
{
    /// <summary>go.mod: each requirement is a floor and, as Go picks the lowest that answers, the version.</summary>
    public static void ReadGo(Project project)
    {
        var block = "";
        var replaced = new Dictionary<string, (string Name, string Version)>(StringComparer.Ordinal);
        var asked = new List<(Match Match, int Line, bool IsTransitive)>();
        foreach (var (number, raw) in project.Text.Split('\n').Index())
        {
            var comment = raw.IndexOf("//", StringComparison.Ordinal);
            var line = (comment < 0 ? raw : raw[..comment]).Trim();
            if (line == ")") block = "";
            else if (Blocks().Match(line) is { Success: true } open) block = open.Groups[1].Value;
            else
            {
                var said = block.Length > 0 ? $"{block} {line}" : line;
                if (Requires().Match(said) is { Success: true } require) asked.Add((require, number + 1, comment >= 0 && raw[comment..].Contains("indirect", StringComparison.Ordinal)));
                else if (Replaces().Match(said) is { Success: true } replace)
                    replaced[$"{replace.Groups["n"].Value} {replace.Groups["v"].Value}"] = (replace.Groups["m"].Value, replace.Groups["w"].Value);
            }
        }

        foreach (var (match, line, isTransitive) in asked)
        {
            var (name, version) = (match.Groups["n"].Value, match.Groups["v"].Value);
            var isReplaced = replaced.TryGetValue($"{name} {version}", out var by) || replaced.TryGetValue($"{name} ", out by);
            var read = Dependency.Asked(Ecosystem.Go, isReplaced ? by.Name : name, isReplaced ? by.Version : version, line) with { IsTransitive = isTransitive };
            project.Lines.Add(isReplaced && by.Version.Length == 0 ? read with { Supply = Supply.Path } : read);
        }
    }

    /// <summary>Cargo.toml.</summary>
    public static void ReadCargo(Project project)
    {
        if (project.Toml() is not { } root) return;
        foreach (var holder in (TomlNode[])[root, .. project.Entries(root["target"], "target").Select(e => e.Value)])
        {
            ReadCrates(project, holder["dependencies"], false, Part.Asks);
            ReadCrates(project, holder["dev-dependencies"], true, Part.Asks);
            ReadCrates(project, holder["build-dependencies"], true, Part.Asks);
        }

        ReadCrates(project, root.At("workspace", "dependencies"), false, Part.Governs);
    }

    /// <summary>Cargo.lock; a package without a source is the workspace's own.</summary>
    public static void ReadCargoLock(Project project)
    {
        foreach (var package in project.Elements(project.Toml()?["package"], "package"))
        {
            if (project.Name(package) is not { } name) continue;
            var read = Dependency.Locked(Ecosystem.Crates, name, project.Said(package["version"], "version") ?? "", package["name"]!.Line);
            project.Lines.Add(package["source"]?.Text switch
            {
                null => read with { Supply = Supply.Path },
                var source when source.StartsWith("git+", StringComparison.Ordinal) => read.From(source),
                _ => read,
            });
        }
    }

    private static void ReadCrates(Project project, TomlNode? table, bool isDev, Part part)
    {
        foreach (var (key, node) in project.Entries(table, "dependencies"))
        {
            if (!project.IsRequirement(node, key)) continue;
            var read = Dependency.Asked(Ecosystem.Crates, project.Said(node["package"], "package") ?? key, node.Text ?? project.Said(node["version"], "version") ?? "", node.Line, isDev) with { Part = part };
            if (node["path"] is not null) read = read with { Supply = Supply.Path };
            else if (node["git"]?.Text is { } git) read = read.From("git+" + git) with { Commit = Address.IsCommit(node["rev"]?.Text) ? node["rev"]!.Text! : "", Version = "" };
            project.Lines.Add(read);
        }
    }

    [GeneratedRegex(@"^(require|replace|exclude|retract|tool|ignore)\s*\($", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^require\s+""?(?<n>[^\s""]+)""?\s+(?<v>v\S+)$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Requires();

    [GeneratedRegex(@"^replace\s+(?<n>\S+)(?:\s+(?<v>v\S+))?\s*=>\s*(?<m>\S+)(?:\s+(?<w>v\S+))?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Replaces();
}
