using System.Text.RegularExpressions;
using System.Xml.Linq;
using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Projects of the JVM: Maven and Gradle.</summary>
internal static partial class JvmProjects
{
    private const int MostParents = 8;
    private const int MostSteps = 16;

    /// <summary>pom.xml with its properties, managed versions, and the parents that lie in the scan.</summary>
    public static void ReadPom(Project project)
    {
        if (Markup.Read(project) is not { } root || root.Name.LocalName != "project") return;
        var lineage = Lineage(project, root);
        var properties = Properties(lineage.Select(l => l.Root));
        foreach (var (_, ancestor) in lineage)
            foreach (var managed in Children(Child(Child(ancestor, "dependencyManagement"), "dependencies"), "dependency"))
                if (Read(managed, properties) is { } read && Said(managed, "scope") != "import") project.Lines.Add(read with { Part = Part.Governs, Line = ancestor == root ? read.Line : 0 });
        foreach (var asked in Children(Child(root, "dependencies"), "dependency")
                     .Concat(Children(Child(root, "profiles"), "profile").SelectMany(p => Children(Child(p, "dependencies"), "dependency"))))
            if (Read(asked, properties) is { } read) project.Lines.Add(read);
    }

    /// <summary>Plain coordinates in a Gradle build script.</summary>
    public static void ReadGradle(Project project)
    {
        foreach (var (number, raw) in project.Text.Split('\n').Index())
        {
            var line = raw.Trim();
            if (line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith('*') || Configurations().Match(line) is not { Success: true } match) continue;
            var isDev = match.Groups["c"].Value.Contains("test", StringComparison.OrdinalIgnoreCase);
            if (Coordinates().Match(line) is { Success: true } short_) Add(project, short_, number + 1, isDev, Part.Asks);
            else if (Named().Match(line) is { Success: true } named) Add(project, named, number + 1, isDev, Part.Asks);
        }
    }

    /// <summary>libs.versions.toml: what build scripts may ask for, so each library counts as asked for.</summary>
    public static void ReadCatalog(Project project)
    {
        if (project.Toml() is not { } root) return;
        foreach (var (key, library) in project.Entries(root["libraries"], "libraries"))
        {
            if (!project.IsRequirement(library, key)) continue;
            var parts = (library.Text ?? library["module"]?.Text ?? $"{library["group"]?.Text}:{library["name"]?.Text}").Split(':');
            if (parts.Length < 2 || parts.Any(p => p.Length == 0)) continue;
            var version = parts.Length > 2 ? parts[2] : library["version"] switch
            {
                { Text: { } text } => text,
                { } rich => (rich["ref"]?.Text is { } name ? root.At("versions", name) : rich["strictly"] ?? rich["require"]) is { } found ? found.Text ?? found["strictly"]?.Text ?? found["require"]?.Text ?? "" : "",
                null => "",
            };
            project.Lines.Add(Dependency.Asked(Ecosystem.Maven, $"{parts[0]}:{parts[1]}", version, library.Line));
        }
    }

    /// <summary>gradle.lockfile.</summary>
    public static void ReadLock(Project project)
    {
        foreach (var (number, raw) in project.Text.Split('\n').Index())
        {
            if (Locks().Match(raw.Trim()) is not { Success: true } match) continue;
            var isDev = match.Groups["c"].Value.Split(',').All(c => c.Contains("test", StringComparison.OrdinalIgnoreCase));
            project.Lines.Add(Dependency.Locked(Ecosystem.Maven, $"{match.Groups["g"].Value}:{match.Groups["a"].Value}", match.Groups["v"].Value, number + 1, isDev));
        }
    }

    private static void Add(Project project, Match match, int line, bool isDev, Part part)
    {
        var version = match.Groups["v"].Value;
        var read = Dependency.Asked(Ecosystem.Maven, $"{match.Groups["g"].Value}:{match.Groups["a"].Value}", version, line, isDev) with { Part = part };
        project.Lines.Add(version.Contains('$', StringComparison.Ordinal) ? read with { Version = "" } : read);
    }

    private static Dependency? Read(XElement element, Dictionary<string, string> properties)
    {
        var (group, artifact) = (Resolve(Said(element, "groupId") ?? "", properties), Resolve(Said(element, "artifactId") ?? "", properties));
        if (group.Length == 0 || artifact.Length == 0 || Said(element, "scope") == "system") return null;
        return Dependency.Asked(Ecosystem.Maven, $"{group}:{artifact}", Resolve(Said(element, "version") ?? "", properties), Markup.Line(element), Said(element, "scope") == "test");
    }

    private static List<(Project Project, XElement Root)> Lineage(Project project, XElement root)
    {
        List<(Project Project, XElement Root)> lineage = [(project, root)];
        while (lineage.Count < MostParents && Child(lineage[^1].Root, "parent") is { } parent)
        {
            var at = lineage[^1].Project;
            var path = Said(parent, "relativePath") ?? "../pom.xml";
            var file = at.Beside(path.EndsWith(".xml", StringComparison.Ordinal) ? path : path + "/pom.xml");
            if (file is null || lineage.Exists(l => l.Project.File == file)) break;
            var above = project.Other(file);
            if (!above.Open() || Markup.Read(above) is not { } read || Said(read, "artifactId") != Said(parent, "artifactId")) break;
            lineage.Add((above, read));
        }

        return lineage;
    }

    private static Dictionary<string, string> Properties(IEnumerable<XElement> nearestFirst)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var root in nearestFirst)
        {
            foreach (var element in Child(root, "properties")?.Elements() ?? []) properties.TryAdd(element.Name.LocalName, element.Value.Trim());
            foreach (var name in (string[])["version", "groupId"])
                if ((Said(root, name) ?? (Child(root, "parent") is { } parent ? Said(parent, name) : null)) is { } value)
                {
                    properties.TryAdd("project." + name, value);
                    if (Child(root, "parent") is not null) properties.TryAdd("project.parent." + name, Said(Child(root, "parent")!, name) ?? value);
                }
        }

        return properties;
    }

    private static string Resolve(string text, Dictionary<string, string> properties)
    {
        for (var step = 0; step < MostSteps && text.Length < 1000 && References().Match(text) is { Success: true } match; step++)
        {
            if (!properties.TryGetValue(match.Groups[1].Value, out var value)) return text.Trim();
            text = text[..match.Index] + value + text[(match.Index + match.Length)..];
        }

        return text.Trim();
    }

    private static XElement? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static IEnumerable<XElement> Children(XElement? element, string name) => element?.Elements().Where(e => e.Name.LocalName == name) ?? [];

    private static string? Said(XElement element, string name) => Child(element, name)?.Value.Trim();

    [GeneratedRegex(@"\$\{([^${}]+)\}", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex References();

    [GeneratedRegex(@"^(?<c>[A-Za-z]*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|[kK]apt|[aA]nnotationProcessor|compile|runtime))\b[\s(]", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Configurations();

    [GeneratedRegex("[\"'](?<g>[A-Za-z0-9_.-]+):(?<a>[A-Za-z0-9_.-]+)(?::(?<v>[^\"'@:]+))?[@:\"']", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Coordinates();

    [GeneratedRegex("group\\s*[:=]\\s*[\"'](?<g>[^\"']+)[\"']\\s*,\\s*name\\s*[:=]\\s*[\"'](?<a>[^\"']+)[\"'](?:\\s*,\\s*version\\s*[:=]\\s*[\"'](?<v>[^\"']+)[\"'])?", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Named();

    [GeneratedRegex("^(?<g>[A-Za-z0-9_.-]+):(?<a>[A-Za-z0-9_.-]+):(?<v>[^=:]+)=(?<c>.*)$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Locks();
}
