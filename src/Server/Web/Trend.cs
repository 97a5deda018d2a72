using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Server.Keeping;
using Plumbline.Store.Records;

namespace Plumbline.Server.Web;

/// <summary>How many findings were open at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Open">By severity, from info to critical.</param>
public sealed record TrendPoint(DateTimeOffset At, ImmutableArray<int> Open)
{
    /// <summary>All severities together.</summary>
    public int All => Open.Sum();
}

/// <summary>Open findings over time, as the ledger has them; only what was written since the last look is read.</summary>
/// <param name="ledgers">The ledger.</param>
public sealed class Trend(LedgerPool ledgers)
{
    private const int Most = 400;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<string, Severity>> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TrendPoint>> points = new(StringComparer.Ordinal);
    private long seen;

    /// <summary>The points of an estate, oldest first; long series keep every other point until they are short.</summary>
    public ImmutableArray<TrendPoint> Of(string estate)
    {
        lock (gate)
        {
            ledgers.Use(ledger =>
            {
                var later = new Stack<Record>();
                ledger.Store.ReadActs(long.MaxValue, RecordKind.Finding, (in RecordView record) =>
                {
                    if (record.Number > seen) later.Push(record.Keep());
                    return record.Number > seen;
                });
                foreach (var record in later) Take(record);
                return seen = Math.Max(seen, later.Count > 0 ? later.Max(r => r.Number) : seen);
            });
            return points.TryGetValue(estate, out var found) ? [.. found] : [];
        }
    }

    private void Take(Record record)
    {
        if (State(record) is not var (isOpen, severity)) return;
        if (!open.TryGetValue(record.Estate, out var standing)) open[record.Estate] = standing = new(StringComparer.Ordinal);
        if (!counted.TryGetValue(record.Estate, out var counts)) counted[record.Estate] = counts = new int[Enum.GetValues<Severity>().Length];
        if (standing.Remove(record.Subject, out var was)) counts[(int)was]--;
        if (isOpen) counts[(int)(standing[record.Subject] = severity)]++;
        if (!points.TryGetValue(record.Estate, out var list)) points[record.Estate] = list = [];
        var point = new TrendPoint(record.Moment, [.. counts]);
        if (list.Count > 0 && list[^1].At == record.Moment) list[^1] = point;
        else list.Add(point);
        if (list.Count > Most) for (var i = list.Count - 2; i > 0; i -= 2) list.RemoveAt(i);
    }

    private static (bool IsOpen, Severity Severity)? State(Record record)
    {
        using var body = JsonDocument.Parse(record.Body);
        return body.RootElement.TryGetProperty("state", out var state) && body.RootElement.TryGetProperty("severity", out var said) && KebabCase.TryParse<Severity>(said.GetString() ?? "", out var severity)
            ? (state.GetString() == "open", severity) : null;
    }
}
