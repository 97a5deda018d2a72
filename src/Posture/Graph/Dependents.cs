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
    private readonly Dictionary<string, SortedSet<AssetId>> stored = new(StringComparer.Ordinal);
    private readonly SortedDictionary<AssetId, Draft> drafts;

    /// <summary>Reads the relations, and which assets lie in which bucket by any of their ids.</summary>
    public Dependents(IEnumerable<Relation> relations, IEnumerable<Claim> claims, SortedDictionary<AssetId, Draft> drafts, Identities identities)
    {
        this.drafts = drafts;
        var known = relations.ToList();
        users = known.Where(r => !Places.Contains(r.Verb)).ToLookup(r => r.To, r => r.From);
        foreach (var id in drafts.Keys.Concat(known.Select(r => r.To))) Store(id.Key, id);
        foreach (var claim in claims.Where(c => c.Property == Claim.Reserved.Binding))
            Store(Binding.From(claim).Alias, identities.ResolveOne(claim.Subject));
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
        List<(AssetId Id, string Via)> ring = [(start, ""), .. Inside(start).Where(seen.Add).Select(i => (i, ""))];
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

    // A registry names data by where it lies, a control plane by the bucket.
    private SortedSet<AssetId> Inside(AssetId id) => BucketOf(id.Key) is { } name && stored.TryGetValue(name, out var there) ? there : [];

    private void Store(string key, AssetId id)
    {
        if (BucketOf(key) is not { } name) return;
        if (!stored.TryGetValue(name, out var there)) stored[name] = there = [];
        there.Add(id);
    }

    /// <summary>The bucket that a key names or lies in, without its scheme; null where it names none.</summary>
    internal static string? BucketOf(string key)
    {
        foreach (var start in (string[])["s3://", "arn:aws:s3:::", "arn:aws-us-gov:s3:::", "arn:aws-cn:s3:::", "gs://"])
        {
            if (!key.StartsWith(start, StringComparison.Ordinal)) continue;
            var rest = key[start.Length..];
            var end = rest.IndexOf('/', StringComparison.Ordinal);
            return (start == "gs://" ? "gs:" : "s3:") + (end < 0 ? rest : rest[..end]);
        }

        return null;
    }
}
