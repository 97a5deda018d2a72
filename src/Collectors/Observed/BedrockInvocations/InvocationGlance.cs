using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>
/// One record read in one pass without tokens or objects: where its fields are. Records that are unusual in form, by
/// escapes or repeated keys in what is read, are left to <see cref="InvocationRecord"/>.
/// </summary>
internal sealed class InvocationGlance
{
    private readonly (int From, int Until)[] places = new (int, int)[Enum.GetValues<InvocationField>().Length];

    /// <summary>True for a record of a model invocation.</summary>
    public bool IsInvocation { get; private set; }

    /// <summary>Reads the record at the front; its length, or 0.</summary>
    public int Read(ReadOnlySpan<byte> ahead)
    {
        Array.Clear(places);
        var seen = 0;
        var fields = new PlainFields(ahead, 0);
        if (!fields.Enter((byte)'{')) return 0;
        while (fields.NextKey(out var key))
        {
            var field = FieldOf(key);
            if (field == InvocationField.Inner || (field != InvocationField.None && (seen & (1 << (int)field)) != 0)) return 0;
            seen |= 1 << (int)field;
            ReadField(ref fields, field);
        }

        if (fields.HasFailed) return 0;
        IsInvocation = Text(ahead, InvocationField.Schema).SequenceEqual("ModelInvocationLog"u8)
            || (Has(InvocationField.Model) && Has(InvocationField.Operation) && Has(InvocationField.Request));
        return fields.At;
    }

    /// <summary>True where the record has the field: as a string, or as an object.</summary>
    public bool Has(InvocationField field) => places[(int)field].From > 0;

    /// <summary>A string's text, or an object's bytes; empty where the record has none.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> record, InvocationField field) => record[places[(int)field].From..places[(int)field].Until];

    private void ReadField(ref PlainFields fields, InvocationField field)
    {
        var isText = field is > InvocationField.None and < InvocationField.Identity;
        var fits = fields.Next == (isText ? (byte)'"' : (byte)'{');
        var from = fields.At;
        if (isText) fields.Text();
        else fields.Skip();
        if (field == InvocationField.None || !fits || fields.HasFailed) return;
        places[(int)field] = isText ? (from + 1, fields.At - 1) : (from, fields.At);
    }

    private static InvocationField FieldOf(ReadOnlySpan<byte> key) => key.Length switch
    {
        5 when key.SequenceEqual("input"u8) => InvocationField.Input,
        6 when key.SequenceEqual("output"u8) => InvocationField.Output,
        6 when key.SequenceEqual("region"u8) => InvocationField.Region,
        7 when key.SequenceEqual("message"u8) => InvocationField.Inner,
        7 when key.SequenceEqual("modelId"u8) => InvocationField.Model,
        8 when key.SequenceEqual("identity"u8) => InvocationField.Identity,
        9 when key.SequenceEqual("accountId"u8) => InvocationField.Account,
        9 when key.SequenceEqual("operation"u8) => InvocationField.Operation,
        9 when key.SequenceEqual("requestId"u8) => InvocationField.Request,
        9 when key.SequenceEqual("timestamp"u8) => InvocationField.Time,
        9 when key.SequenceEqual("errorCode"u8) => InvocationField.Error,
        10 when key.SequenceEqual("schemaType"u8) => InvocationField.Schema,
        15 when key.SequenceEqual("inferenceRegion"u8) => InvocationField.Landed,
        _ => InvocationField.None,
    };
}

/// <summary>The fields of a record that are read; texts before objects.</summary>
internal enum InvocationField
{
    None, Schema, Time, Account, Region, Request, Operation, Model, Landed, Error, Inner, Identity, Input, Output,
}
