using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Rules;

/// <summary>What came of trying a rule on its own cases.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Cases">How many cases were tried.</param>
/// <param name="Mutants">How many mutants were tried.</param>
/// <param name="Problems">Cases that came out otherwise, and mutants that no case tells apart.</param>
public sealed record RuleTrial(Rule Rule, int Cases, int Mutants, ImmutableArray<RuleProblem> Problems)
{
    /// <summary>Tries a rule on its cases and, where they hold, on its mutants.</summary>
    public static RuleTrial Of(Rule rule, IReadOnlyList<(string Path, string Text)> cases, Vocabulary vocabulary)
    {
        var layout = new KindLayout(rule.Asset, vocabulary);
        var problems = ImmutableArray.CreateBuilder<RuleProblem>();
        var read = new List<RuleCase>();
        foreach (var (path, text) in cases)
        {
            if (RuleCase.Read(path, text, rule.Asset, vocabulary, out var problem) is { } one) read.Add(one);
            else problems.Add(new RuleProblem(path, problem!));
        }

        var conditions = new Dictionary<DateTimeOffset, Condition>();
        foreach (var now in read.Select(c => c.Now).Distinct())
        {
            if (Condition.Compile(rule, layout, now, out var wrong) is not { } condition) return new RuleTrial(rule, read.Count, 0, wrong);
            conditions[now] = condition;
        }

        foreach (var one in read)
        {
            var verdict = conditions[one.Now].Of(one.Row);
            if (verdict != one.Expected) problems.Add(new RuleProblem(one.Path, $"comes out as {verdict.Name()}, not {one.Expected.Name()}"));
            else if (verdict == Verdict.Fail && conditions[one.Now].On(one.Row).Message.Write(one.Row.Slots()).Contains('{', StringComparison.Ordinal))
                problems.Add(new RuleProblem(one.Path, "the message keeps a brace"));
        }

        var survivors = problems.Count == 0 ? Survivors(rule, layout, read, conditions).ToList() : [];
        foreach (var survivor in survivors.Where(s => s.Survives)) problems.Add(new RuleProblem($"{rule.Path}/rule.yaml", $"no case tells {survivor.What} apart"));
        return new RuleTrial(rule, read.Count, survivors.Count, problems.ToImmutable());
    }

    private static IEnumerable<(string What, bool Survives)> Survivors(
        Rule rule, KindLayout layout, List<RuleCase> cases, Dictionary<DateTimeOffset, Condition> conditions)
    {
        var any = conditions.Values.First();
        var expects = Rules.Mutants.Of(any.Expect.Expr).Select(m => ($"`expect` {m.What}", m.Mutant, true));
        var wheres = any.Where is { } where ? Rules.Mutants.Of(where.Expr).Select(m => ($"`where` {m.What}", m.Mutant, false)) : [];
        foreach (var (what, mutant, isExpect) in expects.Concat(wheres))
        {
            var changed = conditions.ToDictionary(c => c.Key, c => c.Value.With(
                isExpect ? c.Value.Where?.Expr : mutant, isExpect ? mutant : c.Value.Expect.Expr, layout, c.Key));
            // A mutant that does not type-check is told apart by the compiler.
            yield return (what, changed.Values.All(c => c is not null) && cases.All(c => changed[c.Now]!.Of(c.Row) == c.Expected));
        }
    }
}
