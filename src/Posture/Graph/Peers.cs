using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>One part of a system in two environments.</summary>
/// <param name="System">The system's name.</param>
/// <param name="From">The part where versions come from.</param>
/// <param name="To">The part where they go.</param>
public sealed record Peers(string System, AssetRow From, AssetRow To)
{
    /// <summary>Every part that a system has in both environments, in the order of systems and parts.</summary>
    /// <param name="relations">Arrows, `owns` among them.</param>
    /// <param name="find">The row of an asset, or null.</param>
    /// <param name="from">An environment.</param>
    /// <param name="to">Another.</param>
    public static IEnumerable<Peers> Of(IEnumerable<Relation> relations, Func<AssetId, AssetRow?> find, string from, string to)
    {
        var owned = relations.Where(r => r.Verb == "owns" && r.From.Kind == AssetKind.AiSystem && r.To.Kind == AssetKind.Workload);
        foreach (var system in owned.GroupBy(r => r.From).OrderBy(g => g.Key))
        {
            var rows = system.Select(r => find(r.To)).OfType<AssetRow>().OrderBy(r => r.Id).ToList();
            var (sources, targets) = (In(rows, from), In(rows, to));
            foreach (var target in targets)
                if (Match(target, sources, targets.Count) is { } source) yield return new Peers(find(system.Key)?.Name ?? system.Key.Key, source, target);
        }
    }

    private static List<AssetRow> In(List<AssetRow> rows, string environment) => rows.FindAll(r => EnvironmentName.Same(r.Fact("environment"), environment));

    // By name; a system with one part in each environment needs no name for it. Of several of one name the one in the same region.
    private static AssetRow? Match(AssetRow target, List<AssetRow> sources, int targets)
    {
        var name = EnvironmentName.Plain(target.Name);
        var named = sources.FindAll(s => EnvironmentName.Plain(s.Name) == name);
        if (named.Count == 0) return sources.Count == 1 && targets == 1 ? sources[0] : null;
        return named.Find(s => s.Fact("region") == target.Fact("region")) ?? named[0];
    }
}
