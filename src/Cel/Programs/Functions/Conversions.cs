using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>A value of one type as a value of another.</summary>
internal static class Conversions
{
    private static readonly Value OutOfRange = Value.Error("the number is outside of the range of the type: range error");

    public static IEnumerable<Overload> All { get; } =
    [
        new("dyn(A): dyn", static a => a[0], takesPartial: true),
        new("type(A): type(A)", static a => Value.Of(TypeValue.Of(a[0])), takesPartial: true),
        new("bool(bool): bool", static a => a[0]),
        new("bool(string): bool", static a => Truth(a[0].AsString!)),
        new("int(int): int", static a => a[0]),
        new("int(uint): int", static a => a[0].AsUint > long.MaxValue ? OutOfRange : Value.Of((long)a[0].AsUint)),
        new("int(double): int", static a => a[0].AsDouble is > -9223372036854775808.0 and < 9223372036854775808.0 ? Value.Of((long)a[0].AsDouble) : OutOfRange),
        new("int(string): int", static a => long.TryParse(a[0].AsString, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? Value.Of(i) : Unreadable(a[0], "int")),
        new("int(timestamp): int", static a => Value.Of(((Timestamp)a[0].AsBoxed!).Seconds)),
        new("int(duration): int", static a => Value.Of(((Duration)a[0].AsBoxed!).Seconds)),
        new("uint(uint): uint", static a => a[0]),
        new("uint(int): uint", static a => a[0].AsInt < 0 ? OutOfRange : Value.Of((ulong)a[0].AsInt)),
        new("uint(double): uint", static a => a[0].AsDouble is >= 0 and < 18446744073709551616.0 ? Value.Of((ulong)a[0].AsDouble) : OutOfRange),
        new("uint(string): uint", static a => ulong.TryParse(a[0].AsString, NumberStyles.None, CultureInfo.InvariantCulture, out var u) ? Value.Of(u) : Unreadable(a[0], "uint")),
        new("double(double): double", static a => a[0]),
        new("double(int): double", static a => Value.Of((double)a[0].AsInt)),
        new("double(uint): double", static a => Value.Of((double)a[0].AsUint)),
        new("double(string): double", static a => Number(a[0])),
        new("string(string): string", static a => a[0]),
        new("string(bool): string", static a => Value.Of(a[0].AsBool ? "true" : "false")),
        new("string(int): string", static a => Value.Of(a[0].AsInt.ToString(CultureInfo.InvariantCulture))),
        new("string(uint): string", static a => Value.Of(a[0].AsUint.ToString(CultureInfo.InvariantCulture))),
        new("string(double): string", static a => Value.Of(Shown(a[0].AsDouble))),
        new("string(bytes): string", static a => Texts.Decode((Bytes)a[0].AsBoxed!) is { } text ? Value.Of(text) : Value.Error("the bytes are not valid UTF-8: invalid UTF-8")),
        new("string(timestamp): string", static a => Value.Of(Instants.Write((Timestamp)a[0].AsBoxed!))),
        new("string(duration): string", static a => Value.Of(a[0].AsBoxed!.ToString())),
        new("bytes(bytes): bytes", static a => a[0]),
        new("bytes(string): bytes", static a => Value.Of(new Bytes(ImmutableArray.Create(Encoding.UTF8.GetBytes(a[0].AsString!))))),
        new("timestamp(timestamp): timestamp", static a => a[0]),
        new("timestamp(string): timestamp", static a => Instants.Read(a[0].AsString!) is { } t ? Value.Of(t) : Unreadable(a[0], "timestamp")),
        new("timestamp(int): timestamp", static a => Instants.From(a[0].AsInt, 0) is { } t ? Value.Of(t) : OutOfRange),
        new("duration(duration): duration", static a => a[0]),
        new("duration(string): duration", static a => Spans.Read(a[0].AsString!) is { } d ? Value.Of(d) : Unreadable(a[0], "duration")),
    ];

    /// <summary>A double as Go writes it shortest.</summary>
    public static string Shown(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "+Inf" : "-Inf";
        var size = Math.Abs(value);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (size != 0 && (size < 1e-4 || size >= 1e21))
        {
            var digits = value.ToString("E16", CultureInfo.InvariantCulture);
            for (var precision = 0; precision < 17; precision++)
            {
                digits = value.ToString($"E{precision}", CultureInfo.InvariantCulture);
                if (double.Parse(digits, CultureInfo.InvariantCulture) == value) break;
            }

            var (mantissa, exponent) = (digits[..digits.IndexOf('E')], int.Parse(digits.AsSpan(digits.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        return shortest.Contains('E') ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : shortest;
    }

    private static Value Unreadable(Value text, string type) => Value.Error($"`{Shortened(text.AsString!)}` cannot be read as {type}");

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static Value Truth(string text) => text switch
    {
        "true" or "TRUE" or "True" or "t" or "1" => Value.True,
        "false" or "FALSE" or "False" or "f" or "0" => Value.False,
        _ => Value.Error($"`{Shortened(text)}` cannot be read as bool: Type conversion error"),
    };

    private static Value Number(Value text) => text.AsString!.TrimStart('+', '-').ToLowerInvariant() switch
    {
        "nan" => Value.Of(double.NaN),
        "inf" or "infinity" => Value.Of(text.AsString!.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity),
        _ => double.TryParse(text.AsString, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var d)
            ? Value.Of(d)
            : Unreadable(text, "double"),
    };
}
