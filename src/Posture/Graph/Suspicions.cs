using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Models and data that are not to be trusted: judged malicious, changed since they were approved, or recalled; and everything that rests on them.</summary>
internal sealed class Suspicions
{
    /// <summary>The name of the source in coverages.</summary>
    public const string Source = "relations";

    private const int MostHolders = 4;
    private readonly Foundations foundations;
    private readonly Drafts drafts;
    private readonly ILookup<AssetId, AssetId> holders;
    private readonly ILookup<AssetId, AssetId> held;

    /// <summary>Reads what holds what.</summary>
    public Suspicions(Foundations foundations, IEnumerable<Relation> relations, Drafts drafts)
    {
        (this.foundations, this.drafts) = (foundations, drafts);
        var holding = relations.Where(r => r.Verb == "holds" && r.To.Kind == AssetKind.Model && r.From.Kind is AssetKind.Model or AssetKind.FineTune).ToList();
        (holders, held) = (holding.ToLookup(r => r.To, r => r.From), holding.ToLookup(r => r.From, r => r.To));
    }

    /// <summary>Why which asset is not trusted, what rests on it, and the same said of what rests on it.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var found = drafts.Values.ToList().SelectMany(d => Of(d).Select(s => (Id: Whole(d.Row.Id), s.Kind, s.Reason, s.Claim))).GroupBy(s => s.Id).OrderBy(g => g.Key);
        foreach (var source in found)
        {
            var all = source.OrderBy(s => s.Claim.Origin).ThenBy(s => s.Reason, StringComparer.Ordinal).DistinctBy(s => s.Reason).ToList();
            if (!drafts.TryGetValue(source.Key, out var known) || known.FactClaim("name") is null) yield return Say(source.Key, "name", Value.Of(source.Key.Key), all[0].Claim);
            foreach (var (id, kind, reason, claim) in all)
                yield return Say(id, "suspicions", Value.Map(("kind", Value.Of(kind)), ("reason", Value.Of(reason))), claim);
            foreach (var (id, via, seen) in foundations.On(source.Key))
            {
                yield return Say(source.Key, "dependents", Value.Map(
                    ("kind", Value.Of(id.Kind.Name())), ("name", Value.Of(NameOf(id))), ("id", Value.Of(id.Key)), ("via", Value.Of(via)), ("seen", Value.Of(seen.Name()))), all[0].Claim);
                yield return Say(id, "restsOn", Value.Map(
                    ("kind", Value.Of(source.Key.Kind.Name())), ("name", Value.Of(NameOf(source.Key))), ("id", Value.Of(source.Key.Key)), ("reason", Value.Of(all[0].Reason)), ("via", Value.Of(via))), all[0].Claim with { Origin = new Origin(Source) });
            }

            var kindName = source.Key.Kind.Name();
            yield return new Coverage(Source, Plane.Declared, new Reach(source.Key), [$"{kindName}.suspicions", $"{kindName}.dependents"]).ToClaim(new Origin(Source));
        }
    }

    private IEnumerable<(string Kind, string Reason, Claim Claim)> Of(Draft draft)
    {
        if (draft.Row.Id.Kind is not (AssetKind.Model or AssetKind.FineTune or AssetKind.Dataset)) yield break;
        foreach (var claim in draft.ClaimsOf("recalled"))
            yield return ("recalled", $"a registry recalls it: {claim.Value.AsMap?["reason"].AsString}", claim);
        foreach (var claim in draft.ClaimsOf("artifact"))
            if (claim.Value.AsMap is { } map && map["verdict"].AsString == "malicious") yield return ("malicious", Judged(map), claim);
        var approved = draft.ClaimsOf("digests").Select(c => c.Value.AsString ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (approved.Count == 0) yield break;
        foreach (var claim in Files(draft))
        {
            if (claim.Value.AsMap is { } map && map["sha256"].AsString is { Length: > 0 } hash && !approved.Contains(hash))
                yield return ("changed", $"the hash of `{map["file"].AsString}`, {hash[..Math.Min(12, hash.Length)]}…, is none of those approved", claim);
        }
    }

    // The files of a model are those it holds; of a dataset, those that were looked into.
    private IEnumerable<Claim> Files(Draft draft)
    {
        var (seen, pending) = (new HashSet<AssetId> { draft.Row.Id }, new Queue<AssetId>([draft.Row.Id]));
        while (pending.TryDequeue(out var id))
        {
            foreach (var inner in held[id]) if (seen.Add(inner)) pending.Enqueue(inner);
            if (!drafts.TryGetValue(id, out var file)) continue;
            foreach (var claim in file.ClaimsOf("artifact").Concat(file.ClaimsOf("samples"))) yield return claim;
        }
    }

    private static string Judged(MapValue artifact)
    {
        var sign = artifact["signs"].AsList?.Items.FirstOrDefault().AsMap;
        return $"`{artifact["file"].AsString}` was judged malicious{(sign is null ? "" : $": {sign["subject"].AsString}, {sign["why"].AsString}")}";
    }

    // A file is spoken of as the model it is part of.
    private AssetId Whole(AssetId id)
    {
        for (var steps = 0; steps < MostHolders && holders[id].Order().Cast<AssetId?>().FirstOrDefault() is { } outer && outer != id; steps++) id = outer;
        return id;
    }

    private string NameOf(AssetId id) => drafts.TryGetValue(id, out var draft) ? draft.Name : id.Key;

    private static Claim Say(AssetId subject, string word, Value value, Claim because) => because with { Subject = subject, Property = word, Plane = Plane.Declared, Value = value };
}
