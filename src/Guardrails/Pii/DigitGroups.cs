namespace Plumbline.Guardrails.Pii;

/// <summary>A number as people write it: groups of digits with one separator between each.</summary>
internal ref struct DigitGroups
{
    private const int MostDigits = 19;
    private const int MostGroups = 8;
    private readonly ReadOnlySpan<char> text;
    private readonly int start;
    private int end;

    /// <summary>Reads the groups that start at a digit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first digit.</param>
    public DigitGroups(ReadOnlySpan<char> text, int start)
    {
        this.text = text;
        this.start = end = start;
        Count = 0;
        DigitCount = 0;
        Separator = '\0';
    }

    /// <summary>Groups taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>Digits taken so far.</summary>
    public int DigitCount { get; private set; }

    /// <summary>The separator; NUL while there is one group.</summary>
    public char Separator { get; private set; }

    /// <summary>Behind the last digit taken.</summary>
    public readonly int End => end;

    /// <summary>Digits in the group taken last.</summary>
    public int Last { get; private set; }

    /// <summary>Takes one more group; false where none follows with the same separator.</summary>
    public bool Take(ReadOnlySpan<char> separators)
    {
        var at = end;
        if (Count > 0)
        {
            if (at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]) || separators.IndexOf(text[at]) < 0) return false;
            if (Separator != '\0' && text[at] != Separator) return false;
            if (Count == MostGroups) return false;
            Separator = text[at++];
        }

        var first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - first <= MostDigits) at++;
        Last = at - first;
        (Count, DigitCount, end) = (Count + 1, DigitCount + Last, at);
        return DigitCount <= MostDigits;
    }

    /// <summary>Writes the digits taken, without separators.</summary>
    public readonly ReadOnlySpan<char> CopyTo(Span<char> digits)
    {
        var count = 0;
        foreach (var c in text[start..end])
        {
            if (char.IsAsciiDigit(c) && count < digits.Length) digits[count++] = c;
        }

        return digits[..count];
    }

    /// <summary>True where seven digits stand together, or apart by two characters at most: fewer make no card, phone or security number.</summary>
    public static bool HasLongNumber(ReadOnlySpan<char> text)
    {
        const int shortest = 7;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOfAnyInRange('0', '9');
            if (found < 0) return false;
            at += found;
            var (digits, gap) = (0, 0);
            for (; at < text.Length && gap <= 2; at++)
            {
                gap = char.IsAsciiDigit(text[at]) ? 0 : gap + 1;
                if (gap == 0 && ++digits == shortest) return true;
            }
        }

        return false;
    }

    /// <summary>The next place behind a number's digits where another may start; -1 at the end.</summary>
    public static int Next(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length)
        {
            var found = text[from..].IndexOfAnyInRange('0', '9');
            if (found < 0) return -1;
            from += found;
            if (from == 0 || !char.IsAsciiDigit(text[from - 1])) return from;
            while (from < text.Length && char.IsAsciiDigit(text[from])) from++;
        }

        return -1;
    }
}
