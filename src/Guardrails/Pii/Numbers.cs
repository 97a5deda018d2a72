namespace Plumbline.Guardrails.Pii;

/// <summary>Finds numbers that have a form: reads every place where one may start through the tree of all forms.</summary>
internal static class Numbers
{
    private const int LongestLead = 8;
    private const int LongestNumber = 40;
    private static readonly FormTree Tree = new(Forms.Rows);
    private static readonly Labels Words = new(Forms.Rows);

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, PiiProfile profile, bool[] wanted, List<Candidate> found)
    {
        for (var at = DigitGroups.Next(text, 0); at >= 0 && found.Count < PiiScanner.MostMatches; at = Behind(text, at))
        {
            var start = Word(text, at);
            Read(text, start, profile, wanted, found);
            for (var lead = 0; lead < 2 && Lead(text, start) is var before and >= 0; lead++)
            {
                start = before;
                Read(text, start, profile, wanted, found);
            }

            if (start > 0 && text[start - 1] is '(' or '+') Read(text, start - 1, profile, wanted, found);
            if (start > 1 && text[start - 1] == '(' && text[start - 2] == '+') Read(text, start - 2, profile, wanted, found);
        }
    }

    // A token is looked at once, however many groups of digits it has.
    private static int Behind(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
        return at < text.Length ? DigitGroups.Next(text, at) : -1;
    }

    private static int Word(ReadOnlySpan<char> text, int at)
    {
        var least = Math.Max(0, at - LongestLead);
        while (at > least && char.IsLetter(text[at - 1])) at--;
        return at;
    }

    // `AB 12 …` and `M-AB 12` start one or two short words before their digits.
    private static int Lead(ReadOnlySpan<char> text, int start)
    {
        if (start < 2 || text[start - 1] is not (' ' or '-' or '.' or '\u00a0') || !char.IsLetter(text[start - 2])) return -1;
        var at = start - 2;
        while (at > 0 && start - at < 6 && char.IsLetter(text[at - 1])) at--;
        return start - 1 - at <= 3 ? at : -1;
    }

    private static void Read(ReadOnlySpan<char> text, int start, PiiProfile profile, bool[] wanted, List<Candidate> found)
    {
        if (Nearby.GoesOnLeft(text, start)) return;
        Span<char> number = stackalloc char[LongestNumber];
        var (length, node, hasBlank) = (0, 0, false);
        for (var at = start; at < text.Length && at - start < LongestNumber; at++)
        {
            var c = text[at];
            node = Tree.Next(node, c);
            if (node == 0) return;
            if (char.IsLetterOrDigit(c)) number[length++] = char.IsAsciiLetterLower(c) ? (char)(c - 32) : c;
            hasBlank |= c is ' ' or '\u00a0';
            if (Tree.Ends(node) is { Count: > 0 } ends && !Nearby.GoesOnRight(text, at + 1) && !(hasBlank && GoesOn(text, start, at + 1)))
                Judge(text, start, at + 1, number[..length], ends, profile, wanted, found);
        }
    }

    // `51 824 753 556` inside a longer row of groups of digits is no number of its own.
    private static bool GoesOn(ReadOnlySpan<char> text, int start, int end) =>
        (start > 1 && text[start - 1] == ' ' && char.IsAsciiDigit(text[start - 2]) && char.IsAsciiDigit(text[start]))
        || (end + 1 < text.Length && text[end] == ' ' && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(text[end - 1]));

    private static void Judge(ReadOnlySpan<char> text, int start, int end, ReadOnlySpan<char> number, IReadOnlyList<int> ends, PiiProfile profile, bool[] wanted, List<Candidate> found)
    {
        Span<bool> said = stackalloc bool[256];
        var isRead = false;
        foreach (var index in ends)
        {
            var form = Forms.Rows[index];
            if (!wanted[index] || !IsPlain(number) || !form.Holds(number)) continue;
            if (!isRead)
            {
                said.Clear();
                Words.Mark(text, start, end, said);
                isRead = true;
            }

            var proof = said[index] ? Proof.Named : form.Words.Length == 0 ? Proof.Formed : profile.IsExpected ? Proof.Expected : Proof.None;
            if (proof != Proof.None) found.Add(new Candidate(new PiiMatch(form.Kind, start, end - start), proof));
        }
    }

    // Checks count in ASCII; German plates may start with a letter that is not.
    private static bool IsPlain(ReadOnlySpan<char> number)
    {
        foreach (var c in number)
        {
            if (c > 127 && c is not ('Ä' or 'Ö' or 'Ü' or 'ä' or 'ö' or 'ü')) return false;
        }

        return true;
    }
}
