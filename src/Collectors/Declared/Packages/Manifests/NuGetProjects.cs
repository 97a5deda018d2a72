using System.Text.RegularExpressions;
using System.Xml.Linq;
using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Projects of .NET: PackageReference, central versions, packages.lock.json, packages.config.</summary>
internal static partial class NuGetProjects
{
    private const int MostSteps = 16;

    /// <summary>A project or props file.</summary>
    public static void ReadProject(Project project)
    {
        if (Markup.Read(project) is not { } root) return;
        var properties = Properties(project, root);
        var isTest = properties.GetValueOrDefault("IsTestProject") is "true" or "True" || TestNames().IsMatch(project.File.Name);
        foreach (var element in root.Descendants())
        {
            var isCentral = element.Name.LocalName == "PackageVersion";
            if (!isCentral && element.Name.LocalName is not ("PackageReference" or "GlobalPackageReference")) continue;
            if ((element.Attribute("Include") ?? element.Attribute("Update"))?.Value.Trim() is not { Length: > 0 } names) continue;
            var version = Resolve(Said(element, "VersionOverride") ?? Said(element, "Version") ?? "", properties);
            var isPrivate = string.Equals(Said(element, "PrivateAssets"), "all", StringComparison.OrdinalIgnoreCase);
            foreach (var name in names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                project.Lines.Add(Dependency.Asked(Ecosystem.NuGet, name, version, Markup.Line(element), isTest || isPrivate) with { Part = isCentral ? Part.Governs : Part.Asks });
        }
    }

    /// <summary>packages.config.</summary>
    public static void ReadConfig(Project project)
    {
        foreach (var element in Markup.Read(project)?.Descendants("package") ?? [])
            if (element.Attribute("id")?.Value is { Length: > 0 } name)
                project.Lines.Add(Dependency.Asked(Ecosystem.NuGet, name, element.Attribute("version")?.Value ?? "", Markup.Line(element), element.Attribute("developmentDependency")?.Value == "true"));
    }

    /// <summary>packages.lock.json.</summary>
    public static void ReadLock(Project project)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (framework, packages) in project.Entries(project.Json()?["dependencies"], "dependencies"))
        {
            foreach (var (name, node) in project.Entries(packages, framework))
            {
                if (!project.IsMap(node, name)) continue;
                var version = project.Said(node["resolved"], "resolved") ?? "";
                if (node["type"]?.Text == "Project" || !seen.Add((Ecosystem.NuGet.Normal(name), version))) continue;
                project.Lines.Add(Dependency.Locked(Ecosystem.NuGet, name, version, node.Line) with { IsTransitive = node["type"]?.Text is "Transitive" or "CentralTransitive" });
            }
        }
    }

    // Properties of the file itself, of what is nearest above it, and of the central file.
    private static Dictionary<string, string> Properties(Project project, XElement root)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        List<XElement> all = [];
        foreach (var name in (string[])["Directory.Build.props", "Directory.Packages.props"])
        {
            if (project.Above(name, isOwnFolder: true) is not { } file || file == project.File) continue;
            var other = project.Other(file);
            if (other.Open() && Markup.Read(other) is { } read) all.Add(read);
        }

        foreach (var element in all.Append(root).SelectMany(r => r.Descendants()).Where(e => e.Name.LocalName == "PropertyGroup").SelectMany(g => g.Elements()))
            if (!element.HasElements && element.Value.Length < 500) properties[element.Name.LocalName] = element.Value.Trim();
        return properties;
    }

    private static string? Said(XElement element, string name) =>
        element.Attribute(name)?.Value ?? element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    /// <summary>Puts in the values of `$(Name)`; what is not known stays as written.</summary>
    internal static string Resolve(string text, Dictionary<string, string> properties)
    {
        for (var step = 0; step < MostSteps && text.Length < 1000 && References().Match(text) is { Success: true } match; step++)
        {
            if (!properties.TryGetValue(match.Groups[1].Value, out var value)) return text;
            text = text[..match.Index] + value + text[(match.Index + match.Length)..];
        }

        return text.Trim();
    }

    [GeneratedRegex(@"\$\(([A-Za-z_][\w.]*)\)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex References();

    [GeneratedRegex(@"(?:^|[._-])(?:Unit|Integration)?Tests?\.[a-z]+proj$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex TestNames();
}
