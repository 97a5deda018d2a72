using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Which AI assets depend on an asset that imported checks speak of: every relation is followed from its head to its tail.</summary>
internal sealed class Dependents
{
    /// <summary>The name of the source in origins and coverages.</summary>
    public const string Source = "relations";

    private const int Farthest = 8;
    private static readonly HashSet<string> Places = new(StringComparer.Ordinal) { "lives-in", "enforces" };
    private readonly ILookup<AssetId, AssetId> users;
    private readonly Buckets buckets;
    private readonly Drafts drafts;

    /// <summary>Reads the relations.</summary>
    public Dependents(IEnumerable<Relation> relations, Buckets buckets, Drafts drafts)
    {
        (this.drafts, this.buckets) = (drafts, buckets);
        users = relations.Where(r => !Places.Contains(r.Verb)).ToLookup(r => r.To, r => r.From);
    }

    /// <summary>The dependents of every draft that imported checks speak of, as claims about it.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var origin = new Origin(Source);
        foreach (var draft in drafts.Values.Where(d => d.Uses(Plane.Deployed, "posture")))
        {
            var id = draft.Row.Id;
            foreach (var (found, via) in Behind(id))
            {
                var name = drafts.TryGetValue(found, out var row) ? row.Name : found.Key;
                yield return new Claim(id, "affects", Plane.Deployed, Value.Map(
                    ("kind", Value.Of(found.Kind.Name())), ("name", Value.Of(name)), ("id", Value.Of(found.Key)), ("via", Value.Of(via))), origin, DateTimeOffset.MinValue);
            }

            yield return new Coverage(Source, Plane.Deployed, new Reach(id), [$"{id.Kind.Name()}.affects"]).ToClaim(origin);
        }
    }

    private SortedDictionary<AssetId, string> Behind(AssetId start)
    {
        var found = new SortedDictionary<AssetId, string>();
        var seen = new HashSet<AssetId> { start };
        List<(AssetId Id, string Via)> ring = [(start, ""), .. buckets.With(start).Where(seen.Add).Select(i => (i, ""))];
        foreach (var (id, _) in ring.Skip(1)) found[id] = "";
        for (var far = 0; far < Farthest && ring.Count > 0; far++)
        {
            var next = new List<(AssetId, string)>();
            foreach (var (id, via) in ring)
            {
                foreach (var user in users[id].Order())
                {
                    if (!seen.Add(user)) continue;
                    var name = drafts.TryGetValue(id, out var row) ? row.Name : id.Key;
                    var path = id == start ? "" : via.Length == 0 ? $"{id.Kind.Name()} {name}" : $"{via}, {id.Kind.Name()} {name}";
                    found[user] = path;
                    next.Add((user, path));
                }
            }

            ring = next;
        }

        return found;
    }
}
