namespace Plumbline.Guardrails.Pii;

/// <summary>Finds personal data that a checksum, a structure or its context proves; one pass, no backtracking.</summary>
public static class PiiScanner
{
    /// <summary>Most characters of one text that are looked at.</summary>
    public const int Longest = 1 << 20;

    /// <summary>The kinds found, sorted, each once.</summary>
    public static IReadOnlyList<string> Kinds(ReadOnlySpan<char> text)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var match in Find(text)) kinds.Add(match.Kind);
        return [.. kinds];
    }

    /// <summary>All matches, from left to right, without overlaps.</summary>
    public static IReadOnlyList<PiiMatch> Find(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest) text = text[..Longest];
        var matches = new List<PiiMatch>();
        var at = 0;
        while (at < text.Length)
        {
            if (At(text, at) is { Length: > 0 } match)
            {
                matches.Add(match);
                at = match.Start + match.Length;
            }
            else at++;
        }

        return matches;
    }

    private static PiiMatch At(ReadOnlySpan<char> text, int at)
    {
        var c = text[at];
        if (c == '@') return Email.Around(text, at);
        var starts = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
        if (!starts) return default;
        if (char.IsAsciiLetterUpper(c) && Iban.At(text, at) is { Length: > 0 } iban) return iban;
        if (c == '+') return Phone.At(text, at);
        if (!char.IsAsciiDigit(c) && c != '(') return default;
        if (PaymentCard.At(text, at) is { Length: > 0 } card) return card;
        if (SocialSecurity.At(text, at) is { Length: > 0 } number) return number;
        return Phone.At(text, at);
    }
}
