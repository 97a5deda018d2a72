using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Which ids name one asset. Real identifiers join; an id that two registered assets claim joins neither.</summary>
internal sealed class Identities
{
    private const string PathPrefix = "path:";
    private readonly Dictionary<AssetId, AssetId> own = [];
    private readonly Dictionary<string, SortedSet<AssetId>> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> projects = new(StringComparer.Ordinal);
    private readonly List<Claim> contradictions = [];
    private readonly HashSet<AssetId> ambiguous = [];
    private HashSet<AssetId> registered = [];
    private Locations locations = Locations.None;

    /// <summary>Ids that two registered assets claim, each said once for each of them.</summary>
    public IReadOnlyList<Claim> Contradictions => contradictions;

    /// <summary>Ids that two registered assets claim, and those assets: what was observed of one may be the other's.</summary>
    public IReadOnlySet<AssetId> Ambiguous => ambiguous;

    /// <summary>The assets that a registry has an entry for.</summary>
    public IReadOnlySet<AssetId> Registered => registered;

    /// <summary>Follows the bindings among <paramref name="claims"/>.</summary>
    public static Identities From(SortedClaims claims)
    {
        var identities = new Identities();
        var bindings = claims.Of(Claim.Reserved.Binding);
        var anchors = identities.registered = claims.Registered;
        var edges = identities.Edges(bindings);
        identities.Spread(anchors, edges);
        identities.NameTheRest(edges);
        identities.locations = Locations.Of(bindings, identities.own);
        return identities;
    }

    /// <summary>The assets that an id names: one, or every asset built from a path; data below a dataset's location is that dataset.</summary>
    public IEnumerable<AssetId> Resolve(AssetId id)
    {
        if (own.TryGetValue(id, out var known)) return [known];
        if (id.Kind == AssetKind.Dataset) return [locations.Find(id.Key) ?? id];
        return id.Kind == AssetKind.Workload && id.Key.StartsWith(PathPrefix, StringComparison.Ordinal) ? Builders(id) : [id];
    }

    /// <summary>The one asset that an id names; the first where a path builds several.</summary>
    public AssetId ResolveOne(AssetId id) => Resolve(id).First();

    private Dictionary<AssetId, List<(AssetId To, Claim Claim)>> Edges(IEnumerable<Claim> bindings)
    {
        var edges = new Dictionary<AssetId, List<(AssetId, Claim)>>();
        foreach (var claim in bindings)
        {
            var binding = Binding.From(claim);
            if (binding.How == Binding.ResolvedTo) continue;
            if (binding.Alias.StartsWith(PathPrefix, StringComparison.Ordinal))
            {
                var path = binding.Alias.TrimEnd('/');
                if (claim.Plane == Plane.Declared)
                {
                    projects.Add(path);
                    continue;
                }

                if (!paths.TryGetValue(path, out var builds)) paths[path] = builds = [];
                builds.Add(binding.Asset);
                continue;
            }

            Link(edges, binding.Asset, new AssetId(binding.Asset.Kind, binding.Alias), claim);
        }

        return edges;
    }

    private static void Link(Dictionary<AssetId, List<(AssetId, Claim)>> edges, AssetId a, AssetId b, Claim claim)
    {
        if (!edges.TryGetValue(a, out var from)) edges[a] = from = [];
        if (!edges.TryGetValue(b, out var to)) edges[b] = to = [];
        from.Add((b, claim));
        to.Add((a, claim));
    }

    // Breadth first from every registered asset at once, ring by ring: an id reached by two of them in the same ring is ambiguous and leads no further.
    private void Spread(HashSet<AssetId> anchors, Dictionary<AssetId, List<(AssetId To, Claim Claim)>> edges)
    {
        var blocked = new HashSet<AssetId>();
        foreach (var anchor in anchors) own[anchor] = anchor;
        var ring = anchors.Order().ToList();
        while (ring.Count > 0)
        {
            var reached = new SortedDictionary<AssetId, SortedDictionary<AssetId, Claim>>();
            foreach (var id in ring)
            {
                foreach (var (to, claim) in edges.GetValueOrDefault(id) ?? [])
                {
                    if (anchors.Contains(to) || blocked.Contains(to) || own.ContainsKey(to)) continue;
                    if (!reached.TryGetValue(to, out var by)) reached[to] = by = [];
                    var owner = own[id];
                    if (!by.TryGetValue(owner, out var said) || Merge.Order(claim, said) < 0) by[owner] = claim;
                }
            }

            ring = [];
            foreach (var (id, by) in reached)
            {
                if (by.Count == 1)
                {
                    own[id] = by.Keys.First();
                    ring.Add(id);
                    continue;
                }

                blocked.Add(id);
                own[id] = id;
                ambiguous.Add(id);
                ambiguous.UnionWith(by.Keys);
                Contradict(id, by);
            }
        }
    }

    private void Contradict(AssetId id, SortedDictionary<AssetId, Claim> by)
    {
        var owners = string.Join(" and ", by.Keys.Select(k => $"`{k.Key}`"));
        foreach (var (owner, claim) in by)
        {
            if (owner.Kind != AssetKind.Workload) continue;
            var text = $"{owners} are both bound to `{id.Key}`, so what it does cannot be told apart";
            contradictions.Add(new Claim(owner, "contradictions", Plane.Approved, Cel.Types.Value.Of(text), claim.Origin, claim.Time));
        }
    }

    private void NameTheRest(Dictionary<AssetId, List<(AssetId To, Claim Claim)>> edges)
    {
        foreach (var start in edges.Keys.Order())
        {
            if (own.ContainsKey(start)) continue;
            var together = new SortedSet<AssetId> { start };
            var pending = new Stack<AssetId>([start]);
            while (pending.TryPop(out var id))
            {
                foreach (var (to, _) in edges[id]) if (!own.ContainsKey(to) && together.Add(to)) pending.Push(to);
            }

            // A model is named by its own id, never by the ARN or endpoint of a route to it; a tuned one has no other name than its ARN.
            var name = together.FirstOrDefault(
                i => !i.Key.StartsWith("arn:", StringComparison.Ordinal) && !i.Key.Contains("/endpoints/", StringComparison.Ordinal),
                together.FirstOrDefault(i => ModelId.IsTuned(i.Key), together.Min));
            foreach (var id in together) own[id] = id.Kind is AssetKind.Model or AssetKind.FineTune ? name : together.Min;
        }
    }

    private IEnumerable<AssetId> Builders(AssetId id)
    {
        for (var path = id.Key; path.Length > PathPrefix.Length;)
        {
            if (paths.TryGetValue(path, out var builds)) return builds.Select(b => own.GetValueOrDefault(b, b)).Distinct();
            var slash = path.LastIndexOf('/');
            path = slash < 0 ? "" : path[..slash];
        }

        // `path:@` names what releases a workload, not a folder: what nobody is released from belongs to nobody.
        if (id.Key.StartsWith("path:@", StringComparison.Ordinal)) return [id];
        if (paths.TryGetValue("path:.", out var all) || paths.TryGetValue("path:", out all)) return all;
        return [new AssetId(id.Kind, Project(id.Key) ?? AppFolder(id.Key))];
    }

    // A folder that says of itself that it is a project holds what lies below it, but what no registry claims only.
    private string? Project(string key)
    {
        for (var path = key; path.Length > PathPrefix.Length; path = path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "")
            if (projects.Contains(path)) return path;
        return projects.Contains("path:.") ? "path:." : null;
    }

    // What no registry knows is shown by folder: the sources of one app are one shadow workload, not one a file.
    private static string AppFolder(string key)
    {
        var parts = key[PathPrefix.Length..].Split('/');
        var depth = parts.Length - 1;
        while (depth > 1 && parts[depth - 1] is "src" or "app" or "lib" or "prompts" or "config" or "code" or "handlers" or "main") depth--;
        return PathPrefix + (depth <= 0 ? "." : string.Join('/', parts[..depth]));
    }
}
