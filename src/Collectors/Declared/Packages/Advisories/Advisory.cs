using System.Collections.Immutable;
using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>One advisory as far as it is about one package.</summary>
/// <param name="Ecosystem">As the advisory writes it: `PyPI`; `model`, `mcp-server` and `skill` name components that no registry lists.</param>
/// <param name="Package">The package's name as its registry looks it up.</param>
/// <param name="Id">`GHSA-…`, `PYSEC-…`, `MAL-…`.</param>
/// <param name="Aliases">The same weakness by other names.</param>
/// <param name="Severity">critical, high, medium, low; empty where nobody rated it.</param>
/// <param name="Score">CVSS base score; 0 where there is none that can be computed.</param>
/// <param name="Summary">One line.</param>
/// <param name="Ranges">The ranges it affects, each its events in file order.</param>
/// <param name="Versions">Versions that it names one by one and no range covers.</param>
public sealed record Advisory(
    string Ecosystem, string Package, string Id, ImmutableArray<string> Aliases, string Severity, double Score, string Summary,
    ImmutableArray<AffectedRange> Ranges, ImmutableArray<string> Versions)
{
    /// <summary>True where the package itself is the attack.</summary>
    public bool IsMalicious => Id.StartsWith("MAL-", StringComparison.Ordinal);

    /// <summary>True where it affects this version; null where that cannot be told, the version or a bound being none of the ecosystem's.</summary>
    public bool? Affects(VersionScheme scheme, string version)
    {
        var isUnknown = false;
        foreach (var listed in Versions)
            if (listed == version || scheme.Compare(listed, version) == 0) return true;
        foreach (var range in Ranges)
        {
            var holds = range.Holds(scheme, version);
            if (holds == true) return true;
            isUnknown |= holds is null;
        }

        return isUnknown ? null : false;
    }

    /// <summary>The lowest fixed version above this one; empty where none is named.</summary>
    public string FixedAfter(VersionScheme scheme, string version) => Ranges
        .SelectMany(r => r.Events).Where(e => e.Kind == RangeEventKind.Fixed && scheme.Compare(e.Version, version) > 0).Select(e => e.Version)
        .Aggregate("", (best, next) => best.Length == 0 || scheme.Compare(next, best) < 0 ? next : best);
}

/// <summary>What happens to a range of versions at one of them.</summary>
public enum RangeEventKind
{
    /// <summary>From here on they are affected; `0` is before every version.</summary>
    Introduced,

    /// <summary>From here on they are not.</summary>
    Fixed,

    /// <summary>After this one they are not.</summary>
    LastAffected,

    /// <summary>From here on the range says nothing.</summary>
    Limit,
}

/// <summary>One event of a range.</summary>
public readonly record struct RangeEvent(RangeEventKind Kind, string Version);

/// <summary>A range of affected versions.</summary>
/// <param name="Events">Its events; their order does not matter.</param>
public sealed record AffectedRange(ImmutableArray<RangeEvent> Events)
{
    /// <summary>True where a version lies in it; null where one that matters cannot be read.</summary>
    public bool? Holds(VersionScheme scheme, string version)
    {
        if (!scheme.IsVersion(version) || Events.Any(e => !IsStart(e) && e.Version != "*" && !scheme.IsVersion(e.Version))) return null;
        var limits = Events.Where(e => e.Kind == RangeEventKind.Limit && e.Version != "*").ToList();
        if (limits.Count > 0 && limits.TrueForAll(l => scheme.Compare(version, l.Version) >= 0)) return false;
        var isIn = false;
        var order = Events.Where(e => e.Kind != RangeEventKind.Limit).Order(Comparer<RangeEvent>.Create((a, b) => Compare(scheme, a, b)));
        foreach (var step in order)
        {
            var at = IsStart(step) ? 1 : scheme.Compare(version, step.Version)!.Value;
            if (step.Kind == RangeEventKind.Introduced && at >= 0) isIn = true;
            else if (step.Kind == RangeEventKind.Fixed && at >= 0) isIn = false;
            else if (step.Kind == RangeEventKind.LastAffected && at > 0) isIn = false;
        }

        return isIn;
    }

    private static bool IsStart(RangeEvent step) => step.Kind == RangeEventKind.Introduced && step.Version == "0";

    // Of two events at one version the end of a range comes before the start of the next, but one that is last affected after its start.
    private static int Compare(VersionScheme scheme, RangeEvent a, RangeEvent b)
    {
        if (IsStart(a) || IsStart(b)) return IsStart(b).CompareTo(IsStart(a));
        var order = scheme.Compare(a.Version, b.Version)!.Value;
        return order != 0 ? order : Rank(a.Kind).CompareTo(Rank(b.Kind));
    }

    private static int Rank(RangeEventKind kind) => kind switch { RangeEventKind.Fixed => 0, RangeEventKind.Introduced => 1, _ => 2 };
}
