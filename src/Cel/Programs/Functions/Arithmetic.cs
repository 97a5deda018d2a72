using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Sums, differences, products and what else operators make of two values.</summary>
internal static class Arithmetic
{
    private static readonly Value Overflow = Value.Error("the result is outside of the range of its type: overflow");
    private static readonly Value ByZero = Value.Error("division by zero: divide by zero");
    private static readonly Value ModulusZero = Value.Error("modulus by zero");

    public static IEnumerable<Overload> All { get; } =
    [
        new("_+_(int, int): int", static a => Ints((Int128)a[0].AsInt + a[1].AsInt)),
        new("_+_(uint, uint): uint", static a => Uints((Int128)a[0].AsUint + a[1].AsUint)),
        new("_+_(double, double): double", static a => Value.Of(a[0].AsDouble + a[1].AsDouble)),
        new("_+_(string, string): string", static a => Texts.Bounded((long)a[0].AsString!.Length + a[1].AsString!.Length) ?? Value.Of(a[0].AsString + a[1].AsString)),
        new("_+_(bytes, bytes): bytes", static a => Joined((Bytes)a[0].AsBoxed!, (Bytes)a[1].AsBoxed!)),
        new("_+_(list(A), list(A)): list(A)", static a => Joined(a[0].AsList!, a[1].AsList!), takesPartial: true),
        new("_+_(timestamp, duration): timestamp", static a => Times.Add(a[0], a[1], 1)),
        new("_+_(duration, timestamp): timestamp", static a => Times.Add(a[1], a[0], 1)),
        new("_+_(duration, duration): duration", static a => Times.Span(Times.Nanos(a[0]) + Times.Nanos(a[1]))),
        new("_-_(int, int): int", static a => Ints((Int128)a[0].AsInt - a[1].AsInt)),
        new("_-_(uint, uint): uint", static a => Uints((Int128)a[0].AsUint - a[1].AsUint)),
        new("_-_(double, double): double", static a => Value.Of(a[0].AsDouble - a[1].AsDouble)),
        new("_-_(timestamp, timestamp): duration", static a => Times.Span(Times.Nanos(a[0]) - Times.Nanos(a[1]))),
        new("_-_(timestamp, duration): timestamp", static a => Times.Add(a[0], a[1], -1)),
        new("_-_(duration, duration): duration", static a => Times.Span(Times.Nanos(a[0]) - Times.Nanos(a[1]))),
        new("_*_(int, int): int", static a => Ints((Int128)a[0].AsInt * a[1].AsInt)),
        new("_*_(uint, uint): uint", static a => Product(a[0].AsUint, a[1].AsUint)),
        new("_*_(double, double): double", static a => Value.Of(a[0].AsDouble * a[1].AsDouble)),
        new("_/_(int, int): int", static a => a[1].AsInt == 0 ? ByZero : Ints((Int128)a[0].AsInt / a[1].AsInt)),
        new("_/_(uint, uint): uint", static a => a[1].AsUint == 0 ? ByZero : Value.Of(a[0].AsUint / a[1].AsUint)),
        new("_/_(double, double): double", static a => Value.Of(a[0].AsDouble / a[1].AsDouble)),
        new("_%_(int, int): int", static a => a[1].AsInt == 0 ? ModulusZero : Ints((Int128)a[0].AsInt % a[1].AsInt)),
        new("_%_(uint, uint): uint", static a => a[1].AsUint == 0 ? ModulusZero : Value.Of(a[0].AsUint % a[1].AsUint)),
        new("-_(int): int", static a => Ints(-(Int128)a[0].AsInt)),
        new("-_(double): double", static a => Value.Of(-a[0].AsDouble)),
        new("-_(duration): duration", static a => Times.Span(-Times.Nanos(a[0]))),
    ];

    public static Value Ints(Int128 value) => value < long.MinValue || value > long.MaxValue ? Overflow : Value.Of((long)value);

    public static Value Uints(Int128 value) => value < 0 || value > ulong.MaxValue ? Overflow : Value.Of((ulong)value);

    private static Value Product(ulong a, ulong b)
    {
        var product = (UInt128)a * b;
        return product > ulong.MaxValue ? Overflow : Value.Of((ulong)product);
    }

    private static Value Joined(Bytes a, Bytes b) =>
        Texts.Bounded((long)a.Content.Length + b.Content.Length) ?? Value.Of(new Bytes([.. a.Content, .. b.Content]));

    private static Value Joined(ListValue a, ListValue b)
    {
        ImmutableArray<Value> items = [.. a.Items, .. b.Items];
        return a.IsPartial || b.IsPartial ? Value.PartialList(items) : Value.List(items);
    }
}
