using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Posture.Gates;

/// <summary>What a release is about: the workloads of a system in an environment, and what they use.</summary>
internal sealed class Belongings
{
    private const string Path = "path:";
    private readonly Users users;
    private readonly Report report;
    private readonly HashSet<AssetId> own;
    private readonly HashSet<string> accounts;
    private readonly List<string> folders;
    private readonly ImmutableArray<string> files;

    public Belongings(Report report, GateRequest request)
    {
        (this.report, files) = (report, request.ReleaseFiles);
        users = new Users(report.Graph);
        var systems = report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).ToList();
        SystemRow = systems.Find(s => s.Id.Key == request.System) ?? (systems.FindAll(s => s.Name == request.System) is [var one] ? one : null);
        var owned = report.Graph.Relations.Where(r => r.Verb == "owns" && r.From == SystemRow?.Id).Select(r => r.To).ToHashSet();
        All = [.. report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).Where(w => owned.Contains(w.Id))];
        Workloads = [.. All.Where(w => request.IsIn(w.Fact("environment")))];
        own = [.. Workloads.Select(w => w.Id)];
        accounts = [.. Workloads.Select(w => w.Fact("account")).OfType<string>()];
        folders = [.. report.Claims.Where(c => c.Property == Claim.Reserved.Binding && own.Contains(c.Subject))
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

    /// <summary>True where what could not be read may be about what is released: it is not known to be about something else.</summary>
    public bool MayTouch(Gap gap, Origin origin)
    {
        if (origin.File is { } file && files.Contains(file)) return true;
        if (gap.Reach.Account is { } account) return accounts.Count == 0 || accounts.Contains(account);
        if (gap.Reach.Asset is not { } asset) return true;
        if (asset.Key.StartsWith(Path, StringComparison.Ordinal) && IsInFolders(asset.Key[Path.Length..])) return true;
        return report.Graph.Find(asset) is { } row ? row.Id == SystemRow?.Id || users.Of(row).Any(u => own.Contains(u.Id)) : asset.Kind != AssetKind.Workload;
    }

    /// <summary>What the plan and the manifests of the release declare, of assets that are not known to be another system's.</summary>
    public IEnumerable<Claim> Declared() => report.Claims.Where(c => c.Plane == Plane.Declared && c.Origin.File is { } file && files.Contains(file))
        .Where(c => report.Graph.Find(c.Subject) is not { } row || own.Contains(row.Id) || !row.Is("registered"));

    private bool IsInFolders(string file) => folders.Exists(f => f.Length > 0 && f != "." && (file == f || file.StartsWith(f + "/", StringComparison.Ordinal)));
}
