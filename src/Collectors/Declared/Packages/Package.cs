using Plumbline.Cel.Types;
using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Packages;

/// <summary>An AI package in one version, and every line that leads to it.</summary>
/// <param name="Ecosystem">Its registry.</param>
/// <param name="Name">Its name as its makers write it.</param>
/// <param name="Version">The version; empty where none is known.</param>
/// <param name="Role">What it is there for.</param>
internal sealed record Package(Ecosystem Ecosystem, string Name, string Version, string Role)
{
    /// <summary>The lines, in the order they were met.</summary>
    public List<Use> Uses { get; } = [];

    /// <summary>What is said of it, and who depends on it.</summary>
    public IEnumerable<Claim> ToClaims(AssetId id)
    {
        var first = Origin(Uses.MinBy(u => (u.File, u.Line.Line))!);
        yield return Say(id, "name", Value.Of(Name), first);
        yield return Say(id, "ecosystem", Value.Of(Ecosystem.Name), first);
        yield return Say(id, "role", Value.Of(Role), first);
        if (Version.Length > 0) yield return Say(id, "version", Value.Of(Version), Origin(Uses.Where(u => u.Line.Version == Version).MinBy(u => (!u.IsExact, u.File, u.Line.Line))!));
        foreach (var use in Uses)
        {
            yield return Say(id, "uses", PackageWords.Of(use), Origin(use));
            yield return new Relation(PackagesCollector.Workload(use.File), "depends-on", id).ToClaim(Plane.Declared, Origin(use), DateTimeOffset.MinValue);
        }

        yield return new Coverage(
            PackagesCollector.Source, Plane.Declared, new Reach(id), ["package.ecosystem", "package.role", "package.uses", "package.version"]).ToClaim(first);
    }

    private static Claim Say(AssetId id, string word, Value value, Origin origin) => new(id, word, Plane.Declared, value, origin, DateTimeOffset.MinValue);

    private static Origin Origin(Use use) => new(PackagesCollector.Source, use.File, use.Line.Line);
}
