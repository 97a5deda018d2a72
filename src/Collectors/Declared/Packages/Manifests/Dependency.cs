using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>What a line about a package does.</summary>
internal enum Part
{
    /// <summary>Asks for it: a manifest.</summary>
    Asks,

    /// <summary>Says which version was taken: a lock file.</summary>
    Locks,

    /// <summary>Says which version to take should it be asked for: constraints, central versions, managed dependencies.</summary>
    Governs,
}

/// <summary>Where a package is taken from.</summary>
internal enum Supply
{
    /// <summary>A registry.</summary>
    Registry,

    /// <summary>A repository, at a commit or at whatever its branch holds.</summary>
    Git,

    /// <summary>A file at an address.</summary>
    Url,

    /// <summary>The same source tree: no package of others.</summary>
    Path,
}

/// <summary>One line of a manifest or lock file about one package.</summary>
/// <param name="Ecosystem">Its registry.</param>
/// <param name="Name">Its name as the registry looks it up; `group:artifact` in Maven.</param>
/// <param name="Part">What the line does.</param>
/// <param name="Line">1-based line.</param>
internal sealed record Dependency(Ecosystem Ecosystem, string Name, Part Part, int Line)
{
    /// <summary>The requirement as written, addresses without credentials; empty where any version will do.</summary>
    public string Requirement { get; init; } = "";

    /// <summary>The one version it names; empty where it names none.</summary>
    public string Version { get; init; } = "";

    /// <summary>The name as written.</summary>
    public string Written { get; init; } = Name;

    /// <summary>Needed to develop, test or document only.</summary>
    public bool IsDev { get; init; }

    /// <summary>True where the source itself says that another package brings it.</summary>
    public bool IsTransitive { get; init; }

    public Supply Supply { get; init; }

    /// <summary>The commit, or hash of the file, that a git or URL supply is held to; empty where it may change.</summary>
    public string Commit { get; init; } = "";

    /// <summary>A line that asks for a package.</summary>
    public static Dependency Asked(Ecosystem ecosystem, string name, string requirement, int line, bool isDev = false) =>
        new(ecosystem, ecosystem.Normal(name), Part.Asks, line) { Written = name, Requirement = requirement.Trim(), Version = ecosystem.Scheme.Exact(requirement) is { } one && ecosystem.Scheme.IsVersion(one) ? one : "", IsDev = isDev };

    /// <summary>A line that says which version was taken.</summary>
    public static Dependency Locked(Ecosystem ecosystem, string name, string version, int line, bool isDev = false) =>
        new(ecosystem, ecosystem.Normal(name), Part.Locks, line) { Written = name, Version = ecosystem.Scheme.IsVersion(version) ? version : "", IsDev = isDev };

    /// <summary>The same taken from an address.</summary>
    public Dependency From(string address)
    {
        var place = Address.Parse(address);
        return this with { Requirement = place.Shown, Supply = place.Supply, Commit = place.Commit };
    }
}
