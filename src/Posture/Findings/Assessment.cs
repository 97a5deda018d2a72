using System.Collections.Immutable;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>Every rule over every asset: what does not hold, what cannot be known, and a matrix of controls.</summary>
/// <param name="Findings">Heaviest first.</param>
/// <param name="Matrix">One cell for each workload and control that has rules.</param>
/// <param name="Tally">How often each verdict fell, by rule.</param>
public sealed record Assessment(
    ImmutableArray<Finding> Findings, ImmutableArray<Cell> Matrix, ImmutableSortedDictionary<string, Tally> Tally)
{
    /// <summary>Assesses a graph.</summary>
    public static Assessment Of(AssetGraph graph, Rulebook rulebook, int cores)
    {
        var users = new Users(graph);
        var findings = new List<Finding>();
        var cells = new Cells(graph, rulebook, users);
        var tally = rulebook.Conditions.ToDictionary(c => c.Rule.Id, _ => new int[4], StringComparer.Ordinal);
        foreach (var kind in graph.Kinds)
        {
            var conditions = rulebook.Of(kind);
            var pages = graph.Pages(kind);
            var verdicts = Evaluation.Of(pages, conditions, cores);
            for (var p = 0; p < pages.Length; p++)
            {
                for (var at = 0; at < verdicts[p].Length; at++)
                {
                    var (condition, row, verdict) = (conditions[at / pages[p].Length], pages[p][at % pages[p].Length], verdicts[p][at]);
                    tally[condition.Rule.Id][(int)verdict]++;
                    cells.Add(row, condition.Rule.Control, verdict);
                    if (verdict is Verdict.Fail or Verdict.NotEvaluable) findings.Add(Describe(condition, row, verdict, users, graph));
                }
            }
        }

        return new Assessment(
            [.. findings.OrderByDescending(f => f.Verdict).ThenByDescending(f => f.Weight.Severity).ThenByDescending(f => f.Weight.Score)
                .ThenBy(f => f.Rule.Control, StringComparer.Ordinal).ThenBy(f => f.Rule.Id, StringComparer.Ordinal).ThenBy(f => f.Asset.Id)],
            cells.All(),
            tally.ToImmutableSortedDictionary(t => t.Key, t => new Tally(t.Value[3], t.Value[2], t.Value[1], t.Value[0]), StringComparer.Ordinal));
    }

    private static Finding Describe(Condition condition, AssetRow row, Verdict verdict, Users users, AssetGraph graph)
    {
        var rule = condition.Rule;
        var fails = verdict == Verdict.Fail;
        var missing = fails ? [] : Missing.Words(condition, row);
        var message = fails
            ? condition.Message.Write(row.Slots).Trim()
            : $"{row.Name}: not known whether this holds: \"{rule.Title}\"; nobody supplied {string.Join(", ", missing)}";
        return new Finding(
            Finding.Fingerprint(rule.Id, row.Id), rule, row, verdict, Weight.Of(rule, row, users.Of(row)), message,
            fails ? condition.Fix.Write(row.Slots).Trim() : Missing.Fix(condition, row, graph.Gaps), Proofs.Of(condition, row), missing);
    }
}

/// <summary>How often each verdict fell.</summary>
public sealed record Tally(int Fail, int NotEvaluable, int Pass, int NotApplicable);
