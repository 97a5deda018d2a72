using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Gates;

/// <summary>What a release is about: the workloads of a system in an environment, and what they use.</summary>
internal sealed class Belongings
{
    private const string Path = "path:";
    private readonly Users users;
    private readonly AssetGraph graph;
    private readonly IReadOnlyCollection<Claim> claims;
    private readonly HashSet<AssetId> own;
    private readonly HashSet<string> accounts;
    private readonly List<string> folders;
    private readonly ImmutableArray<string> files;

    public Belongings(AssetGraph graph, IReadOnlyCollection<Claim> claims, GateRequest request)
    {
        (this.graph, this.claims, files) = (graph, claims, request.ReleaseFiles);
        users = Users.Of(graph);
        var systems = graph.Pages(AssetKind.AiSystem).SelectMany(p => p).ToList();
        SystemRow = systems.Find(s => s.Id.Key == request.System) ?? (systems.FindAll(s => s.Name == request.System) is [var one] ? one : null);
        var owned = graph.Relations.Where(r => r.Verb == "owns" && r.From == SystemRow?.Id).Select(r => r.To).ToHashSet();
        All = [.. graph.Pages(AssetKind.Workload).SelectMany(p => p).Where(w => owned.Contains(w.Id))];
        Workloads = [.. All.Where(w => request.IsIn(w.Fact("environment")))];
        own = [.. Workloads.Select(w => w.Id)];
        accounts = [.. Workloads.Select(w => w.Fact("account")).OfType<string>()];
        folders = [.. claims.Where(c => c.Property == Claim.Reserved.Binding && own.Contains(c.Subject))
            .Select(c => Binding.From(c).Alias).Where(a => a.StartsWith(Path, StringComparison.Ordinal) && !a.StartsWith(Path + "@", StringComparison.Ordinal)).Select(a => a[Path.Length..].TrimEnd('/'))];
    }

    /// <summary>The system's row; null where no registry knows it.</summary>
    public AssetRow? SystemRow { get; }

    /// <summary>The workloads that are released.</summary>
    public ImmutableArray<AssetRow> Workloads { get; }

    /// <summary>The system's workloads in every environment.</summary>
    public ImmutableArray<AssetRow> All { get; }

    /// <summary>True where a finding is about what is released, or about what that uses or holds.</summary>
    public bool Have(Finding finding) => finding.Asset.Id == SystemRow?.Id || users.Of(finding.Asset).Any(u => own.Contains(u.Id))
        || finding.Evidence.Any(e => e.Plane == Plane.Declared && e.Origin.File is { } file && (files.Contains(file) || IsInFolders(file) && finding.Asset.Id.Kind != AssetKind.Workload));

    /// <summary>The assets of which a finding may be about what is released: all but those known to be another system's that the release does not touch.</summary>
    public Func<AssetRow, bool> About()
    {
        var touched = claims.Where(c => c.Plane == Plane.Declared && c.Origin.File is { } file && (files.Contains(file) || IsInFolders(file)))
            .Select(c => graph.Find(c.Subject)).OfType<AssetRow>().ToHashSet();
        HashSet<AssetId> near = [.. touched.Select(r => r.Id), .. touched.SelectMany(users.Of).Select(r => r.Id)];
        var beside = graph.Relations.Where(r => near.Contains(r.From) || near.Contains(r.To)).SelectMany(r => new[] { r.From, r.To }).ToList();
        near.UnionWith(beside);
        return row => row.Id == SystemRow?.Id || near.Contains(row.Id)
            || (row.Id.Kind != AssetKind.AiSystem && users.Of(row) is var behind && (behind.Count == 0 || behind.Any(u => own.Contains(u.Id))));
    }

    /// <summary>True where what could not be read may be about what is released: it is not known to be about something else.</summary>
    public bool MayTouch(Gap gap, Origin origin)
    {
        if (origin.File is { } file && files.Contains(file)) return true;
        if (gap.Reach.Account is { } account) return accounts.Count == 0 || accounts.Contains(account);
        if (gap.Reach.Asset is not { } asset) return true;
        if (asset.Key.StartsWith(Path, StringComparison.Ordinal) && IsInFolders(asset.Key[Path.Length..])) return true;
        return graph.Find(asset) is { } row ? row.Id == SystemRow?.Id || users.Of(row).Any(u => own.Contains(u.Id)) : asset.Kind != AssetKind.Workload;
    }

    /// <summary>What the plan and the manifests of the release declare, of assets that are not known to be another system's.</summary>
    public IEnumerable<Claim> Declared() => claims.Where(c => c.Plane == Plane.Declared && c.Origin.File is { } file && files.Contains(file))
        .Where(c => graph.Find(c.Subject) is not { } row || own.Contains(row.Id) || !row.Is("registered"));

    /// <summary>True where a promotion is of the system, or of an entry that the released workloads name.</summary>
    public bool Use(Promotion promotion) => promotion.Section == "systems" ? promotion.Name == SystemRow?.Id.Key
        : Workloads.Any(w => w.Name == promotion.Name || Texts(w).Contains(promotion.Name, StringComparer.Ordinal))
            || graph.Relations.Any(r => own.Contains(r.From) && (r.To.Key == promotion.Name || graph.Find(r.To)?.Name == promotion.Name));

    private static IEnumerable<string> Texts(AssetRow workload) =>
        Released.Items(workload, Plane.Approved, "prompts").Select(p => p["name"].AsString)
            .Concat(Released.Items(workload, Plane.Approved, "models").SelectMany(m => (string?[])[m["id"].AsString, m["base"].AsString]))
            .Concat(Released.Items(workload, Plane.Approved, "tools").Select(t => t["name"].AsString)).OfType<string>();

    private bool IsInFolders(string file) => folders.Exists(f => f.Length > 0 && f != "." && (file == f || file.StartsWith(f + "/", StringComparison.Ordinal)));
}
