using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Posture.Assets;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>An append-only chain of records and the projections that follow from it.</summary>
/// <param name="store">Where it lies.</param>
/// <param name="clock">Dates what is written.</param>
public sealed class Ledger(IRecordStore store, TimeProvider clock) : IDisposable
{
    // A clock that is corrected by a little is common; one that is hours behind would date records wrongly.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private readonly Chain chain = new();

    /// <summary>Where it lies.</summary>
    public IRecordStore Store => store;

    /// <summary>The last record.</summary>
    public Tip Tip => store.Tip;

    /// <summary>What the clock says; no earlier than the last record.</summary>
    public DateTimeOffset Now => Dated(store.Tip);

    /// <summary>
    /// Writes entries after the record that the writer has seen, all or none. Null where somebody else wrote in between:
    /// what the writer decided from may have changed, so it reads and decides again.
    /// </summary>
    /// <param name="seen">The number of the last record that the writer has seen.</param>
    /// <param name="entries">What to write, in this order.</param>
    public Tip? Append(long seen, IReadOnlyList<Entry> entries)
    {
        using var writing = store.Begin();
        if (writing.Tip.Number != seen) return null;
        if (entries.Count == 0) return writing.Tip;
        var time = Dated(writing.Tip);
        var stamp = Encoding.UTF8.GetBytes(Instant.Write(time));
        var rows = Projections.Catalogue.All.Select(p => (p, writing.Rows(p.Name))).ToList();
        var (number, hash) = (writing.Tip.Number, writing.Tip.Hash.ToArray());
        foreach (var entry in entries) hash = Add(writing, entry, ++number, stamp, hash, rows);
        var tip = new Tip(number, [.. hash], time);
        writing.Commit(tip);
        return tip;
    }

    private byte[] Add(IWriting writing, Entry entry, long number, byte[] time, byte[] previous, List<(IProjection, IRows)> projections)
    {
        var (hash, digest) = (new byte[Chain.Length], new byte[Chain.Length]);
        SHA256.HashData(entry.Body.Span, digest);
        var record = new RecordView
        {
            Number = number, Time = time, Moment = Utf8(Instant.Write(entry.Moment)), Kind = Utf8(entry.Kind.Name()), Estate = Utf8(entry.Estate),
            Subject = Utf8(entry.Subject), Actor = Utf8(entry.Actor), Body = entry.Body.Span, Hash = hash,
        };
        chain.Next(previous, number, record, digest, hash);
        writing.Add(record);
        foreach (var (projection, rows) in projections) projection.Apply(record, digest, rows);
        return hash;
    }

    // No store holds a NUL in a text.
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text.Replace('\0', ' '));

    private DateTimeOffset Dated(Tip tip)
    {
        var now = clock.GetUtcNow();
        if (tip.Time - now > Slack)
            throw new LedgerException(string.Create(CultureInfo.InvariantCulture, $"the clock says `{Instant.Write(now)}`, and the last record of `{store.Place}` is dated `{Instant.Write(tip.Time)}`; set the clock right and run again"));
        return now > tip.Time ? now : tip.Time;
    }

    /// <summary>Makes every projection again from the records.</summary>
    public void Rebuild()
    {
        using var writing = store.Begin();
        foreach (var projection in Projections.Catalogue.All)
        {
            writing.Clear(projection.Name);
            var (rows, digest) = (writing.Rows(projection.Name), new byte[Chain.Length]);
            store.Read(0, (in RecordView record) =>
            {
                SHA256.HashData(record.Body, digest);
                projection.Apply(record, digest, rows);
                return true;
            });
        }

        writing.Commit(writing.Tip);
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();
}
