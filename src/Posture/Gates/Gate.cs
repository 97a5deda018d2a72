using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Posture.Gates;

/// <summary>Decides on a release from what a scan says: what does not hold, what is not known, and whether the evals are of what is released.</summary>
public static class Gate
{
    /// <summary>The control of what a gate must see at all.</summary>
    public const string Evidence = "evidence";

    /// <summary>The rule of what no registry describes: there is nothing to compare with.</summary>
    internal const string NotRegistered = "system-not-registered";

    /// <summary>The controls whose rules a gate asks, unless a registry names more.</summary>
    public static ImmutableHashSet<string> Controls => Modes.AtGate;

    /// <summary>Controls that a registry brings to gates beside <see cref="Controls"/>.</summary>
    public static ImmutableHashSet<string> MoreControls(Report report) =>
        [.. report.Claims.Where(c => c.Property == Claim.Reserved.Gate).Select(c => GateSetting.Read(c).Control).OfType<string>().Where(c => !Controls.Contains(c))];

    /// <summary>The assets that a release is about, so that a scan need not judge every other.</summary>
    public static About About(GateRequest request) => (graph, claims) => new Belongings(graph, claims, request).About();

    private static readonly string[] OfWhatRuns = ["deployed.", "observed.", "configured."];

    private static readonly HashSet<string> OfItsRole = new(StringComparer.Ordinal) { "actions", "surface", "logControl" };

    /// <summary>Decides; the same report and request give the same decision.</summary>
    public static GateDecision Decide(Report report, GateRequest request)
    {
        var its = new Belongings(report.Graph, report.Claims, request);
        var environment = its.Workloads.Select(w => w.Fact("environment")!).FirstOrDefault(request.Environment);
        var system = its.SystemRow?.Id.Key ?? request.System;
        var modes = new Modes(report.Claims, system, environment, its.Workloads, request.Moment);
        var unread = Unread(report, its).ToList();
        var deploy = Deploys.Of(its, report, request, out var contradiction);
        var declared = its.Declared().ToList();
        var models = ModelCheck.Models(declared).ToList();
        ImmutableArray<Released> released = [.. its.Workloads.Select(w => Released.Of(w, report.Graph, models))];
        List<GateReason> reasons = its.Workloads.IsEmpty ? [Unregistered(report, its, request)] :
        [
            .. contradiction is null ? [] : (GateReason[])[contradiction],
            .. its.Workloads.SelectMany(w => Unseen(w, deploy)),
            .. Deploys.IsFirst(deploy) ? [] : its.Workloads.SelectMany(new Freshness(report, modes.EvidenceWithin).Reasons),
            .. report.Assessment.Findings.Where(f => !f.IsWaived && modes.Counts(f.Rule, f.Verdict) && its.Have(f) && IsAsked(f, deploy)).Select(Reason),
            .. released.SelectMany(r => new EvalCheck(r, system, report.Graph, modes.EvalKeys).Reasons()),
            .. released.SelectMany(r => ModelCheck.Reasons(r, declared, report.Scope.AsOf)),
            .. ArtifactCheck.Reasons(report.Claims, request.ReleaseFiles),
            .. its.Workloads.SelectMany(w => ModelCheck.Open(w, report.Graph.Gaps.Where(g => g.Origin.File is { } file && request.ReleaseFiles.Contains(file)))),
        ];
        ImmutableArray<GateReason> judged = [.. unread, .. reasons.DistinctBy(r => (r.Control, r.Rule, r.Asset, r.Message)).Select(r => modes.Judge(r)).OrderBy(r => r.Effect)];
        var refuses = judged.Any(r => r.Effect == ReasonEffect.Refuses);
        return new GateDecision(
            refuses ? GateOutcome.Refuse : GateOutcome.Allow, system, environment, report.Scope.AsOf, deploy, unread.Count > 0, judged,
            modes.Overrides, released, Released.DigestOf(released)) { FirstSaidBy = deploy == DeployKind.SaidFirst ? request.FirstSaidBy : "" };
    }

    private static GateReason Reason(Finding finding) => new(finding.Rule.Control, finding.Rule.Id, finding.Asset.Name, finding.Message, finding.Fix);

    // No override and no mode lets a release pass on what could not be read.
    private static IEnumerable<GateReason> Unread(Report report, Belongings its)
    {
        foreach (var (gap, origin) in report.Graph.Gaps)
            if (gap.Kind == GapKind.Unreadable && its.MayTouch(gap, origin)) yield return new GateReason(Evidence, "unreadable", origin.ToString(), gap.Reason, gap.Fix);
        foreach (var problem in report.Rulebook.Problems) yield return new GateReason(Evidence, "rule-does-not-load", problem.Path, problem.Message, "Mend the rule (`plumb rules test`), or take it away.");
    }

    private static GateReason Unregistered(Report report, Belongings its, GateRequest request)
    {
        var known = its.SystemRow is null
            ? report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Where(s => s.Is("registered")).Select(s => s.Id.Key)
            : its.All.Select(w => w.Fact("environment") ?? "no environment");
        var list = string.Join(", ", known.Distinct().Order(StringComparer.Ordinal).Take(20));
        var (what, where) = its.SystemRow is null ? ($"no registry knows a system `{request.System}`", "known are") : ($"no registry knows a workload of `{request.System}` in `{request.Environment}`", "it has workloads in");
        return new GateReason(
            Evidence, NotRegistered, request.System, list.Length == 0 ? what : $"{what}; {where} {list}",
            "Describe the system, its workloads and what is approved for them in a registry (docs/registry.md), and name that folder with --registry.");
    }

    // A first release cannot show what runs; every other evidence is asked for.
    private static bool IsAsked(Finding finding, DeployKind deploy)
    {
        if (finding.Verdict == Verdict.Fail || !Deploys.IsFirst(deploy)) return true;
        if (finding.Rule.Needs.Any(p => p is Plane.Deployed or Plane.Observed && (finding.Asset.Planes & (1 << (int)p)) == 0)) return false;
        return finding.Missing.IsEmpty || !finding.Missing.All(m => OfWhatRuns.Any(p => m.StartsWith(p, StringComparison.Ordinal)));
    }

    private static IEnumerable<GateReason> Unseen(AssetRow workload, DeployKind deploy)
    {
        foreach (var plane in Enum.GetValues<Plane>())
        {
            var isOfWhatRuns = plane is Plane.Deployed or Plane.Observed;
            if ((workload.Planes & (1 << (int)plane)) != 0 || (isOfWhatRuns && Deploys.IsFirst(deploy))) continue;
            yield return new GateReason(
                Evidence, $"no-{plane.Name()}-evidence", workload.Name, $"nobody looked what is {plane.Name()} of {workload.Name}",
                plane switch
                {
                    Plane.Approved => "Say what was approved in a registry (docs/registry.md).",
                    Plane.Declared => "Put the repository's checkout below the folder of --registry, and name its path under `repository:` of the workload.",
                    _ when deploy == DeployKind.Unknown => "Add the answers of its control plane and its logs (docs/estate.md). If it was never released there, say so with --first-deploy.",
                    _ => "Add the answers of its control plane and its logs (docs/estate.md).",
                });
        }
    }

    /// <summary>What is said of the workload itself on a plane of what runs.</summary>
    internal static IEnumerable<Claim> Seen(AssetRow workload, Plane plane) =>
        workload.Layout.Words.Where(IsOfItself).SelectMany(w => workload.ClaimsOf(workload.Layout.Slot(plane, w.Name)));

    /// <summary>Which claims of another time say that a system ran there.</summary>
    public static Func<Claim, bool> Runs(Report report, GateRequest request)
    {
        var own = new Belongings(report.Graph, report.Claims, request).Workloads.ToDictionary(w => w.Id);
        return claim => claim.Plane is Plane.Deployed or Plane.Observed && report.Graph.Find(claim.Subject) is { } row && own.TryGetValue(row.Id, out var workload)
            && workload.Layout.Words.Any(w => w.Name == claim.Property && IsOfItself(w));
    }

    private static bool IsOfItself(Property word) => word is { Borrowed: null, IsImported: false } && !OfItsRole.Contains(word.Name);

    /// <summary>True where somebody looked on a plane of what runs.</summary>
    internal static bool IsLookedAt(AssetRow workload, Plane plane) => workload.Layout.Words.Any(w =>
        w is { Borrowed: null, IsImported: false, IsIncidental: false } && workload.IsKnown(workload.Layout.Slot(plane, w.Name)));
}
