using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>How much was asked: what a change costs can be counted.</summary>
/// <param name="Assets">Assets that rules were asked about.</param>
/// <param name="Verdicts">Verdicts that were made: one for each of these assets and each rule of its kind.</param>
public sealed record Work(int Assets, int Verdicts);

/// <summary>The verdict of every rule on every asset of its kind.</summary>
internal sealed class Verdicts
{
    private readonly Dictionary<AssetKind, (AssetRow[][] Pages, Condition[] Conditions, Verdict[][] Of)> kinds = [];

    /// <summary>What it took to make them.</summary>
    public Work Work { get; private set; } = new(0, 0);

    /// <summary>Every rule on every asset.</summary>
    /// <param name="graph">The assets.</param>
    /// <param name="rulebook">The rules.</param>
    /// <param name="cores">How many cores may be used.</param>
    /// <param name="about">The assets that are asked about; null for all.</param>
    public static Verdicts Of(AssetGraph graph, Rulebook rulebook, int cores, Func<AssetRow, bool>? about, CancellationToken cancellation = default)
    {
        var all = new Verdicts();
        foreach (var kind in graph.Kinds)
        {
            var conditions = rulebook.Of(kind);
            var pages = about is null ? graph.Pages(kind) : [.. graph.Pages(kind).Select(p => p.Where(about).ToArray()).Where(p => p.Length > 0)];
            all.kinds[kind] = (pages, conditions, Evaluation.Of(pages, conditions, cores, cancellation));
            all.Count(pages.Sum(p => p.Length), conditions.Length);
        }

        return all;
    }

    /// <summary>The same rules on a later graph: only assets that changed are asked about.</summary>
    /// <param name="graph">The later graph.</param>
    /// <param name="changed">The assets whose rows are not as they were.</param>
    public Verdicts After(AssetGraph graph, IReadOnlySet<AssetId> changed, Rulebook rulebook)
    {
        var later = new Verdicts();
        foreach (var kind in graph.Kinds)
        {
            var (pages, conditions) = (graph.Pages(kind), rulebook.Of(kind));
            var places = kinds.TryGetValue(kind, out var before) ? Places(before.Pages, pages) : [];
            var asked = 0;
            var verdicts = new Verdict[pages.Length][];
            for (var p = 0; p < pages.Length; p++)
            {
                var rows = pages[p];
                verdicts[p] = new Verdict[rows.Length * conditions.Length];
                for (var i = 0; i < rows.Length; i++)
                {
                    if (changed.Contains(rows[i].Id) || !places.TryGetValue(rows[i].Id, out var at))
                    {
                        asked++;
                        var slots = rows[i].Slots();
                        for (var r = 0; r < conditions.Length; r++) verdicts[p][(r * rows.Length) + i] = conditions[r].Of(rows[i], slots);
                    }
                    else
                    {
                        for (var r = 0; r < conditions.Length; r++) verdicts[p][(r * rows.Length) + i] = before.Of[at.Page][(r * before.Pages[at.Page].Length) + at.Index];
                    }
                }
            }

            later.kinds[kind] = (pages, conditions, verdicts);
            later.Count(asked, conditions.Length);
        }

        return later;
    }

    /// <summary>All of them: kinds in order, pages outside, rules inside. The slots of a row are for this step alone.</summary>
    public IEnumerable<(Condition Condition, AssetRow Row, Value[] Slots, Verdict Verdict)> All()
    {
        foreach (var (_, (pages, conditions, of)) in kinds.OrderBy(k => k.Key))
        {
            var block = new Value[pages.Select(p => p.Length).DefaultIfEmpty().Max()][];
            for (var p = 0; p < pages.Length; p++)
            {
                for (var i = 0; i < pages[p].Length; i++) pages[p][i].CopyTo(block[i] ??= new Value[pages[p][i].Layout.Slots]);
                for (var at = 0; at < of[p].Length; at++)
                {
                    var (rule, i) = Math.DivRem(at, pages[p].Length);
                    yield return (conditions[rule], pages[p][i], block[i], of[p][at]);
                }
            }
        }
    }

    private void Count(int assets, int rules) => Work = new Work(Work.Assets + assets, Work.Verdicts + (assets * rules));

    private static Dictionary<AssetId, (int Page, int Index)> Places(AssetRow[][] before, AssetRow[][] now)
    {
        var places = new Dictionary<AssetId, (int, int)>(now.Sum(p => p.Length));
        for (var p = 0; p < before.Length; p++)
            for (var i = 0; i < before[p].Length; i++) places[before[p][i].Id] = (p, i);
        return places;
    }
}
