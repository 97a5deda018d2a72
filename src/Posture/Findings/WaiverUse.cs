using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>Whether a waiver still carries a finding.</summary>
public enum WaiverState
{
    /// <summary>It covers everything that is wrong.</summary>
    Holds,

    /// <summary>Its time is over: the finding is open again.</summary>
    Expired,

    /// <summary>Its time has not come.</summary>
    Ahead,

    /// <summary>Something is wrong that it does not name: the finding is open.</summary>
    Outgrown,
}

/// <summary>A waiver beside the finding it was written for.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="Origin">Where it is written.</param>
/// <param name="State">Whether it carries the finding.</param>
/// <param name="Beyond">What is wrong and accepted by no waiver in force.</param>
public sealed record WaiverUse(Waiver Waiver, Origin Origin, WaiverState State, ImmutableArray<Weakness> Beyond);

/// <summary>A waiver and how many findings it carries.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="Origin">Where it is written.</param>
/// <param name="State">Its time, and whether it was outgrown somewhere.</param>
/// <param name="Findings">How many findings it carries; one in force that carries none can go.</param>
public sealed record WaiverTally(Waiver Waiver, Origin Origin, WaiverState State, int Findings);

/// <summary>The waivers of an estate at a moment.</summary>
internal sealed class Waivers
{
    private readonly DateTimeOffset asOf;
    private readonly ILookup<string, (Waiver Waiver, Origin Origin)> byRule;
    private readonly ILookup<AssetId, string> systems;
    private readonly Users users;
    private readonly ImmutableArray<(Waiver Waiver, Origin Origin)> all;

    public Waivers(AssetGraph graph, Users users, DateTimeOffset asOf)
    {
        (this.asOf, this.users, all) = (asOf, users, graph.Waivers);
        byRule = all.ToLookup(w => w.Waiver.Rule, StringComparer.Ordinal);
        systems = graph.Relations.Where(r => r.Verb == "owns" && r.From.Kind == AssetKind.AiSystem).ToLookup(r => r.To, r => r.From.Key);
    }

    /// <summary>The waiver that speaks of a finding, or null. Weaknesses may be shared out between several.</summary>
    public WaiverUse? Of(Rule rule, AssetRow row, ImmutableArray<Weakness> weaknesses)
    {
        var near = byRule[rule.Id].Where(w => Covers(w.Waiver.Scope, row) && weaknesses.Any(x => w.Waiver.Accepts.Contains(x.Digest))).ToList();
        if (near.Count == 0) return null;
        var running = near.Where(w => Time(w.Waiver) == WaiverState.Holds).ToList();
        var beyond = weaknesses.Where(x => !running.Exists(w => w.Waiver.Accepts.Contains(x.Digest))).ToImmutableArray();
        if (running.Count == 0) return new WaiverUse(near[^1].Waiver, near[^1].Origin, Time(near[^1].Waiver), beyond);
        return new WaiverUse(running[0].Waiver, running[0].Origin, beyond.IsEmpty ? WaiverState.Holds : WaiverState.Outgrown, beyond);
    }

    /// <summary>Every waiver, in the order of where it is written.</summary>
    public ImmutableArray<WaiverTally> Tally(IEnumerable<Finding> findings)
    {
        var uses = findings.Select(f => f.Waiver).OfType<WaiverUse>().ToList();
        return
        [
            .. all.Select(w => new WaiverTally(
                w.Waiver, w.Origin,
                uses.Exists(u => u.Origin == w.Origin && u.State == WaiverState.Outgrown) ? WaiverState.Outgrown : Time(w.Waiver),
                uses.Count(u => u.Origin == w.Origin && u.State == WaiverState.Holds))),
        ];
    }

    private WaiverState Time(Waiver waiver) =>
        waiver.Until <= asOf ? WaiverState.Expired : waiver.From > asOf ? WaiverState.Ahead : WaiverState.Holds;

    private bool Covers(WaiverScope scope, AssetRow row) =>
        (scope.Asset is null || scope.Asset == row.Name || scope.Asset == row.Id.Key || scope.Asset == row.Id.ToString())
        && (scope.Account is null || scope.Account == row.Fact("account"))
        && (scope.Environment is null || scope.Environment == row.Fact("environment"))
        && (scope.System is null || (row.Id.Kind == AssetKind.AiSystem && row.Id.Key == scope.System) || Owners(row).Contains(scope.System));

    // What several systems share is a matter of each of them: a waiver of one does not speak for the others.
    private List<string> Owners(AssetRow row)
    {
        var owners = users.Of(row).SelectMany(u => systems[u.Id]).Distinct().ToList();
        return owners.Count == 1 ? owners : [];
    }
}
