using Plumbline.Posture.Assets;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Records;

namespace Plumbline.Server.Alerts;

/// <summary>Changes of findings, read from the ledger in their order.</summary>
/// <param name="ledgers">The ledger.</param>
/// <param name="watch">How the estate stands.</param>
/// <param name="words">The words that planes may use.</param>
public sealed class FindingRecords(LedgerPool ledgers, EstateWatch watch, Vocabulary words)
{
    private const int Most = 200;

    /// <summary>The last record whose finding is known with its evidence: nothing behind it is told yet. Where reading fails, all there is.</summary>
    public long Horizon => watch.Problem is null ? watch.Written : ledgers.Use(l => l.Tip.Number);

    /// <summary>Some of the changes behind a record, and the record up to which there are no others.</summary>
    /// <param name="after">The record behind which to begin.</param>
    /// <param name="horizon">The record behind which to stop.</param>
    public (IReadOnlyList<Notice> Notices, long Upto) Read(long after, long horizon)
    {
        var (records, upto) = (new List<Record>(), after);
        ledgers.Use(ledger =>
        {
            ledger.Store.Read(after, (in RecordView record) =>
            {
                if (record.Number > horizon) return false;
                upto = record.Number;
                if (record.Is(RecordKind.Finding)) records.Add(record.Keep());
                return records.Count < Most;
            });
            return true;
        });
        var standing = watch.Current;
        return ([.. records.Select(r => Notice.Of(r, standing, words))], upto);
    }

    /// <summary>The change in one record; null where it is none.</summary>
    public Notice? One(long number) => Read(number - 1, number).Notices.SingleOrDefault();

    /// <summary>A notice that says of itself that it is a trial.</summary>
    public Notice Trial(DateTimeOffset now) => Notice.Trial(now, words);
}
