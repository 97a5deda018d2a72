using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>Every rule over every asset: what does not hold, what cannot be known, and a matrix of controls.</summary>
/// <param name="Findings">Open ones first, heaviest first; then waived ones, then those of which nothing can be known.</param>
/// <param name="Matrix">One cell for each workload and control that has rules.</param>
/// <param name="Tally">How often each verdict fell, by rule.</param>
/// <param name="Waivers">Every waiver and what it carries.</param>
public sealed record Assessment(
    ImmutableArray<Finding> Findings, ImmutableArray<Cell> Matrix, ImmutableSortedDictionary<string, Tally> Tally, ImmutableArray<WaiverTally> Waivers)
{
    private Verdicts Verdicts { get; init; } = new();

    private ImmutableArray<string> Hidden { get; init; } = [];

    /// <summary>How much was asked to make it.</summary>
    public Work Work => Verdicts.Work;

    /// <summary>Assesses a graph.</summary>
    /// <param name="graph">The assets and their claims.</param>
    /// <param name="rulebook">The rules.</param>
    /// <param name="asOf">The moment it speaks of: waivers run out.</param>
    /// <param name="cores">How many cores may be used.</param>
    /// <param name="about">The assets that are asked about; null for all.</param>
    /// <exception cref="OperationCanceledException">It was ended between two assets.</exception>
    public static Assessment Of(AssetGraph graph, Rulebook rulebook, DateTimeOffset asOf, int cores, Func<AssetRow, bool>? about = null, CancellationToken cancellation = default) =>
        Of(Verdicts.Of(graph, rulebook, cores, about, cancellation), graph, rulebook, asOf, _ => null, cancellation: cancellation);

    /// <summary>
    /// Assesses a later graph by the same rules: only assets that changed are asked about, what was said of the others stands. What weighs on a
    /// finding from beside it, and waivers, are looked at anew.
    /// </summary>
    /// <param name="graph">The later graph.</param>
    /// <param name="changed">The assets whose rows are not as they were.</param>
    /// <param name="rulebook">The rules of this assessment.</param>
    /// <param name="asOf">The moment it speaks of.</param>
    public Assessment After(AssetGraph graph, IReadOnlySet<AssetId> changed, Rulebook rulebook, DateTimeOffset asOf)
    {
        var known = new Dictionary<(string, AssetId), Finding>(Findings.Length);
        foreach (var finding in Findings) if (!changed.Contains(finding.Asset.Id)) known[(finding.Rule.Id, finding.Asset.Id)] = finding;
        return Of(Verdicts.After(graph, changed, rulebook), graph, rulebook, asOf, key => known.GetValueOrDefault(key), Hidden);
    }

    private static Assessment Of(Verdicts verdicts, AssetGraph graph, Rulebook rulebook, DateTimeOffset asOf, Func<(string, AssetId), Finding?> known, ImmutableArray<string> hiddenBefore = default, CancellationToken cancellation = default)
    {
        var users = Users.Of(graph);
        var (weights, hidden) = (new Weights(users), Missing.Hidden(graph));
        var isHiddenSame = !hiddenBefore.IsDefault && hidden.SequenceEqual(hiddenBefore, StringComparer.Ordinal);
        var waivers = new Waivers(graph, users, asOf);
        var findings = new List<Finding>();
        var cells = new Cells(graph, rulebook, users);
        var tally = rulebook.Conditions.ToDictionary(c => c.Rule.Id, _ => new int[4], StringComparer.Ordinal);
        foreach (var (condition, row, slots, verdict) in verdicts.All())
        {
            cancellation.ThrowIfCancellationRequested();
            tally[condition.Rule.Id][(int)verdict]++;
            var finding = verdict is not (Verdict.Fail or Verdict.NotEvaluable) ? null
                : known((condition.Rule.Id, row.Id)) is { } same && same.Verdict == verdict
                    ? Again(same, row, weights, isHiddenSame || verdict == Verdict.Fail ? same.Fix : Missing.Fix(condition.On(row, slots), row, slots, graph), waivers)
                    : Describe(condition.On(row, slots), row, slots, verdict, weights, graph, waivers);
            cells.Add(row, condition.Rule.Control, verdict, finding is { IsWaived: true });
            if (finding is not null) findings.Add(finding);
        }

        return new Assessment(
            [.. findings.OrderByDescending(f => f.Verdict).ThenBy(f => f.IsWaived).ThenByDescending(f => f.Weight.Severity).ThenByDescending(f => f.Weight.Score)
                .ThenBy(f => f.Rule.Control, StringComparer.Ordinal).ThenBy(f => f.Rule.Id, StringComparer.Ordinal).ThenBy(f => f.Asset.Id)],
            cells.All(),
            tally.ToImmutableSortedDictionary(t => t.Key, t => new Tally(t.Value[3], t.Value[2], t.Value[1], t.Value[0]), StringComparer.Ordinal),
            waivers.Tally(findings)) { Verdicts = verdicts, Hidden = hidden };
    }

    private static Finding Again(Finding same, AssetRow row, Weights weights, string fix, Waivers waivers) => same with
    {
        Asset = row, Weight = weights.Again(same.Weight, same.Rule, row), Fix = fix,
        Waiver = same.Verdict == Verdict.Fail ? waivers.Of(same.Rule, row, same.Weaknesses) : null,
    };

    private static Finding Describe(Condition condition, AssetRow row, Value[] slots, Verdict verdict, Weights weights, AssetGraph graph, Waivers waivers)
    {
        var rule = condition.Rule;
        var fails = verdict == Verdict.Fail;
        var missing = fails ? [] : Missing.Words(condition, row, slots);
        var weaknesses = fails ? Weakness.Of(condition, row, slots) : [];
        var message = fails
            ? condition.Message.Write(row.Told).Trim()
            : $"{row.Name}: not known whether this holds: \"{rule.Title}\"; {Finding.Unknown(missing)}";
        return new Finding(
            Finding.Fingerprint(rule.Id, row.Id), rule, row, verdict, weights.Of(rule, row), message,
            fails ? condition.Fix.Write(row.Told).Trim() : Missing.Fix(condition, row, slots, graph), Proofs.Of(condition, row, slots), missing, weaknesses,
            fails ? waivers.Of(rule, row, weaknesses) : null);
    }
}

/// <summary>How often each verdict fell.</summary>
public sealed record Tally(int Fail, int NotEvaluable, int Pass, int NotApplicable);
