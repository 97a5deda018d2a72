using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Passes over records of events that say nothing of the estate: only where and when they happened is read.</summary>
/// <param name="names">Texts that repeat.</param>
internal sealed class TrailSkim(Interned names)
{
    private readonly RecordSkim walk = new();
    private readonly TrailInterest interest = new(names);
    private int seen;

    /// <summary>Where the time of the record is.</summary>
    public Range Time { get; private set; }

    /// <summary>Where its region is.</summary>
    public Range Region { get; private set; }

    /// <summary>Where its account is.</summary>
    public Range Account { get; private set; }

    /// <summary>True where the record goes on behind the bytes held.</summary>
    public bool IsCut => walk.IsCut;

    private Range Source { get; set; }

    private Range Name { get; set; }

    /// <summary>The length of the record in front; 0 where it has to be read.</summary>
    public int Read(ReadOnlySpan<byte> ahead)
    {
        const int All = 63;
        var length = walk.Read(ahead);
        if (length == 0) return 0;
        seen = 0;
        var record = ahead[..length];
        foreach (var colon in walk.Colons)
        {
            if (colon > 12 && !ReadMember(record, colon)) return 0;
        }

        return seen == All && !interest.Has(record[Source], record[Name]) ? length : 0;
    }

    // Keys are told apart by their last eight bytes, and then looked at whole.
    private bool ReadMember(ReadOnlySpan<byte> record, int colon)
    {
        if (record[colon - 1] != (byte)'"') return false;
        switch (BinaryPrimitives.ReadUInt64BigEndian(record[(colon - 9)..]))
        {
            case 0x76656E7454696D65 when Is(record, colon, "\"eventTime\""u8):
                Time = Value(record, colon, 1);
                break;
            case 0x6E74536F75726365 when Is(record, colon, "\"eventSource\""u8):
                Source = Value(record, colon, 2);
                break;
            case 0x76656E744E616D65 when Is(record, colon, "\"eventName\""u8):
                Name = Value(record, colon, 4);
                break;
            case 0x7773526567696F6E when Is(record, colon, "\"awsRegion\""u8):
                Region = Value(record, colon, 8);
                break;
            case 0x63636F756E744964 when Is(record, colon, "\"recipientAccountId\""u8):
                Account = Value(record, colon, 16);
                break;
            case 0x7456657273696F6E when Is(record, colon, "\"eventVersion\""u8):
                Value(record, colon, 32);
                break;
            case 0x61696C4576656E74 when Is(record, colon, "\"CloudTrailEvent\""u8):
                return false;
            default:
                return true;
        }

        return seen >= 0;
    }

    private static bool Is(ReadOnlySpan<byte> record, int colon, ReadOnlySpan<byte> key) => record[..colon].EndsWith(key);

    // A field that is there twice, no text, or a text with escapes or beyond ASCII is for others to read.
    private Range Value(ReadOnlySpan<byte> record, int colon, int field)
    {
        var from = colon + 2;
        var end = (seen & field) == 0 && from < record.Length && record[from - 1] == (byte)'"' ? End(record, from) : -1;
        seen = end < 0 ? int.MinValue : seen | field;
        return from..Math.Max(from, end);
    }

    private static int End(ReadOnlySpan<byte> record, int from)
    {
        for (; from + Vector256<byte>.Count <= record.Length; from += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(record), (nuint)from);
            var stops = (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\')) | bytes).ExtractMostSignificantBits();
            if (stops == 0) continue;
            from += BitOperations.TrailingZeroCount(stops);
            return record[from] == (byte)'"' ? from : -1;
        }

        for (; from < record.Length; from++)
        {
            if (record[from] == (byte)'"') return from;
            if (record[from] is (byte)'\\' or >= 0x80) return -1;
        }

        return -1;
    }
}
