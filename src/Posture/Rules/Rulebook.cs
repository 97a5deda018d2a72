using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Rules;

/// <summary>Every rule that loads, compiled; and why the others do not.</summary>
/// <param name="Conditions">By control, then id.</param>
/// <param name="Problems">What is wrong with rules that were skipped.</param>
public sealed record Rulebook(ImmutableArray<Condition> Conditions, ImmutableArray<RuleProblem> Problems)
{
    private readonly Condition[][] byKind =
        [.. Enum.GetValues<AssetKind>().Select(k => Conditions.Where(c => c.Rule.Asset == k).ToArray())];

    /// <summary>The rules of one kind of asset.</summary>
    public Condition[] Of(AssetKind kind) => byKind[(int)kind];

    /// <summary>Reads and compiles rules; a broken one is skipped and reported. A later rule of the same id is a problem, never a silent replacement.</summary>
    public static Rulebook Load(IEnumerable<RuleText> texts, Vocabulary vocabulary, DateTimeOffset now)
    {
        var layouts = new Dictionary<AssetKind, KindLayout>();
        var environments = new Environments(now);
        var conditions = new SortedDictionary<(string Control, string Id), Condition>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = ImmutableArray.CreateBuilder<RuleProblem>();
        foreach (var text in texts)
        {
            if (!ids.TryAdd(text.Id, text.Path))
            {
                problems.Add(new RuleProblem(text.Path, $"rule `{text.Id}` is already read from `{ids[text.Id]}`; give it another id"));
                continue;
            }

            if (RuleReader.Read(text, out var wrong) is not { } rule)
            {
                problems.AddRange(wrong);
                continue;
            }

            if (!layouts.TryGetValue(rule.Asset, out var layout)) layouts[rule.Asset] = layout = new KindLayout(rule.Asset, vocabulary);
            if (Condition.Compile(rule, layout, environments, out wrong) is { } condition) conditions[(rule.Control, rule.Id)] = condition;
            problems.AddRange(wrong);
        }

        return new Rulebook([.. conditions.Values], problems.ToImmutable());
    }
}
