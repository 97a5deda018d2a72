using System.Collections.Frozen;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>What rests on what: data on the data it was made from, tuned models on their base, indexes on the model that embeds, callers on the models they call.</summary>
internal sealed class Foundations
{
    private const int Farthest = 12;
    private const int Most = 500;

    // Besides data: what is at the tail is made of, or run with, what is at the head.
    private static readonly FrozenSet<string> Made = ((string[])["tuned-from", "embeds-with", "holds", "runs", "delegates-to"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<AssetKind> Told =
        ((AssetKind[])[AssetKind.Model, AssetKind.FineTune, AssetKind.Dataset, AssetKind.VectorStore, AssetKind.Corpus, AssetKind.Pipeline, AssetKind.Endpoint, AssetKind.Agent, AssetKind.Workload]).ToFrozenSet();

    private readonly Drafts drafts;
    private readonly Identities identities;
    private readonly ILookup<AssetId, AssetId> filled;
    private readonly ILookup<AssetId, (AssetId To, Plane Seen)> onward;

    /// <summary>Reads arrows, and the claims that name a model.</summary>
    /// <param name="relations">The arrows, and the plane nearest to life that says each.</param>
    /// <param name="flows">The arrows of data.</param>
    /// <param name="drafts">The assets.</param>
    /// <param name="identities">Which ids are one asset.</param>
    public Foundations(IReadOnlyDictionary<Relation, Plane> relations, IReadOnlyCollection<(AssetId From, AssetId To, string Verb)> flows, Drafts drafts, Identities identities)
    {
        (this.drafts, this.identities) = (drafts, identities);
        filled = flows.Where(f => f.Verb == "stores-in").ToLookup(f => f.From, f => f.To);
        onward = flows.Select(f => (f.From, f.To, Seen: relations.TryGetValue(new Relation(f.From, f.Verb, f.To), out var plane) || relations.TryGetValue(new Relation(f.To, f.Verb, f.From), out plane) ? plane : Plane.Declared))
            .Concat(relations.Where(r => Made.Contains(r.Key.Verb)).Select(r => (From: r.Key.To, To: r.Key.From, Seen: r.Value)))
            .Concat(drafts.Values.ToList().SelectMany(Named))
            .Where(a => a.From != a.To).ToLookup(a => a.From, a => (a.To, a.Seen));
    }

    /// <summary>Everything that rests on an asset, the nearest first: what stands between, and the plane nearest to life that says the last step.</summary>
    public IReadOnlyList<(AssetId Id, string Via, Plane Seen)> On(AssetId start)
    {
        var (found, seen) = (new List<(AssetId, string, Plane)>(), new HashSet<AssetId> { start });
        List<(AssetId Id, string Via)> ring = [(start, "")];
        for (var far = 0; far < Farthest && ring.Count > 0 && found.Count < Most; far++)
        {
            var next = new List<(AssetId, string)>();
            foreach (var (id, via) in ring)
            {
                var path = id == start ? "" : via.Length == 0 ? NameOf(id) : $"{via}, {NameOf(id)}";
                foreach (var step in onward[id].GroupBy(s => s.To).OrderBy(g => g.Key))
                {
                    if (!seen.Add(step.Key)) continue;
                    next.Add((step.Key, path));
                    if (Told.Contains(step.Key.Kind)) found.Add((step.Key, path, step.Max(s => s.Seen)));
                }
            }

            ring = next;
        }

        return found;
    }

    /// <summary>The asset as a path names it.</summary>
    public string NameOf(AssetId id) => $"{id.Kind.Name()} {(drafts.TryGetValue(id, out var row) ? row.Name : id.Key)}";

    // The words that name a model stand for arrows; an approval is no use.
    private IEnumerable<(AssetId From, AssetId To, Plane Seen)> Named(Draft draft)
    {
        var id = draft.Row.Id;
        if (id.Kind == AssetKind.FineTune)
        {
            foreach (var claim in draft.ClaimsOf("tunedFrom"))
                if (claim.Value.AsString is { Length: > 0 } name) yield return (ModelOf(name, claim), id, claim.Plane);
        }

        if (id.Kind is not (AssetKind.Workload or AssetKind.Agent or AssetKind.Endpoint)) yield break;
        foreach (var claim in draft.All.Where(c => c.Plane != Plane.Approved))
        {
            if (claim.Value.AsMap is not { } map) continue;
            if (map["base"].AsString is { Length: > 0 } name) yield return (ModelOf(name, claim), id, claim.Plane);
            if (claim.Property != "uses") continue;
            foreach (var used in map["models"].AsList?.Items ?? [])
            {
                if (used.AsString is not { Length: > 0 } text) continue;
                var model = ModelOf(ModelId.Parse(text).Base, claim);
                yield return (model, id, claim.Plane);
                // A file that embeds and fills an index fills it with what this model makes.
                if (Embeds(map)) foreach (var index in filled[new AssetId(AssetKind.Pipeline, $"path:{claim.Origin.File}")]) yield return (model, index, claim.Plane);
            }
        }
    }

    // What makes a client of an embedding model is called so.
    private static bool Embeds(Cel.Types.MapValue use) => use["use"].AsString == "embedding"
        || use["callee"].AsString is { } callee && (callee.Contains("Embed", StringComparison.OrdinalIgnoreCase) || callee.Contains("SentenceTransformer", StringComparison.Ordinal));

    // A model may be named by the folder it lies in, from the file's own or from the root.
    private AssetId ModelOf(string name, Claim claim)
    {
        if (name.Contains("://", StringComparison.Ordinal) || name.StartsWith("arn:", StringComparison.Ordinal)) return identities.ResolveOne(new AssetId(AssetKind.Model, name));
        var file = claim.Origin.File ?? "";
        foreach (var from in (string[])[file.LastIndexOf('/') is > 0 and var slash ? file[..slash] : "", ""])
            if (Path(from, name) is { } path && identities.ResolveOne(new AssetId(AssetKind.Model, "file:" + path)) is var local && drafts.ContainsKey(local)) return local;
        return identities.ResolveOne(new AssetId(AssetKind.Model, name));
    }

    private static string? Path(string folder, string name)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else return null;
        }

        return string.Join('/', parts);
    }
}
