using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>A kind of manifest or lock file, by its name.</summary>
/// <param name="Ecosystem">Its registry.</param>
/// <param name="IsLock">True where it says which versions were taken.</param>
/// <param name="Read">Adds its lines to a project.</param>
internal sealed partial record ManifestFile(Ecosystem Ecosystem, bool IsLock, Action<Project> Read)
{
    private static readonly Dictionary<string, ManifestFile> Named = new(StringComparer.Ordinal)
    {
        ["pyproject.toml"] = new(Ecosystem.PyPi, false, PythonProjects.ReadPyProject),
        ["setup.cfg"] = new(Ecosystem.PyPi, false, PythonProjects.ReadSetupCfg),
        ["Pipfile"] = new(Ecosystem.PyPi, false, PythonProjects.ReadPipfile),
        ["environment.yml"] = new(Ecosystem.PyPi, false, PythonProjects.ReadEnvironment),
        ["environment.yaml"] = new(Ecosystem.PyPi, false, PythonProjects.ReadEnvironment),
        ["poetry.lock"] = new(Ecosystem.PyPi, true, PythonLocks.ReadToml),
        ["uv.lock"] = new(Ecosystem.PyPi, true, PythonLocks.ReadToml),
        ["pdm.lock"] = new(Ecosystem.PyPi, true, PythonLocks.ReadToml),
        ["pylock.toml"] = new(Ecosystem.PyPi, true, PythonLocks.ReadToml),
        ["Pipfile.lock"] = new(Ecosystem.PyPi, true, PythonLocks.ReadPipfile),
        ["package.json"] = new(Ecosystem.Npm, false, NpmProjects.ReadManifest),
        ["package-lock.json"] = new(Ecosystem.Npm, true, NpmProjects.ReadLock),
        ["npm-shrinkwrap.json"] = new(Ecosystem.Npm, true, NpmProjects.ReadLock),
        ["pnpm-lock.yaml"] = new(Ecosystem.Npm, true, NpmProjects.ReadPnpm),
        ["yarn.lock"] = new(Ecosystem.Npm, true, NpmProjects.ReadYarn),
        ["packages.config"] = new(Ecosystem.NuGet, false, NuGetProjects.ReadConfig),
        ["packages.lock.json"] = new(Ecosystem.NuGet, true, NuGetProjects.ReadLock),
        ["pom.xml"] = new(Ecosystem.Maven, false, JvmProjects.ReadPom),
        ["build.gradle"] = new(Ecosystem.Maven, false, JvmProjects.ReadGradle),
        ["build.gradle.kts"] = new(Ecosystem.Maven, false, JvmProjects.ReadGradle),
        ["libs.versions.toml"] = new(Ecosystem.Maven, false, JvmProjects.ReadCatalog),
        ["gradle.lockfile"] = new(Ecosystem.Maven, true, JvmProjects.ReadLock),
        ["go.mod"] = new(Ecosystem.Go, false, OtherProjects.ReadGo),
        ["Cargo.toml"] = new(Ecosystem.Crates, false, OtherProjects.ReadCargo),
        ["Cargo.lock"] = new(Ecosystem.Crates, true, OtherProjects.ReadCargoLock),
    };

    private static readonly ManifestFile MsBuild = new(Ecosystem.NuGet, false, NuGetProjects.ReadProject);
    private static readonly ManifestFile Asked = new(Ecosystem.PyPi, false, p => Requirements.ReadFile(p, Part.Asks, PythonProjects.IsDevName(p.File.Name)));
    private static readonly ManifestFile Constraints = new(Ecosystem.PyPi, false, p => Requirements.ReadFile(p, Part.Governs, false));

    /// <summary>The kind of a file; null for any other file, and for what is another's code or test data.</summary>
    public static ManifestFile? Of(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (Foreign().IsMatch(path)) return null;
        if (Named.TryGetValue(name, out var named)) return named;
        if (MsBuildNames().IsMatch(name)) return MsBuild;
        if (ConstraintNames().IsMatch(name)) return Constraints;
        return RequirementPaths().IsMatch(path) ? Asked : null;
    }

    /// <summary>True where a path says that what lies there serves tests or documents.</summary>
    public static bool IsDevPath(string path) => DevFolders().IsMatch(path);

    [GeneratedRegex(@"(?:^|/)(?:node_modules|site-packages|vendor|vendored|third_party|third-party|bower_components|testdata|fixtures|__fixtures__|\.tox|\.nox|\.git|\.yarn|\.pnpm-store|target|bin|obj)/", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"(?:^|/)(?:tests?|__tests__|testing|e2e|docs?|documentation|benchmarks?)/", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex DevFolders();

    [GeneratedRegex(@"(?:\.(?:csproj|fsproj|vbproj)|^Directory\.(?:Packages|Build)\.(?:props|targets))$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex MsBuildNames();

    [GeneratedRegex(@"^constraints?[\w.-]*\.txt$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex ConstraintNames();

    [GeneratedRegex(@"(?:^|/)(?:[\w.-]*requirements?[\w.-]*\.(?:txt|in)|requirements/[\w.-]+\.(?:txt|in))$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex RequirementPaths();
}
