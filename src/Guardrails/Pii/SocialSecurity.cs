namespace Plumbline.Guardrails.Pii;

/// <summary>A US social security number: area, group and serial in their ranges; without dashes only where the text says what it is.</summary>
internal static class SocialSecurity
{
    private static readonly string[] Words = ["ssn", "social security", "soc sec"];

    public static PiiMatch At(ReadOnlySpan<char> text, int at)
    {
        Span<int> digits = stackalloc int[9];
        var count = Digits.Collect(text, at, digits, "- .", out var end);
        if (count != 9 || (end < text.Length && char.IsLetterOrDigit(text[end]))) return default;
        var shape = text[at..end];
        var dashed = shape.Length == 11 && shape[3] == '-' && shape[6] == '-';
        if (!dashed && !((shape.Length == 9 || (shape.Length == 11 && shape[3] == shape[6])) && Digits.HasBefore(text, at, Words))) return default;
        var area = (digits[0] * 100) + (digits[1] * 10) + digits[2];
        var group = (digits[3] * 10) + digits[4];
        var serial = (digits[5] * 1000) + (digits[6] * 100) + (digits[7] * 10) + digits[8];
        var valid = area is > 0 and < 900 and not 666 && group > 0 && serial > 0 && digits[1..].IndexOfAnyExcept(digits[0]) >= 0;
        return valid ? new PiiMatch("us-ssn", at, end - at) : default;
    }
}
