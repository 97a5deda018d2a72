using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Values that may be absent.</summary>
internal static class Optionals
{
    private static readonly Value None = Value.Of(Optional.None);

    public static IEnumerable<Overload> All { get; } =
    [
        new("optional.none(): optional_type(A)", static _ => None),
        new("optional.of(A): optional_type(A)", static a => Value.Of(Optional.Of(a[0])), takesPartial: true),
        new("optional.ofNonZeroValue(A): optional_type(A)", static a => IsZero(a[0]) ? None : Value.Of(Optional.Of(a[0]))),
        new("(optional_type(A)).hasValue(): bool", static a => Value.Of(Of(a[0]).HasValue)),
        new("(optional_type(A)).value(): A", static a => Of(a[0]).HasValue ? Of(a[0]).Value : Value.Error("optional.none() has no value: optional.none() dereference")),
        new("(optional_type(A)).or(optional_type(A)): optional_type(A)", null),
        new("(optional_type(A)).orValue(A): A", null),
        new("optional.unwrap(list(optional_type(A))): list(A)", static a => Unwrap(a[0].AsList!)),
        new("(list(optional_type(A))).unwrapOpt(): list(A)", static a => Unwrap(a[0].AsList!)),
    ];

    public static Optional Of(Value value) => (Optional)value.AsBoxed!;

    private static Value Unwrap(ListValue list) =>
        Value.List([.. list.Items.Select(i => i.AsBoxed as Optional).Where(o => o is { HasValue: true }).Select(o => o!.Value)]);

    private static bool IsZero(Value value) => value.Kind switch
    {
        ValueKind.Null => true,
        ValueKind.Bool or ValueKind.Int or ValueKind.Uint => value.Bits == 0,
        ValueKind.Double => value.AsDouble == 0,
        ValueKind.String => value.AsString!.Length == 0,
        ValueKind.Bytes => ((Bytes)value.AsBoxed!).Content.IsEmpty,
        ValueKind.List => value.AsList!.Items.IsEmpty,
        ValueKind.Map => value.AsMap!.Count == 0,
        ValueKind.Duration => value.AsBoxed is Duration { Seconds: 0, Nanos: 0 },
        ValueKind.Timestamp => value.AsBoxed is Timestamp { Seconds: 0, Nanos: 0 },
        _ => false,
    };
}
