namespace Plumbline.Guardrails.Pii;

/// <summary>A payment card number: a network's prefix and length, and the Luhn check digit.</summary>
internal static class PaymentCard
{
    public static PiiMatch At(ReadOnlySpan<char> text, int at)
    {
        Span<int> digits = stackalloc int[19];
        var count = Digits.Collect(text, at, digits, " -", out var end);
        if (count is < 13 or > 19 || (end < text.Length && char.IsLetterOrDigit(text[end]))) return default;
        var number = digits[..count];
        return IsNetwork(number) && HasLuhn(number) && !IsOneDigit(number) ? new PiiMatch("payment-card", at, end - at) : default;
    }

    private static bool IsNetwork(ReadOnlySpan<int> d)
    {
        var (two, four) = ((d[0] * 10) + d[1], (d[0] * 1000) + (d[1] * 100) + (d[2] * 10) + d[3]);
        return d.Length switch
        {
            13 or 19 when d[0] == 4 => true,
            14 => two is 36 or 38 or 39 || four / 10 is >= 300 and <= 305,
            15 => two is 34 or 37,
            16 => d[0] == 4 || two is >= 51 and <= 55 || four is >= 2221 and <= 2720 || four == 6011 || two is 65 or 62 || four is >= 3528 and <= 3589 || two is 50 or 56 or 57 or 58 or 67,
            _ => false,
        };
    }

    private static bool HasLuhn(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)];
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }

    private static bool IsOneDigit(ReadOnlySpan<int> digits) => digits[1..].IndexOfAnyExcept(digits[0]) < 0;
}
