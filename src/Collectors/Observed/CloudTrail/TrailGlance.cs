using System.Text;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>
/// One record read in one pass without tokens or objects: where its fields are. Records that are unusual in form, by
/// escapes or repeated keys in what is read, are left to <see cref="TrailHead"/>.
/// </summary>
/// <param name="names">Texts that repeat.</param>
internal sealed class TrailGlance(Interned names)
{
    private readonly TrailSkim skim = new(names);
    private readonly QuoteWalk walk = new();
    private readonly (int From, int Until)[] places = new (int, int)[Enum.GetValues<TrailField>().Length];

    /// <summary>When it happened.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>True where the record has a source, a version and a time.</summary>
    public bool IsTrail { get; private set; }

    /// <summary>The record says everything but a time that can be read.</summary>
    public bool LacksTime { get; private set; }

    /// <summary>True where nothing is read from the record but where and when it happened.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>Reads the record at the front; its length, or 0.</summary>
    public int Read(ReadOnlySpan<byte> ahead)
    {
        IsIdle = false;
        var length = ReadIdle(ahead);
        if (length > 0 || skim.IsCut) return length;
        length = ReadCompact(ahead);
        if (length == 0) length = ReadSpaced(ahead);
        if (length == 0) return 0;
        var timed = RecordTime.TryParse(Text(ahead, TrailField.Time), out var time);
        Time = time;
        IsTrail = timed && Has(TrailField.Source) && Has(TrailField.Version);
        LacksTime = !timed && Has(TrailField.Source) && Has(TrailField.Version);
        return length;
    }

    private int ReadIdle(ReadOnlySpan<byte> ahead)
    {
        var length = skim.Read(ahead);
        if (length == 0 || skim.Account.Start.Value == skim.Account.End.Value || !RecordTime.TryParse(ahead[skim.Time], out var time)) return 0;
        (Time, IsTrail, LacksTime, IsIdle) = (time, true, false, true);
        (places[(int)TrailField.Region], places[(int)TrailField.Account]) = (Ends(skim.Region), Ends(skim.Account));
        return length;
    }

    private static (int From, int Until) Ends(Range range) => (range.Start.Value, range.End.Value);

    // Nearly every record that is read: no escapes, no white space, ASCII where it matters.
    private int ReadCompact(ReadOnlySpan<byte> ahead)
    {
        Array.Clear(places);
        var seen = 0;
        if (!walk.Start(ahead)) return 0;
        while (walk.NextMember(ahead))
        {
            var (from, until) = walk.Key;
            var field = FieldOf(ahead[from..until]);
            if (field == TrailField.None) continue;
            if (field == TrailField.Inner || (seen & (1 << (int)field)) != 0) return 0;
            seen |= 1 << (int)field;
            (from, until) = walk.Value;
            if (!Fits(field, ahead[from])) continue;
            places[(int)field] = field >= TrailField.Identity ? (from, until) : (from + 1, until - 1);
        }

        return walk.Length > 0 && (walk.IsAscii || AreAscii(ahead)) ? walk.Length : 0;
    }

    private bool AreAscii(ReadOnlySpan<byte> record)
    {
        for (var field = TrailField.Version; field <= TrailField.Identity; field++)
        {
            if (!Ascii.IsValid(Text(record, field))) return false;
        }

        return true;
    }

    private int ReadSpaced(ReadOnlySpan<byte> ahead)
    {
        Array.Clear(places);
        var seen = 0;
        var fields = new PlainFields(ahead, 0);
        if (!fields.Enter((byte)'{')) return 0;
        while (fields.NextKey(out var key))
        {
            var field = FieldOf(key);
            if (field == TrailField.None)
            {
                fields.Skip();
                continue;
            }

            if (field == TrailField.Inner || (seen & (1 << (int)field)) != 0) return 0;
            seen |= 1 << (int)field;
            if (field < TrailField.Identity) ReadText(ref fields, field);
            else ReadObject(ref fields, field);
        }

        if (fields.HasFailed) return 0;
        var caller = Text(ahead, TrailField.Identity);
        return Ascii.IsValid(caller) && !caller.Contains((byte)'\\') ? fields.At : 0;
    }

    /// <summary>True where the record has the field: as a string, or as an object.</summary>
    public bool Has(TrailField field) => places[(int)field].From > 0;

    /// <summary>A string's text, or an object's bytes; empty where the record has none.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> record, TrailField field) => record[places[(int)field].From..places[(int)field].Until];

    private void ReadText(ref PlainFields fields, TrailField field)
    {
        var isString = fields.Next == (byte)'"';
        var from = fields.At + 1;
        fields.Text();
        if (isString && !fields.HasFailed) places[(int)field] = (from, fields.At - 1);
    }

    private void ReadObject(ref PlainFields fields, TrailField field)
    {
        var fits = Fits(field, fields.Next);
        var from = fields.At;
        fields.Skip();
        if (fits && !fields.HasFailed) places[(int)field] = (from, fields.At);
    }

    private static bool Fits(TrailField field, byte first) => first == field switch
    {
        < TrailField.Identity => (byte)'"',
        TrailField.Resources => (byte)'[',
        TrailField.Management => (byte)'f',
        _ => (byte)'{',
    };

    private static TrailField FieldOf(ReadOnlySpan<byte> key) => key.Length switch
    {
        7 when key.SequenceEqual("eventID"u8) => TrailField.Event,
        9 when key.SequenceEqual("eventTime"u8) => TrailField.Time,
        9 when key.SequenceEqual("eventName"u8) => TrailField.Name,
        9 when key.SequenceEqual("awsRegion"u8) => TrailField.Region,
        9 when key.SequenceEqual("requestID"u8) => TrailField.Request,
        9 when key.SequenceEqual("errorCode"u8) => TrailField.Error,
        9 when key.SequenceEqual("resources"u8) => TrailField.Resources,
        11 when key.SequenceEqual("eventSource"u8) => TrailField.Source,
        12 when key.SequenceEqual("eventVersion"u8) => TrailField.Version,
        12 when key.SequenceEqual("userIdentity"u8) => TrailField.Identity,
        13 when key.SequenceEqual("vpcEndpointId"u8) => TrailField.Endpoint,
        13 when key.SequenceEqual("eventCategory"u8) => TrailField.Category,
        15 when key.SequenceEqual("managementEvent"u8) => TrailField.Management,
        15 when key.SequenceEqual("CloudTrailEvent"u8) => TrailField.Inner,
        17 when key.SequenceEqual("requestParameters"u8) => TrailField.Asked,
        18 when key.SequenceEqual("recipientAccountId"u8) => TrailField.Account,
        19 when key.SequenceEqual("additionalEventData"u8) => TrailField.Additional,
        _ => TrailField.None,
    };
}

/// <summary>The fields of a record that are read: texts before objects; the list of resources, and `managementEvent` where it is false.</summary>
internal enum TrailField
{
    None, Version, Time, Source, Name, Region, Account, Event, Request, Error, Endpoint, Category, Inner, Identity, Asked, Additional, Resources, Management,
}
