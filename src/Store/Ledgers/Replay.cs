using System.Globalization;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>Projections made again in memory, to be compared with those that the store keeps.</summary>
internal sealed class Replay
{
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
            store.ReadRows(projection.Name, "", row =>
            {
                if (!rows.All.Remove(row.Key, out var expected)) wrong.Add(Say(projection, row, "is not in the records"));
                else if (expected != row) wrong.Add(Say(projection, row, "is not what the records say"));
            });
            wrong.AddRange(rows.All.Values.Select(r => Say(projection, r, "is missing")));
            faults.AddRange(wrong.OrderBy(f => f.Number).ThenBy(f => f.Message, StringComparer.Ordinal).Take(10));
        }
    }

    private static Fault Say(IProjection projection, Row row, string what) => new(
        FaultKind.Projection, row.Number,
        string.Create(CultureInfo.InvariantCulture, $"the row `{row.Key.Replace('\u001f', ' ')}` of the projection `{projection.Name}` {what} (record {row.Number}); `plumb ledger rebuild` makes it again"));
}

/// <summary>Rows in memory.</summary>
internal sealed class MemoryRows : IRows
{
    public Dictionary<string, Row> All { get; } = new(StringComparer.Ordinal);

    public Row? Get(string key) => All.GetValueOrDefault(key);

    public void Put(Row row) => All[row.Key] = row;

    public void Remove(string key) => All.Remove(key);
}
