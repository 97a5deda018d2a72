using Plumbline.Cel.Types;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Rules;

/// <summary>Every rule over every asset of its kind: pages of rows outside, rules inside, pages handed to the cores by one counter.</summary>
public static class Evaluation
{
    /// <summary>The verdicts of one kind: <c>[page][rule * rows + row]</c>.</summary>
    /// <exception cref="OperationCanceledException">It was ended between two rows.</exception>
    public static Verdict[][] Of(AssetRow[][] pages, Condition[] conditions, int cores, CancellationToken cancellation = default)
    {
        var verdicts = new Verdict[pages.Length][];
        for (var p = 0; p < pages.Length; p++) verdicts[p] = new Verdict[pages[p].Length * conditions.Length];
        var longest = pages.Select(p => p.Length).DefaultIfEmpty().Max();
        if (cores <= 1 || pages.Length * conditions.Length < 64)
        {
            var block = new Value[longest][];
            for (var p = 0; p < pages.Length; p++) Page(pages[p], conditions, block, verdicts[p], cancellation);
            return verdicts;
        }

        var next = -1;
        Parallel.For(0, cores, _ =>
        {
            var block = new Value[longest][];
            for (int p; (p = Interlocked.Increment(ref next)) < pages.Length;) Page(pages[p], conditions, block, verdicts[p], cancellation);
        });
        return verdicts;
    }

    /// <summary>Every rule of an asset's kind on one row, in the rulebook's order.</summary>
    public static void Row(AssetRow row, Condition[] conditions, Span<Verdict> verdicts)
    {
        var slots = row.Slots();
        for (var r = 0; r < conditions.Length; r++) verdicts[r] = conditions[r].Of(row, slots);
    }

    private static void Page(AssetRow[] rows, Condition[] conditions, Value[][] block, Span<Verdict> verdicts, CancellationToken cancellation)
    {
        if (conditions.Length == 0) return;
        for (var i = 0; i < rows.Length; i++) rows[i].CopyTo(block[i] ??= new Value[rows[i].Layout.Slots]);
        for (var r = 0; r < conditions.Length; r++)
        {
            var condition = conditions[r];
            var of = verdicts.Slice(r * rows.Length, rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                of[i] = condition.Of(rows[i], block[i]);
            }
        }
    }
}
