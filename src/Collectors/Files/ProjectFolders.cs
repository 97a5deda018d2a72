using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Folders that say of themselves that they are a project: a manifest lies in them.</summary>
public static class ProjectFolders
{
    private static readonly HashSet<string> Manifests = new(StringComparer.Ordinal)
    {
        "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile", "environment.yml", "package.json", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts", "Cargo.toml", "Gemfile", "composer.json",
    };

    /// <summary>The folders, `.` for the scanned root, sorted; each with the manifest that says so.</summary>
    public static IEnumerable<(string Folder, string Manifest)> Of(Scope scope) => scope.Files
        .Where(f => Manifests.Contains(f.Name) || f.Name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || f.Name.EndsWith(".fsproj", StringComparison.OrdinalIgnoreCase))
        .GroupBy(f => f.Folder.Length > 0 ? f.Folder : ".")
        .Select(g => (g.Key, g.Select(f => f.Path).Order(StringComparer.Ordinal).First())).OrderBy(p => p.Key, StringComparer.Ordinal);

    /// <summary>What lies in a folder, as the subject of what was looked for there: it belongs where the folder's own files belong.</summary>
    public static AssetId Inside(string folder) => new(AssetKind.Workload, folder.Length == 0 ? "path:." : $"path:{folder}/.");

    /// <summary>One binding a project: what lies below it is one workload, unless a registry says otherwise.</summary>
    public static IEnumerable<Claim> Bindings(Scope scope, string source) => Of(scope).Select(p =>
        new Binding(new AssetId(AssetKind.Workload, $"path:{p.Folder}"), $"path:{p.Folder}", "built-from").ToClaim(Plane.Declared, new Origin(source, p.Manifest), DateTimeOffset.MinValue));
}
