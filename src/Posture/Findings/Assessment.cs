using System.Collections.Immutable;
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
    /// <summary>Assesses a graph.</summary>
    /// <param name="graph">The assets and their claims.</param>
    /// <param name="rulebook">The rules.</param>
    /// <param name="asOf">The moment it speaks of: waivers run out.</param>
    /// <param name="cores">How many cores may be used.</param>
    /// <param name="about">The assets that are asked about; null for all.</param>
    public static Assessment Of(AssetGraph graph, Rulebook rulebook, DateTimeOffset asOf, int cores, Func<AssetRow, bool>? about = null)
    {
        var users = new Users(graph);
        var waivers = new Waivers(graph, users, asOf);
        var findings = new List<Finding>();
        var cells = new Cells(graph, rulebook, users);
        var tally = rulebook.Conditions.ToDictionary(c => c.Rule.Id, _ => new int[4], StringComparer.Ordinal);
        foreach (var (condition, row, verdict) in Verdicts(graph, rulebook, cores, about))
        {
            tally[condition.Rule.Id][(int)verdict]++;
            var finding = verdict is Verdict.Fail or Verdict.NotEvaluable ? Describe(condition.On(row), row, verdict, users, graph, waivers) : null;
            cells.Add(row, condition.Rule.Control, verdict, finding is { IsWaived: true });
            if (finding is not null) findings.Add(finding);
        }

        return new Assessment(
            [.. findings.OrderByDescending(f => f.Verdict).ThenBy(f => f.IsWaived).ThenByDescending(f => f.Weight.Severity).ThenByDescending(f => f.Weight.Score)
                .ThenBy(f => f.Rule.Control, StringComparer.Ordinal).ThenBy(f => f.Rule.Id, StringComparer.Ordinal).ThenBy(f => f.Asset.Id)],
            cells.All(),
            tally.ToImmutableSortedDictionary(t => t.Key, t => new Tally(t.Value[3], t.Value[2], t.Value[1], t.Value[0]), StringComparer.Ordinal),
            waivers.Tally(findings));
    }

    private static IEnumerable<(Condition Condition, AssetRow Row, Verdict Verdict)> Verdicts(
        AssetGraph graph, Rulebook rulebook, int cores, Func<AssetRow, bool>? about)
    {
        foreach (var kind in graph.Kinds)
        {
            var conditions = rulebook.Of(kind);
            var pages = about is null ? graph.Pages(kind) : [.. graph.Pages(kind).Select(p => p.Where(about).ToArray()).Where(p => p.Length > 0)];
            var verdicts = Evaluation.Of(pages, conditions, cores);
            for (var p = 0; p < pages.Length; p++)
            {
                for (var at = 0; at < verdicts[p].Length; at++)
                    yield return (conditions[at / pages[p].Length], pages[p][at % pages[p].Length], verdicts[p][at]);
            }
        }
    }

    private static Finding Describe(Condition condition, AssetRow row, Verdict verdict, Users users, AssetGraph graph, Waivers waivers)
    {
        var rule = condition.Rule;
        var fails = verdict == Verdict.Fail;
        var missing = fails ? [] : Missing.Words(condition, row);
        var weaknesses = fails ? Weakness.Of(condition, row) : [];
        var message = fails
            ? condition.Message.Write(row.Told).Trim()
            : $"{row.Name}: not known whether this holds: \"{rule.Title}\"; {Finding.Unknown(missing)}";
        return new Finding(
            Finding.Fingerprint(rule.Id, row.Id), rule, row, verdict, Weight.Of(rule, row, users.Of(row)), message,
            fails ? condition.Fix.Write(row.Told).Trim() : Missing.Fix(condition, row, graph), Proofs.Of(condition, row), missing, weaknesses,
            fails ? waivers.Of(rule, row, weaknesses) : null);
    }
}

/// <summary>How often each verdict fell.</summary>
public sealed record Tally(int Fail, int NotEvaluable, int Pass, int NotApplicable);
