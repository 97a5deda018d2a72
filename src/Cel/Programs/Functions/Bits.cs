using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>The math extension's functions over bits.</summary>
internal static class Bits
{
    private static readonly Value Negative = Value.Error("the offset is below zero: negative offset");

    public static IEnumerable<Overload> All { get; } =
    [
        new("math.bitAnd(int, int): int", static a => Value.Of(a[0].AsInt & a[1].AsInt)),
        new("math.bitAnd(uint, uint): uint", static a => Value.Of(a[0].AsUint & a[1].AsUint)),
        new("math.bitOr(int, int): int", static a => Value.Of(a[0].AsInt | a[1].AsInt)),
        new("math.bitOr(uint, uint): uint", static a => Value.Of(a[0].AsUint | a[1].AsUint)),
        new("math.bitXor(int, int): int", static a => Value.Of(a[0].AsInt ^ a[1].AsInt)),
        new("math.bitXor(uint, uint): uint", static a => Value.Of(a[0].AsUint ^ a[1].AsUint)),
        new("math.bitNot(int): int", static a => Value.Of(~a[0].AsInt)),
        new("math.bitNot(uint): uint", static a => Value.Of(~a[0].AsUint)),
        new("math.bitShiftLeft(int, int): int", static a => Shift(a[1].AsInt, (long)Left(a[0].AsUint, a[1].AsInt))),
        new("math.bitShiftLeft(uint, int): uint", static a => Shift(a[1].AsInt, Left(a[0].AsUint, a[1].AsInt))),
        new("math.bitShiftRight(int, int): int", static a => Shift(a[1].AsInt, (long)Right(a[0].AsUint, a[1].AsInt))),
        new("math.bitShiftRight(uint, int): uint", static a => Shift(a[1].AsInt, Right(a[0].AsUint, a[1].AsInt))),
    ];

    private static Value Shift(long by, long shifted) => by < 0 ? Negative : Value.Of(shifted);

    private static Value Shift(long by, ulong shifted) => by < 0 ? Negative : Value.Of(shifted);

    private static ulong Left(ulong bits, long by) => by is < 0 or > 63 ? 0 : bits << (int)by;

    private static ulong Right(ulong bits, long by) => by is < 0 or > 63 ? 0 : bits >> (int)by;
}
