using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Lock files of Python: poetry.lock, uv.lock, pdm.lock, Pipfile.lock, pylock.toml.</summary>
internal static class PythonLocks
{
    /// <summary>`[[package]]` tables of Poetry, uv and PDM; `[[packages]]` of PEP 751.</summary>
    public static void ReadToml(Project project)
    {
        if (project.Toml() is not { } root) return;
        foreach (var package in project.Elements(root["package"] ?? root["packages"], "package"))
        {
            if (project.Name(package) is not { } name) continue;
            var line = package["name"]!.Line;
            project.Lines.Add(Supplied(Dependency.Locked(Ecosystem.PyPi, name, project.Said(package["version"], "version") ?? "", line, IsDev(package)), package));
        }
    }

    /// <summary>Pipfile.lock.</summary>
    public static void ReadPipfile(Project project)
    {
        if (project.Json() is not { } root) return;
        foreach (var (section, isDev) in ((string, bool)[])[("default", false), ("develop", true)])
        {
            foreach (var (name, node) in project.Entries(root[section], section))
            {
                if (!project.IsMap(node, name)) continue;
                var read = Dependency.Locked(Ecosystem.PyPi, name, project.Said(node["version"], "version")?.TrimStart('=') ?? "", node.Line, isDev);
                if (node["path"] is not null || node["editable"]?.Text == "true") read = read with { Supply = Supply.Path };
                else if (node["git"]?.Text is { } git) read = read.From("git+" + git) with { Commit = node["ref"]?.Text is { } at && Address.IsCommit(at) ? at : "" };
                project.Lines.Add(read);
            }
        }
    }

    private static bool IsDev(TomlNode package)
    {
        if (package["category"]?.Text == "dev") return true;
        var groups = package["groups"]?.Items;
        return groups is { Count: > 0 } && groups.All(g => g.Text is { } name && name is not ("main" or "default") && PythonProjects.IsDevName(name));
    }

    private static Dependency Supplied(Dependency read, TomlNode package)
    {
        if (package["source"] is not { } source)
            return package["path"] is not null || package["directory"] is not null ? read with { Supply = Supply.Path }
                : (package["git"] ?? package.At("vcs", "url"))?.Text is { } from ? read.From("git+" + from) with { Commit = Held(package["revision"]?.Text ?? package.At("vcs", "commit-id")?.Text) } : read;
        if (source["editable"] is not null || source["virtual"] is not null || source["directory"] is not null || source["path"] is not null) return read with { Supply = Supply.Path };
        if (source["git"]?.Text is { } git) return read.From("git+" + git.TrimStart()) is var at && at.Commit.Length > 0 ? at : at with { Commit = git.Split('#')[^1] is var rev && Address.IsCommit(rev) ? rev : "" };
        return source["type"]?.Text switch
        {
            "git" => read.From("git+" + source["url"]?.Text) with { Commit = Held(source["resolved_reference"]?.Text) },
            "directory" or "file" => read with { Supply = Supply.Path },
            "url" => read.From(source["url"]?.Text ?? "") with { Commit = "locked" },
            _ => source["url"]?.Text is { } url && source["type"] is null ? read.From(url) with { Commit = "locked" } : read,
        };
    }

    private static string Held(string? commit) => Address.IsCommit(commit) ? commit! : "";
}
