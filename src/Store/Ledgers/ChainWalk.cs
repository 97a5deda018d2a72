using System.Globalization;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>Walks a chain from its first record and says where it is not what was written.</summary>
internal sealed class ChainWalk(List<Fault> faults, IReadOnlyList<Checkpoint> checkpoints)
{
    private const int Farthest = 16;
    private const int Kept = 1000;
    private readonly Chain chain = new();
    private readonly byte[] digest = new byte[Chain.Length];
    private readonly byte[] swapDigest = new byte[Chain.Length];
    private readonly byte[] computed = new byte[Chain.Length];
    private readonly ILookup<long, Checkpoint> marks = checkpoints.ToLookup(c => c.Number);
    private readonly List<Suspect> suspects = [];
    private byte[] previous = Chain.Start.ToArray();
    private byte[] before = Chain.Start.ToArray();
    private byte[] time = [];
    private string? swapped;
    private long number, shift;

    /// <summary>A record that does not fit: its copy, and the hash of the record in front of it.</summary>
    private sealed record Suspect(Record Record, byte[] Previous, byte[] Digest);

    /// <summary>How many records were read.</summary>
    public long Count { get; private set; }

    /// <summary>The last record that was read.</summary>
    public Tip Tip => new(number, [.. previous], time.Length == 0 ? DateTimeOffset.MinValue : Instant.Read(time));

    /// <summary>Looks at the next record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="body">The SHA-256 of its body.</param>
    public void Step(in RecordView record, ReadOnlySpan<byte> body)
    {
        Count++;
        body.CopyTo(digest);
        var follows = record.Number == number + 1;
        if (!follows) Say(FaultKind.Removed, number + 1, Between(number + 1, record.Number - 1, "are missing", "is missing") + $", so that record {record.Number} cannot be checked");
        else if (record.Hash.Length != Chain.Length || !(Fits(record, previous, record.Number - shift) || Swapped(record) || Shifts(record))) Suspicious(record);
        if (record.Time.SequenceCompareTo(time) < 0) Say(FaultKind.Misdated, record.Number, $"record {record.Number} is dated before the record in front of it");
        foreach (var mark in marks[record.Number - shift]) Compare(mark, record);
        (before, previous) = (previous, before);
        if (swapped is not null) Convert.FromHexString(swapped).CopyTo(previous, 0);
        else if (record.Hash.Length == Chain.Length) record.Hash.CopyTo(previous);
        swapped = null;
        if (!record.Time.SequenceEqual(time)) time = record.Time.ToArray();
        number = record.Number;
    }

    private void Compare(Checkpoint mark, in RecordView record)
    {
        if (!record.Hash.SequenceEqual(Convert.FromHexString(mark.Hash.Length == Chain.Length * 2 ? mark.Hash : "")))
            Say(FaultKind.Checkpoint, mark.Number, $"record {mark.Number} is not the one that the checkpoint of `{mark.Time}` signed: the ledger was rewritten at or before it");
    }

    private bool Fits(in RecordView record, ReadOnlySpan<byte> from, long at)
    {
        chain.Next(from, at, record, digest, computed);
        return record.Hash.SequenceEqual(computed);
    }

    // Two neighbours that changed places: this one follows from the record before both, and the other from this one.
    private bool Swapped(in RecordView record)
    {
        if (suspects.LastOrDefault() is not { } other || other.Record.Number != number || !Fits(record, other.Previous, number - shift)) return false;
        other.Digest.CopyTo(swapDigest, 0);
        chain.Next(record.Hash, record.Number - shift, View(other.Record), swapDigest, computed);
        if (Convert.ToHexStringLower(computed) != other.Record.Hash) return false;
        suspects.RemoveAt(suspects.Count - 1);
        swapped = other.Record.Hash;
        Say(FaultKind.Reordered, number, $"records {number} and {record.Number} changed places");
        return true;
    }

    private static RecordView View(Record r) => new()
    {
        Number = r.Number, Time = Utf8(Instant.Write(r.Time)), Moment = Utf8(Instant.Write(r.Moment)), Kind = Utf8(r.Kind), Estate = Utf8(r.Estate),
        Subject = Utf8(r.Subject), Actor = Utf8(r.Actor), Body = r.Body.Span, Hash = Convert.FromHexString(r.Hash),
    };

    // Somebody who adds or takes away a record in the middle renumbers those behind it: they fit under the numbers they had.
    private bool Shifts(in RecordView record)
    {
        for (var by = 1; by <= Farthest; by++)
        {
            if (Fits(record, before, record.Number - shift - by))
            {
                shift += by;
                suspects.RemoveAll(s => s.Record.Number == number);
                Say(FaultKind.Inserted, number, $"record {number} was inserted: those behind it were numbered one less");
                return true;
            }

            if (!Fits(record, previous, record.Number - shift + by)) continue;
            shift -= by;
            suspects.RemoveAll(s => s.Record.Number == number);
            Say(FaultKind.Removed, number, $"{(by == 1 ? "a record was" : $"{by} records were")} removed in front of record {number}, and those behind were renumbered");
            return true;
        }

        return false;
    }

    private void Suspicious(in RecordView record)
    {
        if (suspects.Count < Kept) suspects.Add(new Suspect(record.Keep(), [.. previous], [.. digest]));
        else if (suspects.Count == Kept) Say(FaultKind.Altered, record.Number, $"record {record.Number} is altered, and more behind it");
    }

    /// <summary>Says what the records that did not fit are, and whether the end is there.</summary>
    public void End(Tip tip)
    {
        foreach (var suspect in suspects) Judge(suspect);
        if (tip.Number > number) Say(FaultKind.Removed, number + 1, Between(number + 1, tip.Number, "are missing at the end", "is missing at the end"));
        else if (tip.Number < number) Say(FaultKind.Inserted, tip.Number + 1, Between(tip.Number + 1, number, "were added behind the end", "was added behind the end"));
        else if (number > 0 && !tip.Hash.AsSpan().SequenceEqual(previous)) Say(FaultKind.Altered, number, $"record {number} is not the one that was written last");
        foreach (var mark in checkpoints.Where(c => c.Number > number - shift))
            Say(FaultKind.Checkpoint, mark.Number, $"the checkpoint of `{mark.Time}` signed record {mark.Number}, and the ledger ends at {number}: records were removed");
        faults.Sort((a, b) => a.Number.CompareTo(b.Number));
    }

    private void Judge(Suspect suspect)
    {
        var own = suspect.Record.Number;
        foreach (var other in suspects)
        {
            if (other == suspect || !Belongs(suspect, other)) continue;
            Say(FaultKind.Reordered, own, $"record {own} was written as record {other.Record.Number}: records changed places");
            return;
        }

        Say(FaultKind.Altered, own, $"record {own} ({suspect.Record.Kind} `{suspect.Record.Subject}`) is altered: its hash does not follow from its content and record {own - 1}");
    }

    // The chain in front of the place a record came from is intact unless that place's own neighbours moved too.
    private bool Belongs(Suspect record, Suspect place)
    {
        var view = View(record.Record);
        record.Digest.CopyTo(digest, 0);
        if (Fits(view, place.Previous, place.Record.Number)) return true;
        foreach (var other in suspects) if (Fits(view, Convert.FromHexString(other.Record.Hash), place.Record.Number)) return true;
        return false;
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Between(long first, long last, string many, string one) => first == last
        ? string.Create(CultureInfo.InvariantCulture, $"record {first} {one}") : string.Create(CultureInfo.InvariantCulture, $"records {first} to {last} {many}");

    private void Say(FaultKind kind, long at, string message) => faults.Add(new Fault(kind, at, message));
}
