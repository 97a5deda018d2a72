using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>What is wrong with a ledger.</summary>
public enum FaultKind
{
    /// <summary>A record is not what was written.</summary>
    Altered,

    /// <summary>Records that were written are not there.</summary>
    Removed,

    /// <summary>A record is there that was not written at its place.</summary>
    Inserted,

    /// <summary>Records changed places.</summary>
    Reordered,

    /// <summary>A record is dated before the one in front of it.</summary>
    Misdated,

    /// <summary>A projection is not what follows from the records.</summary>
    Projection,

    /// <summary>The chain is not the one that a checkpoint signed.</summary>
    Checkpoint,

    /// <summary>The store cannot be read to its end.</summary>
    Unreadable,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">The record, or the first of them; 0 where it is no record.</param>
/// <param name="Message">One sentence.</param>
public sealed record Fault(FaultKind Kind, long Number, string Message);

/// <summary>What a walk through a whole ledger found.</summary>
/// <param name="Records">How many records were read.</param>
/// <param name="Tip">The last one that was read.</param>
/// <param name="Faults">What is wrong, in the order in which it was met; empty where nothing is.</param>
public sealed record Verification(long Records, Tip Tip, ImmutableArray<Fault> Faults)
{
    /// <summary>Reads every record, computes every hash, makes the projections again and compares them.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="checkpoints">Signed heads that were kept elsewhere, their signatures already checked.</param>
    /// <param name="reading">Told the number of records read, now and then.</param>
    public static Verification Of(IRecordStore store, IReadOnlyList<Checkpoint> checkpoints, Action<long> reading)
    {
        var faults = new List<Fault>();
        var walk = new ChainWalk(faults, checkpoints);
        var replay = new Replay();
        Task<IReadOnlyList<string>>? check = null;
        try
        {
            ReadAhead.Read(store, 0, (in RecordView record, ReadOnlySpan<byte> body) =>
            {
                walk.Step(record, body);
                replay.Add(record, body);
                if (record.Number % 50_000 == 0) reading(record.Number);
                return true;
            });
            walk.End(store.Tip);
            if (faults.Count == 0)
            {
                check = Task.Run(store.Check);
                replay.Compare(store, faults);
            }
        }
        catch (LedgerException e)
        {
            faults.Add(new Fault(FaultKind.Unreadable, walk.Tip.Number + 1, string.Create(CultureInfo.InvariantCulture, $"the ledger cannot be read after record {walk.Tip.Number}: {e.Message}")));
        }
        finally
        {
            if (check is not null) Task.WaitAny([check], CancellationToken.None);
        }

        if (faults.Count == 0 && check is not null) faults.AddRange(check.GetAwaiter().GetResult().Select(s => new Fault(FaultKind.Unreadable, 0, s)));
        return new Verification(walk.Count, walk.Tip, [.. faults]);
    }
}
