namespace Plumbline.Cel.Types;

/// <summary>Equality, order and hash over CEL's three number types as one number line.</summary>
internal static class Numbers
{
    public static bool IsNumber(ValueKind kind) => kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double;

    public static bool Equal(Value a, Value b) => Compare(a, b) == 0;

    /// <summary>Negative, zero or positive; null where an operand is not a number or is NaN.</summary>
    public static int? Compare(Value a, Value b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Int, ValueKind.Int) => a.AsInt.CompareTo(b.AsInt),
        (ValueKind.Uint, ValueKind.Uint) => a.AsUint.CompareTo(b.AsUint),
        (ValueKind.Int, ValueKind.Uint) => a.AsInt < 0 ? -1 : ((ulong)a.AsInt).CompareTo(b.AsUint),
        (ValueKind.Uint, ValueKind.Int) => b.AsInt < 0 ? 1 : a.AsUint.CompareTo((ulong)b.AsInt),
        (ValueKind.Double, ValueKind.Double) => Doubles(a.AsDouble, b.AsDouble),
        (ValueKind.Int, ValueKind.Double) => -Against(b.AsDouble, a.AsInt),
        (ValueKind.Double, ValueKind.Int) => Against(a.AsDouble, b.AsInt),
        (ValueKind.Uint, ValueKind.Double) => -Against(b.AsDouble, a.AsUint),
        (ValueKind.Double, ValueKind.Uint) => Against(a.AsDouble, b.AsUint),
        _ => null,
    };

    /// <summary>Equal numbers of different types have the same hash.</summary>
    public static int Hash(Value v) => v.Kind switch
    {
        ValueKind.Int => v.AsInt.GetHashCode(),
        ValueKind.Uint => v.AsUint <= long.MaxValue ? ((long)v.AsUint).GetHashCode() : v.AsUint.GetHashCode(),
        _ => HashDouble(v.AsDouble),
    };

    private static int HashDouble(double d)
    {
        if (d >= long.MinValue && d < 9223372036854775808.0 && Math.Floor(d) == d) return ((long)d).GetHashCode();
        if (d >= 0 && d < 18446744073709551616.0 && Math.Floor(d) == d) return ((ulong)d).GetHashCode();
        return d.GetHashCode();
    }

    private static int? Doubles(double a, double b) =>
        double.IsNaN(a) || double.IsNaN(b) ? null : a < b ? -1 : a > b ? 1 : 0;

    private static int? Against(double d, long i)
    {
        if (double.IsNaN(d)) return null;
        if (d < -9223372036854775808.0) return -1;
        if (d >= 9223372036854775808.0) return 1;
        var whole = (long)Math.Floor(d);
        var order = whole.CompareTo(i);
        return order != 0 ? order : d > whole ? 1 : 0;
    }

    private static int? Against(double d, ulong u)
    {
        if (double.IsNaN(d)) return null;
        if (d < 0) return -1;
        if (d >= 18446744073709551616.0) return 1;
        var whole = (ulong)Math.Floor(d);
        var order = whole.CompareTo(u);
        return order != 0 ? order : d > whole ? 1 : 0;
    }
}
