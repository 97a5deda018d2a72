using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>The math extension but for bits.</summary>
internal static class Maths
{
    private const int MostArguments = 8;

    public static IEnumerable<Overload> All { get; } =
    [
        .. Extremes("math.greatest", static a => Extreme(a, 1), static a => Extreme(a[0].AsList!.Items.AsSpan(), 1)),
        .. Extremes("math.least", static a => Extreme(a, -1), static a => Extreme(a[0].AsList!.Items.AsSpan(), -1)),
        new("math.ceil(double): double", static a => Value.Of(Math.Ceiling(a[0].AsDouble))),
        new("math.floor(double): double", static a => Value.Of(Math.Floor(a[0].AsDouble))),
        new("math.round(double): double", static a => Value.Of(Math.Round(a[0].AsDouble, MidpointRounding.AwayFromZero))),
        new("math.trunc(double): double", static a => Value.Of(Math.Truncate(a[0].AsDouble))),
        new("math.sqrt(double): double", static a => Value.Of(Math.Sqrt(a[0].AsDouble))),
        new("math.sqrt(int): double", static a => Value.Of(Math.Sqrt(a[0].AsInt))),
        new("math.sqrt(uint): double", static a => Value.Of(Math.Sqrt(a[0].AsUint))),
        new("math.abs(int): int", static a => Arithmetic.Ints(Int128.Abs(a[0].AsInt))),
        new("math.abs(uint): uint", static a => a[0]),
        new("math.abs(double): double", static a => Value.Of(Math.Abs(a[0].AsDouble))),
        new("math.sign(int): int", static a => Value.Of((long)Math.Sign(a[0].AsInt))),
        new("math.sign(uint): uint", static a => Value.Of(a[0].AsUint == 0 ? 0UL : 1UL)),
        new("math.sign(double): double", static a => double.IsNaN(a[0].AsDouble) ? a[0] : Value.Of((double)Math.Sign(a[0].AsDouble))),
        new("math.isNaN(double): bool", static a => Value.Of(double.IsNaN(a[0].AsDouble))),
        new("math.isInf(double): bool", static a => Value.Of(double.IsInfinity(a[0].AsDouble))),
        new("math.isFinite(double): bool", static a => Value.Of(double.IsFinite(a[0].AsDouble))),
    ];

    private static IEnumerable<Overload> Extremes(string name, Implementation of, Implementation ofList) =>
    [
        new($"{name}(int): int", of), new($"{name}(uint): uint", of), new($"{name}(double): double", of), new($"{name}(list(A)): A", ofList),
        .. Enumerable.Range(2, MostArguments - 1).Select(n => new Overload($"{name}({string.Join(", ", Enumerable.Repeat("dyn", n))}): dyn", of)),
    ];

    private static Value Extreme(ReadOnlySpan<Value> values, int sign)
    {
        if (values.IsEmpty) return Value.Error("the greatest or least of an empty list does not exist");
        var best = values[0];
        foreach (var value in values)
        {
            if (!Numbers.IsNumber(value.Kind)) return Value.Error($"expected a number, found {TypeValue.Of(value)}: no such overload");
            if (Numbers.Compare(value, best) * sign > 0) best = value;
        }

        return best;
    }
}
