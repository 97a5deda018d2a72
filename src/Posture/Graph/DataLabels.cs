using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Carries classes of data along the arrows of data: who is trained on, indexes, serves or reads what holds a class, holds it too.</summary>
internal sealed class DataLabels
{
    /// <summary>The name of the source in origins and coverages.</summary>
    public const string Source = "relations";

    private const int Farthest = 12;
    private readonly ILookup<AssetId, AssetId> onward;
    private readonly Drafts drafts;

    /// <summary>Reads the arrows.</summary>
    public DataLabels(IEnumerable<(AssetId From, AssetId To, string Verb)> arrows, Drafts drafts)
    {
        this.drafts = drafts;
        onward = arrows.ToLookup(a => a.From, a => a.To);
    }

    /// <summary>The classes that assets inherit, and those that a registry states of data, as claims.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var looked = new SortedSet<(AssetId Id, Plane Plane)>();
        foreach (var (id, draft) in drafts.ToList())
        {
            if (!Vocabulary.Holders.Contains(id.Kind)) continue;
            foreach (var (name, said) in Stated(id, draft).DistinctBy(s => (s.Class, s.Claim.Plane)).ToList())
            {
                if (said.Property != "classes") yield return said with { Subject = id, Property = "classes", Value = Label(name, said, "stated", "", "") };
                foreach (var (to, via) in Behind(id))
                {
                    yield return said with { Subject = to, Property = "classes", Value = Label(name, said, "inherited", draft.Name, via) };
                    looked.Add((to, said.Plane));
                }
            }
        }

        foreach (var (id, plane) in looked)
            yield return new Coverage(Source, plane, new Reach(id), [$"{id.Kind.Name()}.classes"]).ToClaim(new Origin(Source));
    }

    // Said in words of its own, or by the fact that registries state of data at its source; what a workload handles is no source.
    private static IEnumerable<(string Class, Claim Claim)> Stated(AssetId id, Draft draft)
    {
        var own = draft.ClaimsOf("classes").Select(c => (Class: c.Value.AsMap?["class"].AsString ?? "", Claim: c)).Where(c => c.Class.Length > 0);
        if (id.Kind is not (AssetKind.Dataset or AssetKind.DataStore or AssetKind.Corpus or AssetKind.Bucket)) return own;
        var fact = draft.FactClaim("data");
        return fact is not { Plane: Plane.Approved } ? own : own.Concat((fact.Value.AsList?.Items ?? []).Select(v => (Class: v.AsString ?? "", Claim: fact)).Where(c => c.Class.Length > 0));
    }

    private IEnumerable<(AssetId To, string Via)> Behind(AssetId start)
    {
        var seen = new HashSet<AssetId> { start };
        List<(AssetId Id, string Via)> ring = [(start, "")];
        for (var far = 0; far < Farthest && ring.Count > 0; far++)
        {
            var next = new List<(AssetId, string)>();
            foreach (var (id, via) in ring)
            {
                foreach (var to in onward[id].Order())
                {
                    if (!seen.Add(to)) continue;
                    var name = $"{id.Kind.Name()} {(drafts.TryGetValue(id, out var row) ? row.Name : id.Key)}";
                    var path = id == start ? "" : via.Length == 0 ? name : $"{via}, {name}";
                    next.Add((to, path));
                    if (Vocabulary.Holders.Contains(to.Kind)) yield return (to, path);
                }
            }

            ring = next;
        }
    }

    private static Value Label(string name, Claim said, string how, string from, string via) => Value.Map(
        ("class", Value.Of(name)), ("names", said.Value.AsMap?["names"] is { AsList: not null } names ? names : Value.List([name.ToLowerInvariant()])), ("how", Value.Of(how)), ("records", Value.Of(0L)), ("from", Value.Of(from)), ("via", Value.Of(via)));
}
