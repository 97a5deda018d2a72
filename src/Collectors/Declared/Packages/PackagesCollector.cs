using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Declared.Packages.Advisories;
using Plumbline.Collectors.Declared.Packages.Manifests;
using Plumbline.Collectors.Declared.Packages.Versions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Packages;

/// <summary>Reads manifests and lock files for the packages that AI systems are made of.</summary>
public sealed class PackagesCollector : ICollector
{
    internal const string Source = "packages";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => PackageWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var inventory = new Inventory(scope);
        inventory.Take(scope, cancellation);
        foreach (var (file, reason) in inventory.Problems) yield return Unreadable(file, reason);
        foreach (var claim in Counts(inventory)) yield return claim;
        var packages = Packages([.. new Joining(inventory.Lines).Uses()]);
        foreach (var (id, package) in packages)
            foreach (var claim in package.ToClaims(id)) yield return claim;
        foreach (var claim in Matching.ToClaims(scope.Advisories, packages)) yield return claim;
    }

    private static SortedDictionary<AssetId, Package> Packages(List<Use> uses)
    {
        // Where letter case does not count and the catalogue has no spelling, the first in order stands for all.
        var spelled = uses.GroupBy(u => (u.Line.Ecosystem, u.Line.Name)).ToDictionary(g => g.Key, g => g.Select(u => u.Line.Written).Min(StringComparer.Ordinal)!);
        var packages = new SortedDictionary<AssetId, Package>();
        foreach (var use in uses)
        {
            var line = use.Line;
            if (AiPackages.Find(line.Ecosystem, line.Name) is not { } known) continue;
            var name = known.Name.Length > 0 ? known.Name : line.Ecosystem == Ecosystem.NuGet ? spelled[(line.Ecosystem, line.Name)] : line.Name;
            var id = PackageId.Of(line.Ecosystem, name, line.Version);
            if (!packages.TryGetValue(id, out var package)) packages[id] = package = new Package(line.Ecosystem, name, line.Version, known.Role);
            package.Uses.Add(use);
        }

        return packages;
    }

    private static IEnumerable<Claim> Counts(Inventory inventory)
    {
        var byFile = inventory.Lines.Where(l => l.Line.Part != Part.Governs).ToLookup(l => l.File, StringComparer.Ordinal);
        foreach (var (path, kind) in inventory.Read.DistinctBy(r => r.Path))
        {
            var names = byFile[path].Where(l => l.Line.Supply != Supply.Path).Select(l => l.Line.Name).Distinct(StringComparer.Ordinal).ToList();
            if (names.Count == 0) continue;
            var ai = names.Count(n => AiPackages.Find(kind.Ecosystem, n) is not null);
            yield return new Claim(
                Workload(path), "dependencies", Plane.Declared,
                Value.Map(("file", Value.Of(path)), ("ecosystem", Value.Of(kind.Ecosystem.Name)), ("ai", Value.Of(ai)), ("other", Value.Of(names.Count - ai))),
                new Origin(Source, path), DateTimeOffset.MinValue);
        }
    }

    /// <summary>The workload that a file belongs to.</summary>
    internal static AssetId Workload(string path) => new(AssetKind.Workload, $"path:{path}");

    private static Claim Unreadable(string file, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, "write it as its tool does, with the files it includes inside the scanned folder, or leave it out of the scan",
        Reach.Everything, ["package.uses", "workload.dependencies"]).ToClaim(new Origin(Source, file));
}
