using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Manifests of Python projects: pyproject.toml, setup.cfg, Pipfile, environment.yml.</summary>
internal static partial class PythonProjects
{
    /// <summary>PEP 621, dependency groups, Poetry, uv and PDM in one file.</summary>
    public static void ReadPyProject(Project project)
    {
        if (project.Toml() is not { } root) return;
        var sources = root.At("tool", "uv", "sources");
        void Add(TomlNode? list, string name, bool isDev)
        {
            foreach (var item in project.Elements(list, name))
            {
                if (item["include-group"] is not null || project.Said(item, name) is not { } text || Requirements.Read(text, item.Line, isDev) is not { } read) continue;
                project.Lines.Add(Sourced(read, sources?.Entries.FirstOrDefault(e => Ecosystem.PyPi.Normal(e.Key) == read.Name).Value));
            }
        }

        Add(root.At("project", "dependencies"), "dependencies", false);
        foreach (var (name, list) in project.Entries(root.At("project", "optional-dependencies"), "optional-dependencies")) Add(list, name, IsDevName(name));
        foreach (var (name, list) in project.Entries(root["dependency-groups"], "dependency-groups")) Add(list, name, true);
        Add(root.At("tool", "uv", "dev-dependencies"), "dev-dependencies", true);
        foreach (var (name, list) in project.Entries(root.At("tool", "pdm", "dev-dependencies"), "dev-dependencies")) Add(list, name, true);
        var poetry = root.At("tool", "poetry");
        ReadTable(project, poetry?["dependencies"], false);
        ReadTable(project, poetry?["dev-dependencies"], true);
        foreach (var (name, group) in project.Entries(poetry?["group"], "group")) ReadTable(project, group["dependencies"], name != "main");
    }

    /// <summary>Pipfile.</summary>
    public static void ReadPipfile(Project project)
    {
        if (project.Toml() is not { } root) return;
        ReadTable(project, root["packages"], false);
        ReadTable(project, root["dev-packages"], true);
    }

    /// <summary>Requirements of setuptools in setup.cfg.</summary>
    public static void ReadSetupCfg(Project project)
    {
        var (section, key, number) = ("", "", 0);
        foreach (var raw in project.Text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd();
            if (line.Length == 0 || line.TrimStart()[0] is '#' or ';') continue;
            if (line[0] == '[') (section, key) = (line.Trim('[', ']'), "");
            else
            {
                var value = line;
                if (!char.IsWhiteSpace(line[0]) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) (key, value) = (line[..at].Trim(), line[(at + 1)..]);
                var isOption = section == "options" && (key is "install_requires" or "setup_requires" or "tests_require");
                if (!isOption && section != "options.extras_require") continue;
                if (Requirements.Read(value.Trim(), number, isOption ? key != "install_requires" : IsDevName(key)) is { } read) project.Lines.Add(read);
            }
        }
    }

    /// <summary>The pip section of a conda environment.</summary>
    public static void ReadEnvironment(Project project)
    {
        foreach (var item in project.Elements(project.Yaml()?["dependencies"], "dependencies").OfType<YamlMap>().SelectMany(m => project.Elements(m["pip"], "pip")))
            if (project.Scalar(item, "pip") is { } text && !text.StartsWith('-') && Requirements.Read(text, item.Line, false) is { } read) project.Lines.Add(read);
    }

    /// <summary>True for names of groups and folders that hold what only development needs.</summary>
    public static bool IsDevName(string name) => DevNames().IsMatch(name);

    // Poetry and Pipenv: `name = "^1.2"` or `name = { version = "…", git = "…" }`, or several such tables.
    private static void ReadTable(Project project, TomlNode? table, bool isDev)
    {
        foreach (var (name, node) in project.Entries(table, "dependencies"))
        {
            if (name == "python") continue;
            foreach (var one in node is TomlArray ? node.Items : [node])
            {
                if (!project.IsRequirement(one, name)) continue;
                var text = one.Text ?? project.Said(one["version"], "version") ?? "";
                var read = Dependency.Asked(Ecosystem.PyPi, name, text == "*" ? "" : text, one.Line, isDev);
                if (Plain().IsMatch(text)) read = read with { Version = text.TrimStart('=').Trim() };
                project.Lines.Add(one is TomlTable ? Sourced(read, one) : read);
            }
        }
    }

    private static Dependency Sourced(Dependency read, TomlNode? source)
    {
        if (source is TomlArray { Items: [var first, ..] }) source = first;
        if (source is null) return read;
        if (source["path"] is not null || source["workspace"]?.Text == "true" || source["file"] is not null) return read with { Supply = Supply.Path };
        if (source["git"]?.Text is { } git)
        {
            var rev = source["rev"]?.Text ?? source["ref"]?.Text;
            return read.From("git+" + git) with { Commit = Address.IsCommit(rev) ? rev! : "", Version = "" };
        }

        return source["url"]?.Text is { } url ? read.From(url) with { Version = "" } : read;
    }

    [GeneratedRegex("^(?:=|==)?\\s*[0-9]+(?:\\.[0-9]+)*(?:[-.]?(?:a|b|rc|post|dev)[0-9.]*)?\\z", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Plain();

    [GeneratedRegex("(?:^|[^a-z])(?:dev|develop|development|tests?|testing|lint|linting|typing|docs?|documentation|ci|bench|benchmarks?|e2e|mypy|quality|format|style)(?:[^a-z]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex DevNames();
}
