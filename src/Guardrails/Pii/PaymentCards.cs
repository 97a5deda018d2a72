namespace Plumbline.Guardrails.Pii;

/// <summary>Payment card numbers: a network's prefix and length, written as cards are, and the Luhn checksum.</summary>
internal static class PaymentCards
{
    private static readonly string[] Words = ["card", "cards", "credit", "debit", "maestro", "pan", "cc", "visa", "mastercard", "amex"];

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, List<PiiMatch> found)
    {
        for (var at = DigitGroups.Next(text, 0); at >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var end = Nearby.GoesOnLeft(text, at) ? -1 : End(text, at);
            if (end > 0) found.Add(new PiiMatch("payment-card", at, end - at));
            at = DigitGroups.Next(text, end > 0 ? end : at + 1);
        }
    }

    private static int End(ReadOnlySpan<char> text, int start)
    {
        var groups = new DigitGroups(text, start);
        Span<char> buffer = stackalloc char[19];
        var best = -1;
        while (groups.Take(" -\u00a0"))
        {
            if (groups.Count > 1 ? groups.Last > 6 : groups.Last is not (4 or > 11)) break;
            if (groups.DigitCount >= 12 && !Nearby.GoesOnRight(text, groups.End) && IsCard(groups.CopyTo(buffer), text, start)) best = groups.End;
            if (groups.Count == 1 ? groups.Last != 4 : groups.Last is not (4 or 6)) break;
        }

        return best;
    }

    private static bool IsCard(ReadOnlySpan<char> digits, ReadOnlySpan<char> text, int start) => HasLuhn(digits) && Of(digits) switch
    {
        Proof.Strong => true,
        Proof.Weak => Nearby.Says(text, start, Words),
        _ => false,
    };

    private static bool HasLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0 && digits.IndexOfAnyExcept(digits[0]) >= 0;
    }

    private static Proof Of(ReadOnlySpan<char> digits)
    {
        var first = 0;
        foreach (var digit in digits[..4]) first = (first * 10) + digit - '0';
        var length = digits.Length;
        return first switch
        {
            >= 4000 and < 5000 => length is 16 ? Proof.Strong : length is 13 or 19 ? Proof.Weak : Proof.None,
            >= 5100 and < 5600 or >= 2221 and <= 2720 => Only(length == 16),
            >= 3400 and < 3500 or >= 3700 and < 3800 => Only(length == 15),
            >= 3000 and <= 3059 or 3095 or >= 3600 and < 3700 or >= 3800 and < 4000 => Only(length == 14),
            >= 3528 and <= 3589 => Only(length is >= 16 and <= 19),
            6011 or >= 6440 and < 6600 or >= 6200 and < 6300 or >= 8100 and < 8200 => Only(length is >= 16 and <= 19),
            >= 2200 and <= 2204 => Only(length is >= 16 and <= 19),
            >= 1000 and < 2000 => Only(length == 15),
            >= 5000 and < 5100 or >= 5600 and < 5900 or >= 6000 and < 6400 or >= 6700 and < 6800 or >= 8200 and < 8300 =>
                length is 16 or 18 or 19 ? Proof.Strong : Proof.Weak,
            _ => Proof.None,
        };
    }

    private static Proof Only(bool fits) => fits ? Proof.Strong : Proof.None;

    private enum Proof
    {
        None, Weak, Strong,
    }
}
