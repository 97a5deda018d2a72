using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>The fields that every record has, read without building the rest of it.</summary>
internal struct TrailHead
{
    /// <summary>The event source; null where the record is none of CloudTrail's.</summary>
    public string? Source;

    /// <summary>The event name.</summary>
    public string? Name;

    /// <summary>The region of the call.</summary>
    public string Region;

    /// <summary>The account the record was delivered for.</summary>
    public string Account;

    /// <summary>When it happened.</summary>
    public DateTimeOffset Time;

    /// <summary>The record as an event's JSON text, where the record is an answer of `lookup-events`.</summary>
    public string? Inner;

    /// <summary>True where the record has a version and a time.</summary>
    public readonly bool IsTrail => Source is not null && versioned && timed;

    /// <summary>True for a record that says everything but a time that can be read.</summary>
    public readonly bool LacksTime => Source is not null && versioned && !timed;

    private bool versioned;
    private bool timed;
    private string? caller;

    /// <summary>Reads the fields; names and texts that repeat are taken from <paramref name="names"/>.</summary>
    /// <exception cref="JsonException">The record is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A text of it is not UTF-8.</exception>
    public static TrailHead Read(ReadOnlySpan<byte> record, Interned names)
    {
        var head = new TrailHead { Region = "", Account = "" };
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) head.ReadField(ref reader, names);
        if (head.Account.Length == 0) head.Account = head.caller ?? "";
        return head;
    }

    private void ReadField(ref Utf8JsonReader reader, Interned names)
    {
        var key = reader.ValueSpan;
        var field = key.Length switch
        {
            9 when key.SequenceEqual("awsRegion"u8) => 1,
            9 when key.SequenceEqual("eventTime"u8) => 2,
            9 when key.SequenceEqual("eventName"u8) => 3,
            11 when key.SequenceEqual("eventSource"u8) => 4,
            12 when key.SequenceEqual("eventVersion"u8) => 5,
            12 when key.SequenceEqual("userIdentity"u8) => 8,
            15 when key.SequenceEqual("CloudTrailEvent"u8) => 7,
            18 when key.SequenceEqual("recipientAccountId"u8) => 6,
            _ => 0,
        };
        reader.Read();
        if (field == 8 && reader.TokenType == JsonTokenType.StartObject) ReadCaller(ref reader, names);
        else if (field == 0 || reader.TokenType != JsonTokenType.String) reader.Skip();
        else Set(field, ref reader, names);
    }

    private void Set(int field, ref Utf8JsonReader reader, Interned names)
    {
        switch (field)
        {
            case 1: Region = names.Text(ref reader); break;
            case 2: timed = RecordTime.TryParse(reader.ValueSpan, out Time); break;
            case 3: Name = names.Text(ref reader); break;
            case 4: Source = names.Text(ref reader); break;
            case 5: versioned = true; break;
            case 6: Account = names.Text(ref reader); break;
            default: Inner = reader.GetString(); break;
        }
    }

    private void ReadCaller(ref Utf8JsonReader reader, Interned names)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isAccount = reader.ValueTextEquals("accountId"u8);
            reader.Read();
            if (isAccount && reader.TokenType == JsonTokenType.String) caller = names.Text(ref reader);
            else reader.Skip();
        }
    }
}
