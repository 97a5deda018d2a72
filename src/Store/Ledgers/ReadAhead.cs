using System.Collections.Concurrent;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>Sees one record and the SHA-256 of its body; false to stop.</summary>
internal delegate bool DigestVisitor(in RecordView record, ReadOnlySpan<byte> digest);

/// <summary>Reads a ledger on a thread of its own, a few batches ahead of who looks at the records.</summary>
internal static class ReadAhead
{
    private const int Batches = 4;

    /// <summary>Shows the records after a number, in order. Nothing else may use the store meanwhile.</summary>
    public static void Read(IRecordStore store, long after, DigestVisitor visit)
    {
        using var stop = new CancellationTokenSource();
        using var full = new BlockingCollection<RecordBatch>(Batches);
        var empty = new ConcurrentBag<RecordBatch>();
        var reading = Task.Run(() => Fill(store, after, full, empty, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in full.GetConsumingEnumerable(CancellationToken.None))
            {
                if (!Show(batch, visit)) break;
                batch.Clear();
                empty.Add(batch);
            }
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([reading], CancellationToken.None);
        }

        reading.GetAwaiter().GetResult();
    }

    private static bool Show(RecordBatch batch, DigestVisitor visit)
    {
        for (var at = 0; at < batch.Count; at++) if (!visit(batch[at], batch.Digest(at))) return false;
        return true;
    }

    private static void Fill(IRecordStore store, long after, BlockingCollection<RecordBatch> full, ConcurrentBag<RecordBatch> empty, CancellationToken stop)
    {
        try
        {
            var batch = new RecordBatch();
            store.Read(after, (in RecordView record) =>
            {
                batch.Add(record);
                if (!batch.IsFull) return !stop.IsCancellationRequested;
                full.Add(batch, stop);
                batch = empty.TryTake(out var cleared) ? cleared : new RecordBatch();
                return true;
            });
            full.Add(batch, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Who looks at the records has seen enough.
        }
        finally
        {
            full.CompleteAdding();
        }
    }
}
