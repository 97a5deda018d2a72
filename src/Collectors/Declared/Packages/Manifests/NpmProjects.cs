using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>package.json and the lock files of npm, pnpm and Yarn.</summary>
internal static partial class NpmProjects
{
    private const int Deepest = 64;

    /// <summary>package.json; what a package only expects beside itself is not asked for.</summary>
    public static void ReadManifest(Project project)
    {
        if (project.Json() is not { } root) return;
        foreach (var (section, isDev) in ((string, bool)[])[("dependencies", false), ("optionalDependencies", false), ("devDependencies", true)])
            foreach (var (name, node) in project.Entries(root[section], section)) if (project.Said(node, name) is { } text) project.Lines.Add(Asked(name, text.Trim(), node.Line, isDev));
    }

    /// <summary>package-lock.json and npm-shrinkwrap.json of any version.</summary>
    public static void ReadLock(Project project)
    {
        if (project.Json() is not { } root) return;
        if (root["packages"] is not { } packages)
        {
            ReadTree(project, root["dependencies"], 0);
            return;
        }

        foreach (var (path, node) in project.Entries(packages, "packages"))
        {
            var at = path.LastIndexOf("node_modules/", StringComparison.Ordinal);
            if (at < 0 || !project.IsMap(node, path)) continue;
            var name = project.Said(node["name"], "name") ?? path[(at + 13)..];
            var isDev = node["dev"]?.Text == "true" || node["devOptional"]?.Text == "true";
            var read = Dependency.Locked(Ecosystem.Npm, name, project.Said(node["version"], "version") ?? "", node.Line, isDev) with { IsTransitive = path[..at].Contains("node_modules/", StringComparison.Ordinal) };
            project.Lines.Add(node["link"]?.Text == "true" ? read with { Supply = Supply.Path } : Resolved(read, node["resolved"]?.Text));
        }
    }

    /// <summary>pnpm-lock.yaml, versions 5 to 9.</summary>
    public static void ReadPnpm(Project project)
    {
        if (project.Yaml() is not { } root) return;
        foreach (var (key, node) in project.Entries(root["packages"], "packages"))
        {
            if (!project.IsMap(node, key)) continue;
            if (PnpmKeys().Match(key) is not { Success: true } match) continue;
            var read = Dependency.Locked(Ecosystem.Npm, match.Groups["n"].Value, match.Groups["v"].Value, node.Line, node["dev"]?.Text == "true");
            project.Lines.Add(Resolved(read, node["resolution"]?["tarball"]?.Text));
        }
    }

    /// <summary>yarn.lock of Yarn 1 and of Berry: both have one entry a block, indented below its patterns.</summary>
    public static void ReadYarn(Project project)
    {
        var (name, line, number, isEntry) = ("", 0, 0, false);
        foreach (var raw in project.Text.Split('\n'))
        {
            number++;
            var text = raw.TrimEnd();
            if (text.Length == 0 || text[0] == '#') continue;
            if (text[0] != ' ')
            {
                isEntry = text.EndsWith(':') && text != "__metadata:" && YarnKeys().Match(text) is { Success: true } key && (name = Real(key)).Length > 0
                    && !key.Groups["r"].Value.StartsWith("workspace:", StringComparison.Ordinal) && !key.Groups["r"].Value.StartsWith("link:", StringComparison.Ordinal);
                line = number;
            }
            else if (isEntry && YarnVersions().Match(text) is { Success: true } version) project.Lines.Add(Dependency.Locked(Ecosystem.Npm, name, version.Groups[1].Value, line));
            else if (isEntry && YarnOrigins().Match(text) is { Success: true } origin && project.Lines.Count > 0 && project.Lines[^1].Line == line)
                project.Lines[^1] = Resolved(project.Lines[^1], origin.Groups[1].Value);
        }
    }

    private static string Real(Match key) => Aliases().Match(key.Groups["r"].Value) is { Success: true } alias && alias.Groups["v"].Success ? alias.Groups["n"].Value : key.Groups["n"].Value;

    private static Dependency Asked(string name, string text, int line, bool isDev)
    {
        if (Aliases().Match(text) is { Success: true } alias) return Dependency.Asked(Ecosystem.Npm, alias.Groups["n"].Value, alias.Groups["v"].Value, line, isDev);
        if (text.StartsWith("catalog:", StringComparison.Ordinal)) return Dependency.Asked(Ecosystem.Npm, name, "", line, isDev) with { Requirement = text };
        return Addresses().IsMatch(text) ? Dependency.Asked(Ecosystem.Npm, name, "", line, isDev).From(text) : Dependency.Asked(Ecosystem.Npm, name, text, line, isDev);
    }

    private static void ReadTree(Project project, YamlNode? tree, int depth)
    {
        foreach (var (name, node) in project.Entries(tree, "dependencies"))
        {
            if (!project.IsMap(node, name)) continue;
            project.Lines.Add(Dependency.Locked(Ecosystem.Npm, name, project.Said(node["version"], "version") ?? "", node.Line, node["dev"]?.Text == "true") with { IsTransitive = depth > 0 });
            if (depth < Deepest) ReadTree(project, node["dependencies"], depth + 1);
        }
    }

    private static Dependency Resolved(Dependency read, string? address)
    {
        if (address is null || !address.StartsWith("git", StringComparison.Ordinal)) return read;
        return read.From(address) with { Requirement = "" };
    }

    [GeneratedRegex(@"^npm:(?<n>(?:@[^@/]+/)?[^@/]+)(?:@(?<v>.*))?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Aliases();

    [GeneratedRegex(@"^(?:[a-z+]+:|\.{0,2}/|~/|[A-Za-z0-9][\w.-]*/[\w.-]+(?:#|$))", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"^/?(?<n>(?:@[^@/]+/)?[^@/]+)[@/](?<v>[0-9][^(_]*)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex PnpmKeys();

    [GeneratedRegex("^\"?(?<n>(?:@[^@/\"]+/)?[^@/\",]+)@(?<r>[^,\"]*)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex YarnKeys();

    [GeneratedRegex("^  version:? \"?([^\"\\s]+)\"?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex YarnVersions();

    [GeneratedRegex("^  resol(?:ved|ution):? \"?([^\"\\s]+)\"?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex YarnOrigins();
}
