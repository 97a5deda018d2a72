namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>A package registry and its rules of naming and ordering.</summary>
/// <param name="Name">As advisories write it: `PyPI`, `npm`.</param>
/// <param name="Type">As package URLs write it: `pypi`, `npm`.</param>
/// <param name="Scheme">How its versions are ordered.</param>
public sealed record Ecosystem(string Name, string Type, VersionScheme Scheme)
{
    /// <summary>The Python package index.</summary>
    public static Ecosystem PyPi { get; } = new("PyPI", "pypi", new Pep440Scheme());

    /// <summary>The npm registry.</summary>
    public static Ecosystem Npm { get; } = new("npm", "npm", new SemVerScheme(isBareCaret: false));

    /// <summary>The NuGet gallery.</summary>
    public static Ecosystem NuGet { get; } = new("NuGet", "nuget", new NuGetScheme());

    /// <summary>Maven repositories.</summary>
    public static Ecosystem Maven { get; } = new("Maven", "maven", new MavenScheme());

    /// <summary>Go modules.</summary>
    public static Ecosystem Go { get; } = new("Go", "golang", new SemVerScheme(isBareCaret: false));

    /// <summary>Crates of Rust.</summary>
    public static Ecosystem Crates { get; } = new("crates.io", "cargo", new SemVerScheme(isBareCaret: true));

    /// <summary>Every registry whose packages are read.</summary>
    public static IReadOnlyList<Ecosystem> All { get; } = [PyPi, Npm, NuGet, Maven, Go, Crates];

    /// <summary>The registry of an advisory's ecosystem, a suffix such as `:11` apart; null where it is another.</summary>
    public static Ecosystem? Find(string name) => All.FirstOrDefault(e => e.Name.Equals(name.Split(':')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>The name under which a package is looked up, whatever way it was written.</summary>
    public string Normal(string name) => Type switch
    {
        "pypi" => Dashed(name),
        "nuget" => name.ToLowerInvariant(),
        _ => name,
    };

    // PEP 503: letter case and runs of `-`, `_` and `.` do not count.
    private static string Dashed(string name)
    {
        var dashed = string.Join('-', name.ToLowerInvariant().Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries));
        return dashed.Length > 0 ? dashed : name;
    }
}
