namespace Plumbline.Guardrails.Pii;

/// <summary>Phone numbers: international with a plus, North American as written there, any other only where words say so.</summary>
internal static class PhoneNumbers
{
    private static readonly string[] Words =
    [
        "phone", "phones", "telephone", "tel", "mobile", "cell", "call", "fax", "whatsapp", "sms", "text", "dial", "ring", "reach me at", "contact number", "phone number",
        "telefon", "handy", "téléphone", "teléfono", "telefono", "telefoon",
    ];

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, List<PiiMatch> found)
    {
        for (var at = DigitGroups.Next(text, 0); at >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var start = Start(text, at);
            var end = Nearby.GoesOnLeft(text, start) ? -1 : End(text, start, at);
            if (end > 0) found.Add(new PiiMatch("phone", start, end - start));
            at = DigitGroups.Next(text, end > 0 ? end : at + 1);
        }
    }

    private static int Start(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        if (start > 0 && text[start - 1] == '(') start--;
        if (start > 0 && text[start - 1] == '+') start--;
        return start;
    }

    private static int End(ReadOnlySpan<char> text, int start, int first)
    {
        Span<char> digits = stackalloc char[16];
        Span<char> shape = stackalloc char[32];
        var (count, drawn) = (0, 0);
        var end = first;
        for (var at = first; at < text.Length && drawn < shape.Length; at++)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
            {
                if (count == digits.Length) return -1;
                digits[count++] = c;
                shape[drawn++] = '0';
                end = at + 1;
            }
            else if (IsSeparator(c) && !Ends(text, at)) shape[drawn++] = c is '\u00a0' or '\u2011' ? ' ' : c;
            else break;
        }

        if (Nearby.GoesOnRight(text, end)) return -1;
        while (drawn > 0 && shape[drawn - 1] != '0') drawn--;
        return IsPhone(text, start, digits[..count], shape[..drawn]) ? end : -1;
    }

    private static bool IsSeparator(char c) => c is ' ' or '-' or '.' or '(' or ')' or '/' or '\u00a0' or '\u2011';

    private static bool Ends(ReadOnlySpan<char> text, int at)
    {
        for (var next = at + 1; next < text.Length && next < at + 3; next++)
        {
            if (char.IsAsciiDigit(text[next])) return false;
            if (!IsSeparator(text[next])) return true;
        }

        return true;
    }

    private static bool IsPhone(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> digits, ReadOnlySpan<char> shape)
    {
        if (text[start] == '+') return digits.Length is >= 8 and <= 15 && digits[0] != '0';
        if (IsNorthAmerican(text[start] == '(', digits, shape)) return true;
        if (digits.StartsWith("00") && !FollowsNumber(text, start) && digits.Length is >= 10 and <= 16 && digits[2] != '0' && shape.Contains(' ')) return true;
        return digits.Length is >= 7 and <= 15 && !IsDate(shape, digits) && Nearby.Says(text, start, Words);
    }

    private static bool FollowsNumber(ReadOnlySpan<char> text, int start) => start > 1 && text[start - 1] == ' ' && char.IsAsciiDigit(text[start - 2]);

    private static bool IsNorthAmerican(bool bracket, ReadOnlySpan<char> digits, ReadOnlySpan<char> shape)
    {
        if (digits.Length == 11 && digits[0] == '1' && shape is ['0', '-' or '.' or ' ', ..])
        {
            digits = digits[1..];
            shape = shape[2..];
            if (shape is ['(', ..])
            {
                bracket = true;
                shape = shape[1..];
            }
        }

        if (digits.Length != 10 || digits[0] is '0' or '1' || digits[3] is '0' or '1') return false;
        return bracket
            ? shape is "000) 000-0000" or "000)000-0000" or "000) 000 0000" or "000) 000.0000" or "000)-000-0000"
            : shape is "000-000-0000" or "000.000.0000" or "000 000 0000" or "000 000-0000" or "000/000-0000";
    }

    private static bool IsDate(ReadOnlySpan<char> shape, ReadOnlySpan<char> digits) =>
        digits.Length == 8 && (shape is "0000-00-00" or "0000.00.00" or "0000/00/00" or "00.00.0000" or "00-00-0000" or "00/00/0000");
}
