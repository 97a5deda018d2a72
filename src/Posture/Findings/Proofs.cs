using System.Collections.Immutable;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>Walks a condition again, this time noting which claims decided it.</summary>
internal static class Proofs
{
    private const int MostShown = 40;

    public static ImmutableArray<Proof> Of(Condition condition, AssetRow row, Value[] slots)
    {
        var steps = new List<TraceStep>();
        condition.Expect.Trace(slots, steps);
        var deciding = steps.Select(s => s with { Element = s.Element < row.CountOf(s.Variable) ? s.Element : -1, IsContext = false }).Distinct().SelectMany(s => Step(row, s)).ToList();
        var silent = condition.Needed.ToArray().Where(s => !steps.Any(t => t.Variable == s)).SelectMany(s => Whole(row, s));
        return [.. deciding.Concat(silent).Distinct().OrderBy(p => p.Plane).ThenBy(p => p.Property, StringComparer.Ordinal).ThenBy(p => p.Origin).Take(MostShown)];
    }

    private static IEnumerable<Proof> Step(AssetRow row, TraceStep step) =>
        step.Element >= 0 ? [Proof(row, step.Variable, row.ClaimAt(step.Variable, step.Element))] : Whole(row, step.Variable);

    // What a plane says (or, under coverage, does not say) although no single element decided.
    private static IEnumerable<Proof> Whole(AssetRow row, int slot)
    {
        var claims = row.ClaimsOf(slot);
        if (!claims.IsEmpty) return claims.Select(c => Proof(row, slot, c));
        return row.Layout.PlaneAt(slot) is { } plane && row.CoverageOf(slot) is { } coverage
            ? [new Proof(plane, row.Layout.WordAt(slot)!.Name, Value.Null, coverage.Origin, null)]
            : [];
    }

    private static Proof Proof(AssetRow row, int slot, Claim claim) => new(
        claim.Plane, row.Layout.WordAt(slot)?.Name ?? claim.Property, claim.Value, claim.Origin,
        claim.Time == DateTimeOffset.MinValue ? null : claim.Time, claim.Sender);
}
