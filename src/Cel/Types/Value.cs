using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>One CEL value: sixteen bytes, immutable, compared as CEL compares (1 == 1u == 1.0).</summary>
/// <remarks>A failed computation is a value too (<see cref="ValueKind.Error"/>), so evaluation never throws.</remarks>
public readonly struct Value : IEquatable<Value>
{
    private sealed class Tag(ValueKind kind) { public readonly ValueKind Kind = kind; }

    private static readonly Tag BoolTag = new(ValueKind.Bool);
    private static readonly Tag IntTag = new(ValueKind.Int);
    private static readonly Tag UintTag = new(ValueKind.Uint);
    private static readonly Tag DoubleTag = new(ValueKind.Double);

    private readonly object? reference;
    private readonly long bits;

    private Value(object? reference, long bits)
    {
        this.reference = reference;
        this.bits = bits;
    }

    /// <summary>CEL's null, and the default of this type.</summary>
    public static Value Null => default;

    /// <summary>The boolean true.</summary>
    public static Value True => new(BoolTag, 1);

    /// <summary>The boolean false.</summary>
    public static Value False => new(BoolTag, 0);

    /// <summary>A list without elements.</summary>
    public static Value EmptyList { get; } = new(new ListValue([], isPartial: false), 0);

    /// <summary>Wraps a boolean.</summary>
    public static Value Of(bool value) => value ? True : False;

    /// <summary>Wraps a signed integer.</summary>
    public static Value Of(long value) => new(IntTag, value);

    /// <summary>Wraps an unsigned integer.</summary>
    public static Value Of(ulong value) => new(UintTag, (long)value);

    /// <summary>Wraps a double.</summary>
    public static Value Of(double value) => new(DoubleTag, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Wraps a string; null becomes <see cref="Null"/>.</summary>
    public static Value Of(string? value) => new(value, 0);

    /// <summary>Wraps an instant.</summary>
    public static Value Of(DateTimeOffset value) => new(Types.Timestamp.From(value), 0);

    /// <summary>Wraps a timestamp, duration, bytes, list, map, type, optional or error object of this room.</summary>
    public static Value Of(IBoxed value) => new(value, 0);

    /// <summary>A list of the given elements, in their order.</summary>
    public static Value List(params ImmutableArray<Value> items) =>
        items.IsEmpty ? EmptyList : new(new ListValue(items, isPartial: false), 0);

    /// <summary>A list of strings, in their order.</summary>
    public static Value List(IEnumerable<string> items) => List([.. items.Select(i => Of(i))]);

    /// <summary>A list that may have more elements than were seen.</summary>
    public static Value PartialList(params ImmutableArray<Value> items) => new(new ListValue(items, isPartial: true), 0);

    /// <summary>A map with string keys, in the given order; a field whose value is null is left out.</summary>
    public static Value Map(params ReadOnlySpan<(string Key, Value Value)> fields) => new(MapValue.FromFields(fields), 0);

    /// <summary>An error that carries its reason.</summary>
    public static Value Error(string message) => new(new ErrorValue(message, isUnknown: false), 0);

    /// <summary>Missing evidence: the value exists or not, but nobody looked.</summary>
    public static Value Unknown(string what) => new(new ErrorValue(what, isUnknown: true), 0);

    /// <summary>What this value holds.</summary>
    public ValueKind Kind => reference switch
    {
        null => ValueKind.Null,
        Tag tag => tag.Kind,
        string => ValueKind.String,
        _ => ((IBoxed)reference).Kind,
    };

    /// <summary>True for <see cref="ValueKind.Null"/>.</summary>
    public bool IsNull => reference is null;

    /// <summary>True for an error, unknown included.</summary>
    public bool IsError => reference is ErrorValue;

    /// <summary>True for missing evidence.</summary>
    public bool IsUnknown => reference is ErrorValue { IsUnknown: true };

    internal bool IsInt => ReferenceEquals(reference, IntTag);

    internal bool IsDouble => ReferenceEquals(reference, DoubleTag);

    /// <summary>True for the boolean true.</summary>
    public bool IsTrue => ReferenceEquals(reference, BoolTag) && bits != 0;

    /// <summary>True for the boolean false.</summary>
    public bool IsFalse => ReferenceEquals(reference, BoolTag) && bits == 0;

    /// <summary>The boolean; meaningful for <see cref="ValueKind.Bool"/> only.</summary>
    public bool AsBool => bits != 0;

    /// <summary>The signed integer; meaningful for <see cref="ValueKind.Int"/> only.</summary>
    public long AsInt => bits;

    /// <summary>The unsigned integer; meaningful for <see cref="ValueKind.Uint"/> only.</summary>
    public ulong AsUint => (ulong)bits;

    /// <summary>The double; meaningful for <see cref="ValueKind.Double"/> only.</summary>
    public double AsDouble => BitConverter.Int64BitsToDouble(bits);

    /// <summary>The string, or null when this is none.</summary>
    public string? AsString => reference as string;

    /// <summary>The list, or null when this is none.</summary>
    public ListValue? AsList => reference as ListValue;

    /// <summary>The map, or null when this is none.</summary>
    public MapValue? AsMap => reference as MapValue;

    /// <summary>The error, or null when this is none.</summary>
    public ErrorValue? AsError => reference as ErrorValue;

    /// <summary>The boxed object of this room, or null for null, bool, number and string.</summary>
    public IBoxed? AsBoxed => reference as IBoxed;

    /// <summary>The payload bits of a bool, int, uint or double; zero for the rest.</summary>
    public long Bits => bits;

    /// <summary>True where both hold the very same string or boxed object, or the same scalar bits: a cheap superset test for "equal".</summary>
    public bool IsSame(Value other) => ReferenceEquals(reference, other.reference) && bits == other.bits;

    /// <inheritdoc/>
    public bool Equals(Value other)
    {
        if (reference is string text) return other.reference is string that && string.Equals(text, that, StringComparison.Ordinal);
        if (IsSame(other)) return Kind != ValueKind.Double || !double.IsNaN(AsDouble);
        var kind = Kind;
        var otherKind = other.Kind;
        if (Numbers.IsNumber(kind) && Numbers.IsNumber(otherKind)) return Numbers.Equal(this, other);
        return kind == otherKind && reference is IBoxed boxed && boxed.EqualTo((IBoxed)other.reference!);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        ValueKind.Null => 0,
        ValueKind.Bool => AsBool ? 1 : 2,
        ValueKind.Int or ValueKind.Uint or ValueKind.Double => Numbers.Hash(this),
        ValueKind.String => AsString!.GetHashCode(StringComparison.Ordinal),
        _ => reference!.GetHashCode(),
    };

    /// <summary>The value as a person reads it: strings bare, lists with brackets.</summary>
    public override string ToString() => Display.Of(this);

    /// <summary>CEL equality.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>CEL inequality.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);
}
