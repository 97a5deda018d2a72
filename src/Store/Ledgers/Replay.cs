using System.Globalization;
using System.Text;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>Projections made again in memory, to be compared with those that the store keeps.</summary>
internal sealed class Replay
{
    private const int Most = 10;
    private readonly List<(IProjection Projection, MemoryRows Rows)> made = [.. Projections.Catalogue.All.Select(p => (p, new MemoryRows()))];

    public void Add(in RecordView record, ReadOnlySpan<byte> digest)
    {
        foreach (var (projection, rows) in made) projection.Apply(record, digest, rows);
    }

    /// <summary>Says of each projection what the store has otherwise; ten rows of each at most.</summary>
    public void Compare(IRecordStore store, List<Fault> faults)
    {
        foreach (var (projection, rows) in made)
        {
            var wrong = new List<Fault>();
            store.ReadRows(projection.Name, "", (key, number, body) =>
            {
                if (rows.Take(key, number, body) is { } what && wrong.Count < Most * Most) wrong.Add(Say(projection, Encoding.UTF8.GetString(key), number, what));
            });
            wrong.AddRange(rows.Left.Take(Most).Select(r => Say(projection, r.Key, r.Number, "is missing")));
            faults.AddRange(wrong.OrderBy(f => f.Number).ThenBy(f => f.Message, StringComparer.Ordinal).Take(Most));
        }
    }

    private static Fault Say(IProjection projection, string key, long number, string what) => new(
        FaultKind.Projection, number,
        string.Create(CultureInfo.InvariantCulture, $"the row `{key.Replace('\u001f', ' ')}` of the projection `{projection.Name}` {what} (record {number}); `plumb ledger rebuild` makes it again"));
}
