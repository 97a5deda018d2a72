using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Scans;

/// <summary>What one scan has to say; every format is written from it.</summary>
/// <param name="Scope">What was read, and as of when.</param>
/// <param name="Graph">The assets and their claims.</param>
/// <param name="Rulebook">The rules asked.</param>
/// <param name="Assessment">What they found.</param>
public sealed record Report(Scope Scope, AssetGraph Graph, Rulebook Rulebook, Assessment Assessment)
{
    private static readonly string[] All = ["artifact", "identity", "behavior"];

    /// <summary>What was said of the estate, as collectors and completers said it.</summary>
    public IReadOnlyCollection<Claim> Claims { get; init; } = [];

    /// <summary>What does not hold and nobody answers for.</summary>
    public IEnumerable<Finding> Failures => Assessment.Findings.Where(f => f.Verdict == Verdict.Fail && !f.IsWaived);

    /// <summary>What does not hold and somebody answers for until a date.</summary>
    public IEnumerable<Finding> Waived => Assessment.Findings.Where(f => f.IsWaived);

    /// <summary>Findings of which nothing can be known.</summary>
    public IEnumerable<Finding> Open => Assessment.Findings.Where(f => f.Verdict == Verdict.NotEvaluable);

    /// <summary>0 in line, 1 findings at or above the threshold, 3 something there could not be read; 3 wins.</summary>
    public int ExitCode(Severity? failOn)
    {
        if (IsIncomplete) return 3;
        return failOn is { } least && Failures.Any(f => f.Weight.Severity >= least && f.Rule.Maturity == Maturity.Stable) ? 1 : 0;
    }

    /// <summary>The same, where each risk class may have a threshold of its own.</summary>
    public int ExitCodeBy(Thresholds thresholds) => IsIncomplete ? 3 : Failures.Any(thresholds.IsBreach) ? 1 : 0;

    /// <summary>The report after claims changed, by the same rules: only assets of which something else is said are asked about again.</summary>
    /// <param name="scope">What was read, and as of when.</param>
    /// <param name="claims">Everything that is claimed now.</param>
    /// <param name="vocabulary">The words that planes may use; those of this report.</param>
    public Report After(Scope scope, IReadOnlyCollection<Claim> claims, Vocabulary vocabulary)
    {
        var graph = AssetGraph.From(claims, vocabulary);
        return new Report(scope, graph, Rulebook, Assessment.After(graph, Changes.Between(Graph, graph), Rulebook, scope.AsOf)) { Claims = claims };
    }

    private bool IsIncomplete => Graph.Gaps.Any(g => g.Gap.Kind == GapKind.Unreadable) || Rulebook.Problems.Length > 0;

    /// <summary>Every account as posture tools see it beside what its AI assets look like.</summary>
    public ImmutableArray<AccountView> Accounts => AccountView.Of(Graph, Assessment);

    /// <summary>How deeply each discipline was assessed; one without evidence is not assessed, never good.</summary>
    public ImmutableArray<Discipline> Disciplines =>
    [
        .. All.Select(name =>
        {
            var rules = Rulebook.Conditions.Where(c => c.Rule.Disciplines.Contains(name)).Select(c => c.Rule.Id).ToList();
            var tally = rules.Select(r => Assessment.Tally[r]).ToList();
            return new Discipline(name, rules.Count, tally.Sum(t => t.Pass), tally.Sum(t => t.Fail), tally.Sum(t => t.NotEvaluable));
        }),
    ];
}

/// <summary>One of the three disciplines and how deeply it was assessed.</summary>
public sealed record Discipline(string Name, int Rules, int Pass, int Fail, int NotEvaluable)
{
    /// <summary>True where at least one verdict rests on evidence.</summary>
    public bool IsAssessed => Pass + Fail > 0;
}
