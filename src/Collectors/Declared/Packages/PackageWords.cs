using Plumbline.Cel.Types;
using Plumbline.Collectors.Declared.Packages.Manifests;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.Packages;

/// <summary>The words that manifests and advisories say of packages, and of the projects that ask for them.</summary>
internal static class PackageWords
{
    /// <summary>One line that asks for a package or says which version was taken.</summary>
    public static CelType Use { get; } = CelType.Object("package-use",
        ("project", CelType.String),      // folder of the manifest or lock file; `.` for the scanned one
        ("file", CelType.String),
        ("line", CelType.Int),
        ("part", CelType.String),         // manifest, lock
        ("requirement", CelType.String),  // as written; empty = any version, or a lock file
        ("exact", CelType.Bool),          // this line names one version, or one commit
        ("locked", CelType.Bool),         // a lock file of the project says which version was taken
        ("depth", CelType.String),        // direct, transitive
        ("dev", CelType.Bool),            // only to develop, test or document
        ("supply", CelType.String),       // registry, git, url
        ("commit", CelType.String));      // what git or URL is held to; empty = it may change

    /// <summary>A published weakness of this very version.</summary>
    public static CelType Advisory { get; } = CelType.Object("advisory",
        ("id", CelType.String), ("aliases", CelType.List(CelType.String)),
        ("severity", CelType.String),     // critical, high, medium, low; empty = not rated
        ("score", CelType.Double),        // CVSS base score; 0 = none that can be computed
        ("fixed", CelType.String),        // lowest version above this one that is not affected; empty = none known
        ("summary", CelType.String),
        ("malicious", CelType.Bool));     // the package itself is the attack

    /// <summary>How many packages a manifest or lock file names.</summary>
    public static CelType Count { get; } = CelType.Object("dependency-count",
        ("file", CelType.String), ("ecosystem", CelType.String), ("ai", CelType.Int), ("other", CelType.Int));

    /// <summary>All words.</summary>
    public static IReadOnlyList<Property> All { get; } =
    [
        new(AssetKind.Package, "ecosystem", CelType.String, false, "the registry it comes from: PyPI, npm, NuGet, Maven, Go, crates.io"),
        new(AssetKind.Package, "version", CelType.String, false, "the version that a lock file or an exact requirement names"),
        new(AssetKind.Package, "role", CelType.String, false, "what it is there for: model-sdk, agent-framework, orchestration, vector-store, serving, training, …"),
        new(AssetKind.Package, "uses", Use, true, "the lines of manifests and lock files that name it"),
        new(AssetKind.Package, "advisories", Advisory, true, "known vulnerabilities of this version in the imported advisories"),
        .. Advisories.Components.Kinds.Values.Select(k =>
            new Property(k, "advisories", Advisory, true, "imported advisories that name it", IsOptional: true, IsImported: true)),
        new(AssetKind.Workload, "dependencies", Count, true, "how many packages its manifests and lock files name", IsIncidental: true),
    ];

    /// <summary>A line as a value.</summary>
    public static Value Of(Use use) => Value.Map(
        ("project", Value.Of(use.Project.Length == 0 ? "." : use.Project)), ("file", Value.Of(use.File)), ("line", Value.Of(use.Line.Line)),
        ("part", Value.Of(use.Line.Part == Part.Locks ? "lock" : "manifest")), ("requirement", Value.Of(use.Line.Requirement)),
        ("exact", Value.Of(use.IsExact)), ("locked", Value.Of(use.IsLocked)),
        ("depth", Value.Of(use.IsDirect ? "direct" : "transitive")), ("dev", Value.Of(use.IsDev)),
        ("supply", Value.Of(use.Line.Supply.Name())), ("commit", Value.Of(use.Line.Commit)));
}

/// <summary>A line about a package, and what the files around it add.</summary>
/// <param name="File">The manifest or lock file.</param>
/// <param name="Line">The line, its version resolved.</param>
/// <param name="IsLocked">A lock file says which version was taken.</param>
/// <param name="IsDirect">A manifest asks for it by name.</param>
/// <param name="IsDev">Every way that leads to it is for development only.</param>
internal sealed record Use(string File, Dependency Line, bool IsLocked, bool IsDirect, bool IsDev)
{
    /// <summary>The line, or what governs it, names one version or commit.</summary>
    public bool IsExact { get; init; }

    /// <summary>The folder of the file.</summary>
    public string Project => Manifests.Project.FolderOf(File);
}
