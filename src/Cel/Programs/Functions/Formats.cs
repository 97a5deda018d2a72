using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>`format`: clauses %s %d %f %e %b %x %X %o and %%.</summary>
internal static class Formats
{
    private const int MostDigits = 100;

    public static Value Format(string pattern, ImmutableArray<Value> args)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%') text.Append(pattern[i]);
            else if (i + 1 < pattern.Length && pattern[i + 1] == '%') text.Append(pattern[++i]);
            else
            {
                var (digits, letter) = Clause(pattern, ref i);
                if (letter == '\0') return Value.Error("could not parse formatting clause: a `%` needs a letter after it");
                if (!"sdfebxXo".Contains(letter)) return Value.Error($"could not parse formatting clause: unrecognized formatting clause \"{letter}\"");
                if (digits > MostDigits) return Value.Error($"could not parse formatting clause: a precision is at most {MostDigits}");
                if (next >= args.Length) return Value.Error($"index {next} out of range: there are fewer values than clauses");
                var part = Part(letter, digits, args[next++]);
                if (part.IsError) return part;
                text.Append(part.AsString);
            }

            if (Texts.Bounded(text.Length) is { } tooLong) return tooLong;
        }

        return Value.Of(text.ToString());
    }

    private static (int Digits, char Letter) Clause(string pattern, ref int at)
    {
        var digits = 6;
        at++;
        if (at < pattern.Length && pattern[at] == '.')
        {
            var start = ++at;
            while (at < pattern.Length && char.IsAsciiDigit(pattern[at])) at++;
            if (!int.TryParse(pattern.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out digits)) digits = int.MaxValue;
        }

        return (digits, at < pattern.Length ? pattern[at] : '\0');
    }

    private static Value Part(char letter, int digits, Value value) => letter switch
    {
        's' => Plain(value) is { } text ? Value.Of(text) : Wrong("string clause can only be used on printable values", value),
        'd' => Decimal(value),
        'f' => Number(value) is { } f ? Value.Of(Fixed(f, digits)) : Wrong("fixed-point clause can only be used on doubles", value),
        'e' => Number(value) is { } e ? Value.Of(Scientific(e, digits)) : Wrong("scientific clause can only be used on doubles", value),
        'b' => Binary(value),
        'o' => value.Kind == ValueKind.Int ? Value.Of(Signed(value.AsInt, 8))
            : value.Kind == ValueKind.Uint ? Value.Of(InBase(value.AsUint, 8))
            : Wrong("octal clause can only be used on integers", value),
        'x' => Hex(value),
        _ => Hex(value) is { AsString: { } hex } ? Value.Of(hex.ToUpperInvariant()) : Hex(value),
    };

    private static Value Wrong(string rule, Value value) => Value.Error($"error during formatting: {rule}, was given {TypeValue.Of(value)}");

    private static double? Number(Value value) => value.Kind switch
    {
        ValueKind.Double => value.AsDouble,
        ValueKind.Int => value.AsInt,
        ValueKind.Uint => value.AsUint,
        _ => null,
    };

    private static Value Decimal(Value value) => value.Kind switch
    {
        ValueKind.Int => Value.Of(value.AsInt.ToString(CultureInfo.InvariantCulture)),
        ValueKind.Uint => Value.Of(value.AsUint.ToString(CultureInfo.InvariantCulture)),
        ValueKind.Double => Value.Of(Plain(value)),
        _ => Wrong("decimal clause can only be used on integers", value),
    };

    private static Value Binary(Value value) => value.Kind switch
    {
        ValueKind.Bool => Value.Of(value.AsBool ? "1" : "0"),
        ValueKind.Int => Value.Of(Signed(value.AsInt, 2)),
        ValueKind.Uint => Value.Of(InBase(value.AsUint, 2)),
        _ => Wrong("only integers and bools can be formatted as binary", value),
    };

    private static Value Hex(Value value) => value.Kind switch
    {
        ValueKind.Int => Value.Of(Signed(value.AsInt, 16)),
        ValueKind.Uint => Value.Of(InBase(value.AsUint, 16)),
        ValueKind.String => Value.Of(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.AsString!))),
        ValueKind.Bytes => Value.Of(value.AsBoxed!.ToString()),
        _ => Wrong("only integers, byte buffers, and strings can be formatted as hex", value),
    };

    private static string Signed(long value, uint numberBase) =>
        value < 0 ? "-" + InBase(unchecked((ulong)-value), numberBase) : InBase((ulong)value, numberBase);

    private static string InBase(ulong value, uint numberBase)
    {
        var digits = new Stack<char>();
        do digits.Push("0123456789abcdef"[(int)(value % numberBase)]);
        while ((value /= numberBase) > 0);
        return new string([.. digits]);
    }

    private static string Fixed(double value, int digits) => Special(value) ?? value.ToString($"F{digits}", CultureInfo.InvariantCulture) switch
    {
        // .NET rounds the halves of exact decimals away from zero, CEL to even
        var text when digits < 15 && Math.Abs(value) < 1e15 && (decimal)value is var exact && (double)exact == value
            => decimal.Round(exact, digits, MidpointRounding.ToEven).ToString($"F{digits}", CultureInfo.InvariantCulture),
        var text => text,
    };

    private static string Scientific(double value, int digits)
    {
        if (Special(value) is { } special) return special;
        var text = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E');
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{text[..at]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string? Special(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : null;

    private static string? Plain(Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.String => value.AsString,
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Uint => value.AsUint.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double => Special(value.AsDouble) ?? Conversions.Shown(value.AsDouble),
        ValueKind.Bytes => Encoding.UTF8.GetString(((Bytes)value.AsBoxed!).Content.AsSpan()),
        ValueKind.Timestamp => Instants.Write((Timestamp)value.AsBoxed!),
        ValueKind.Duration or ValueKind.Type => value.AsBoxed!.ToString(),
        ValueKind.List => Joined("[", value.AsList!.Items.Select(Plain), "]"),
        ValueKind.Map => Joined("{", Entries(value.AsMap!), "}"),
        _ => null,
    };

    private static IEnumerable<string?> Entries(MapValue map) =>
        map.Keys.Zip(map.Values, (k, v) => (Key: Plain(k), Value: Plain(v)))
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => e.Key is null || e.Value is null ? null : $"{e.Key}: {e.Value}");

    private static string? Joined(string open, IEnumerable<string?> parts, string close)
    {
        var all = parts.ToList();
        return all.Contains(null) ? null : open + string.Join(", ", all) + close;
    }
}
