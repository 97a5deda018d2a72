using System.Globalization;
using System.Text;

namespace Plumbline.Cel.Syntax;

/// <summary>What stands between the quotes of a string or bytes literal.</summary>
internal static class Escapes
{
    private const string Letters = "abfnrtv\\'\"`?";
    private const string Meanings = "\a\b\f\n\r\t\v\\'\"`?";

    /// <summary>A string, or a byte[] where <paramref name="isBytes"/>.</summary>
    public static object Read(string body, int start, bool isRaw, bool isBytes)
    {
        if (isRaw || !body.Contains('\\')) return isBytes ? Encoding.UTF8.GetBytes(body) : body;
        var bytes = new List<byte>();
        var text = new StringBuilder();
        for (var i = 0; i < body.Length;)
        {
            var (code, length, isByte) = body[i] == '\\' ? Escape(body, i, start) : Plain(body, i);
            if (isBytes && isByte) bytes.Add((byte)code);
            else if (isBytes) bytes.AddRange(Encoding.UTF8.GetBytes(Scalar(code, start + i)));
            else text.Append(code < 0x80 || body[i] == '\\' ? Scalar(code, start + i) : body.Substring(i, length));
            if (isBytes && isByte && code > 255) throw new SyntaxException(start + i, $"`{body.Substring(i, length)}` is more than a byte");
            i += length;
        }

        return isBytes ? bytes.ToArray() : text.ToString();
    }

    private static string Scalar(int code, int position) => code is (< 0xD800 or > 0xDFFF) and <= 0x10FFFF and >= 0
        ? char.ConvertFromUtf32(code)
        : throw new SyntaxException(position, $"code point {code:x} does not exist in Unicode");

    private static (int Code, int Length, bool IsByte) Plain(string body, int i) =>
        i + 1 < body.Length && char.IsSurrogatePair(body[i], body[i + 1])
            ? (char.ConvertToUtf32(body[i], body[i + 1]), 2, false)
            : (char.IsSurrogate(body[i]) ? 0xFFFD : body[i], 1, false);

    private static (int Code, int Length, bool IsByte) Escape(string body, int i, int start)
    {
        var letter = i + 1 < body.Length ? body[i + 1] : '\0';
        var plain = Letters.IndexOf(letter);
        if (plain >= 0 && letter != '\0') return (Meanings[plain], 2, false);
        return letter switch
        {
            'x' or 'X' => (Digits(body, i + 2, 2, start, 16), 4, true),
            'u' => (Digits(body, i + 2, 4, start, 16), 6, false),
            'U' => (Digits(body, i + 2, 8, start, 16), 10, false),
            >= '0' and <= '3' => (Digits(body, i + 1, 3, start, 8), 4, true),
            _ => throw new SyntaxException(start + i, $"`\\{letter}` is not an escape; write `\\\\` for a backslash"),
        };
    }

    private static int Digits(string body, int from, int count, int start, int numberBase)
    {
        var code = 0L;
        for (var i = from; i < from + count; i++)
        {
            if (i >= body.Length || !int.TryParse(body.AsSpan(i, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit) || digit >= numberBase)
                throw new SyntaxException(start + from - 1, $"an escape needs {count} digits of base {numberBase} here");
            code = (code * numberBase) + digit;
        }

        return code > 0x10FFFF ? -1 : (int)code;
    }
}
