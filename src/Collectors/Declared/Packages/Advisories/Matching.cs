using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>Which advisories hold of which packages of an estate.</summary>
internal static class Matching
{
    private const string Word = "package.advisories";
    private const string Import = "run `plumb db import ARCHIVE` with the OSV archive of the ecosystem (all.zip)";

    /// <summary>Claims about the packages, coverage where an ecosystem's whole archive was imported, gaps where none was.</summary>
    public static IEnumerable<Claim> ToClaims(EstateFile? index, IReadOnlyDictionary<AssetId, Package> packages)
    {
        if (index is null) return packages.Count == 0 ? [] : [Blind(GapKind.Missing, "no advisories were imported, so nothing is known of vulnerable packages", Reach.Everything)];
        var wanted = packages.Select(p => (p.Value.Ecosystem.Name, p.Value.Ecosystem.Normal(p.Value.Name))).ToHashSet();
        var found = new List<Advisory>();
        var damaged = false;
        var read = AdvisoryIndex.Read(index, l =>
        {
            if (!wanted.Contains((l.Ecosystem, l.Package)) && !Components.Kinds.ContainsKey(l.Ecosystem)) return;
            if (l.ToAdvisory() is { } advisory) found.Add(advisory);
            else damaged = true;
        }, out var problem);
        if (read is null || damaged) return [Blind(GapKind.Unreadable, $"the imported advisories cannot be read: {problem ?? $"`{index.Name}` is damaged"}", Reach.Everything)];
        var byPackage = found.ToLookup(a => (a.Ecosystem, a.Package));
        var components = found.SelectMany(a => Components.Of(a, read.States));
        return components.Concat(packages.SelectMany(p => Of(p.Key, p.Value, byPackage[(p.Value.Ecosystem.Name, p.Value.Ecosystem.Normal(p.Value.Name))], read)));
    }

    private static IEnumerable<Claim> Of(AssetId id, Package package, IEnumerable<Advisory> advisories, AdvisoryIndex index)
    {
        var scheme = package.Ecosystem.Scheme;
        var state = index.States.FirstOrDefault(s => s.Name == package.Ecosystem.Name);
        var origin = Origin(package.Ecosystem.Name, state);
        if (package.Version.Length == 0) yield break;
        var unclear = new List<string>();
        foreach (var advisory in advisories)
        {
            if (advisory.Affects(scheme, package.Version) is not { } affects) unclear.Add(advisory.Id);
            else if (affects) yield return new Claim(id, "advisories", Plane.Declared, Value(advisory, advisory.FixedAfter(scheme, package.Version)), origin with { Event = advisory.Id }, DateTimeOffset.MinValue);
        }

        if (unclear.Count > 0)
            yield return Blind(GapKind.Missing, $"whether {string.Join(", ", unclear.Take(5))} hold of {package.Name} `{package.Version}` cannot be told: a version is not one of {package.Ecosystem.Name}", new Reach(id));
        else if (state is null or { IsWhole: false })
            yield return Blind(GapKind.Missing, $"the archive of advisories of {package.Ecosystem.Name} was not imported whole", new Reach(id));
        else yield return new Coverage(PackagesCollector.Source, Plane.Declared, new Reach(id), [Word]).ToClaim(origin);
    }

    /// <summary>Where an advisory comes from: the import, with the newest change in it.</summary>
    internal static Origin Origin(string ecosystem, EcosystemState? state) =>
        new(PackagesCollector.Source, Api: $"advisories of {ecosystem}, newest change {state?.Newest ?? "none"}");

    /// <summary>An advisory as a value.</summary>
    internal static Value Value(Advisory advisory, string fixedIn) => Cel.Types.Value.Map(
        ("id", Cel.Types.Value.Of(advisory.Id)), ("aliases", Cel.Types.Value.List(advisory.Aliases)), ("severity", Cel.Types.Value.Of(advisory.Severity)),
        ("score", Cel.Types.Value.Of(advisory.Score)), ("fixed", Cel.Types.Value.Of(fixedIn)),
        ("summary", Cel.Types.Value.Of(advisory.Summary)), ("malicious", Cel.Types.Value.Of(advisory.IsMalicious)));

    private static Claim Blind(GapKind kind, string reason, Reach reach) =>
        new Gap(PackagesCollector.Source, Plane.Declared, kind, reason, Import, reach, [Word]).ToClaim(new Origin(PackagesCollector.Source, Api: "advisories"));
}
