namespace Plumbline.Guardrails.Pii;

/// <summary>US social security numbers: three, two and four digits in ranges that are issued; unseparated only where words say so.</summary>
internal static class SocialSecurityNumbers
{
    private static readonly string[] Words = ["ssn", "ssns", "social security", "social-security", "social_security", "soc sec", "ss#", "itin", "taxpayer", "tax id"];

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, List<PiiMatch> found)
    {
        Span<char> digits = stackalloc char[9];
        for (var at = DigitGroups.Next(text, 0); at >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var end = Nearby.GoesOnLeft(text, at) ? -1 : End(text, at, digits);
            if (end > 0) found.Add(new PiiMatch("us-ssn", at, end - at));
            at = DigitGroups.Next(text, end > 0 ? end : at + 1);
        }
    }

    private static int End(ReadOnlySpan<char> text, int start, Span<char> digits)
    {
        var groups = new DigitGroups(text, start);
        Span<int> sizes = stackalloc int[3];
        while (groups.Count < 3 && groups.DigitCount < 9 && groups.Take("-. \u00a0")) sizes[groups.Count - 1] = groups.Last;
        if (groups.DigitCount != 9 || Nearby.GoesOnRight(text, groups.End) || !IsIssued(groups.CopyTo(digits))) return -1;
        var isWritten = groups.Count == 3 && sizes is [3, 2, 4];
        var mayBe = groups.Count == 1 || (groups.Count == 2 && sizes[0] is 3 or 5);
        return isWritten || (mayBe && Nearby.Says(text, start, Words)) ? groups.End : -1;
    }

    // 078-05-1120 was printed in wallets and 219-09-9999 in a leaflet: nobody's.
    private static bool IsIssued(ReadOnlySpan<char> digits) =>
        digits[0] != '9' && !digits.StartsWith("000") && !digits.StartsWith("666") && !digits[3..5].SequenceEqual("00")
        && !digits[5..].SequenceEqual("0000") && digits is not ("078051120" or "219099999");
}
