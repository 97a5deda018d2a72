namespace Plumbline.Guardrails.Pii;

/// <summary>A telephone number: international form, North American grouping, or any grouping after a word that says so.</summary>
internal static class Phone
{
    private static readonly string[] Words = ["phone", "tel", "mobile", "cell", "call me", "fax", "whatsapp", "sms"];

    public static PiiMatch At(ReadOnlySpan<char> text, int at)
    {
        var (count, end, grouped) = Collect(text, at);
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) return default;
        var isNumber = text[at] == '+' ? count is >= 8 and <= 15 && text[at + 1] != '0'
            : count == 10 && grouped && IsNorthAmerican(text[at..end]) || (count is >= 7 and <= 15 && Digits.HasBefore(text, at, Words));
        return isNumber ? new PiiMatch("phone", at, end - at) : default;
    }

    private static (int Count, int End, bool Grouped) Collect(ReadOnlySpan<char> text, int at)
    {
        var (count, end, groups) = (0, at, 0);
        for (var i = at; i < text.Length && i - at < 28; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                if (i != end) groups++;
                count++;
                end = i + 1;
            }
            else if (text[i] is not (' ' or '-' or '.' or '(' or ')' or '/') && !(i == at && text[i] == '+')) break;
            else if (i - end > 2) break;
        }

        return (count, end, groups >= 2 || (groups >= 1 && text[at] == '('));
    }

    private static bool IsNorthAmerican(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[10];
        var count = 0;
        foreach (var c in text) if (char.IsAsciiDigit(c)) digits[count++] = c;
        return digits[0] >= '2' && digits[3] >= '2' && text.IndexOfAny('-', '.', '(') >= 0;
    }
}
