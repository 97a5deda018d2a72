using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Drifts;

/// <summary>What is asked: which system, and which environments.</summary>
/// <param name="System">The id or name of a system; null for all.</param>
/// <param name="From">The environment that versions come from.</param>
/// <param name="To">The one they go to.</param>
public sealed record DriftQuestion(string? System, string From, string To);

/// <summary>Every drift of an estate at a moment.</summary>
public static class DriftBook
{
    private static readonly Plane[] Real = [Plane.Declared, Plane.Deployed, Plane.Observed];

    /// <summary>False for what no drift rests on: data and packages, most of what a large estate claims.</summary>
    public static bool RestsOn(Claim claim) => claim.Subject.Kind is not (AssetKind.Dataset or AssetKind.Package);

    /// <summary>Looks for drift: environments first, then plans, then approvals.</summary>
    /// <param name="graph">The estate.</param>
    /// <param name="promotions">What was promoted.</param>
    /// <param name="asOf">The moment: promotions run out.</param>
    /// <param name="question">What is asked.</param>
    public static ImmutableArray<Drift> Of(AssetGraph graph, ImmutableArray<Promotion> promotions, DateTimeOffset asOf, DriftQuestion question)
    {
        var owners = graph.Relations.Where(r => r.Verb == "owns" && r.From.Kind == AssetKind.AiSystem).ToLookup(r => r.To, r => graph.Find(r.From)?.Name ?? r.From.Key);
        var systems = graph.Relations.Where(r => r.Verb == "owns" && r.From.Kind == AssetKind.AiSystem).ToLookup(r => r.To, r => r.From.Key);
        bool Asked(AssetRow row) => question.System is not { } system || owners[row.Id].Contains(system) || systems[row.Id].Contains(system);
        var between = Peers.Of(graph.Relations, graph.Find, question.From, question.To).Where(p => Asked(p.To))
            .SelectMany(p => Sides.Properties.Select(property => Environments(p, property, graph, promotions, asOf)));
        var rows = graph.Pages(AssetKind.Workload).Concat(graph.Pages(AssetKind.Agent)).SelectMany(p => p).Where(Asked).ToList();
        var within = rows.SelectMany(r => Sides.Properties.SelectMany(p => Within(owners[r.Id].FirstOrDefault() ?? "", r, p, graph)).Append(Evals.Of(owners[r.Id].FirstOrDefault() ?? "", r)));
        return [.. between.Concat(within).OfType<Drift>().OrderBy(d => d.State).ThenBy(d => d.Kind).ThenBy(d => d.System, StringComparer.Ordinal).ThenBy(d => d.Asset.Id).ThenBy(d => Sides.Properties.IndexOf(d.Property)).ThenBy(d => d.To.Plane)];
    }

    /// <summary>
    /// True where a graph shows enough to say that a difference of an earlier one is over: both sides were looked at, or what they were of is gone.
    /// What nobody looks at any more is not alike.
    /// </summary>
    /// <param name="drift">The earlier difference, which is none of the graph's own.</param>
    /// <param name="graph">The estate later.</param>
    public static bool IsTold(Drift drift, AssetGraph graph)
    {
        AssetId[] gone = [.. ((AssetRow?[])[drift.Asset, drift.Other]).OfType<AssetRow>().Select(r => r.Id).Where(id => graph.Find(id) is null)];
        if (gone.Length > 0) return !gone.Any(graph.MayHaveLost);
        var row = graph.Find(drift.Asset.Id)!;
        if (drift.Other is { } other) return Likeness.Of(graph.Find(other.Id)!, row, drift.Property, graph.Find) is { Same: not null };
        if (drift.Property == Evals.Property) return Evals.IsShown(row, drift.To.Plane);
        return IsShown(drift.From.Plane) && IsShown(drift.To.Plane);

        bool IsShown(Plane plane) => Sides.Of(row, drift.Property, plane, graph.Find) is var side && (side.IsWhole || (plane == Plane.Approved && !side.Values.IsEmpty));
    }

    private static Drift? Environments(Peers peers, string property, AssetGraph graph, ImmutableArray<Promotion> promotions, DateTimeOffset asOf)
    {
        if (Likeness.Of(peers.From, peers.To, property, graph.Find) is not { Same: not true } found || (found.Same == false && Approvals.AreBoth(found, peers))) return null;
        var promotion = found.Same == false ? Promotions.For(found, peers, promotions) : null;
        var state = found.Same is null ? DriftState.Unknown : promotion?.HoldsAt(asOf) == true ? DriftState.Promoted : DriftState.Drift;
        return new Drift(
            peers.System, peers.To, peers.From, property, DriftKind.Environments, state,
            new DriftSide(EnvironmentName.Of(peers.From.Fact("environment")), peers.From.Name, found.From.Plane, found.From.Values, found.OnlyFrom),
            new DriftSide(EnvironmentName.Of(peers.To.Fact("environment")), peers.To.Name, found.To.Plane, found.To.Values, found.OnlyTo),
            found.Missing, promotion, found.Since);
    }

    private static IEnumerable<Drift> Within(string system, AssetRow row, string property, AssetGraph graph)
    {
        var (declared, deployed) = (Sides.Of(row, property, Plane.Declared, graph.Find), Sides.Of(row, property, Plane.Deployed, graph.Find));
        if (!declared.Values.IsEmpty && deployed.IsWhole && Approvals.Loosely(Likeness.Of(property, declared, deployed)) is { Same: false } plan)
            yield return Told(system, row, DriftKind.DeclaredDeployed, plan);
        var approved = Sides.Of(row, property, Plane.Approved, graph.Find);
        if (approved.Values.IsEmpty && !approved.IsWhole) yield break;
        foreach (var plane in Real)
        {
            var side = Sides.Of(row, property, plane, graph.Find);
            var beyond = side.Values.Where(v => !Approvals.Covers(property, approved, v)).ToImmutableArray();
            if (side.IsActive && !beyond.IsEmpty) yield return Told(system, row, DriftKind.Approval, new Likeness(property, approved, side, false, [], beyond, ""));
        }
    }

    private static Drift Told(string system, AssetRow row, DriftKind kind, Likeness found) => new(
        system, row, null, found.Property, kind, DriftState.Drift,
        new DriftSide(found.From.Plane.Name(), row.Name, found.From.Plane, found.From.Values, found.OnlyFrom),
        new DriftSide(found.To.Plane.Name(), row.Name, found.To.Plane, found.To.Values, found.OnlyTo), "", null, Parted(found));

    // Against what was approved or written down only the second side has a beginning.
    private static DateTimeOffset? Parted(Likeness found)
    {
        var times = found.OnlyTo.Select(s => s.First).Where(t => t > DateTimeOffset.MinValue).ToList();
        return times.Count == 0 ? null : found.To.Plane == Plane.Observed ? times.Min() : times.Max();
    }
}
