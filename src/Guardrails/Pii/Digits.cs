namespace Plumbline.Guardrails.Pii;

/// <summary>Runs of digits as people group them.</summary>
internal static class Digits
{
    /// <summary>Collects digits from <paramref name="at"/>, with single spaces, dashes or dots between; the end of the run is where the last digit was.</summary>
    public static int Collect(ReadOnlySpan<char> text, int at, Span<int> digits, ReadOnlySpan<char> separators, out int end)
    {
        var count = 0;
        end = at;
        for (var i = at; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                if (count == digits.Length) return count + 1;
                digits[count++] = text[i] - '0';
                end = i + 1;
            }
            else if (i == end && i > at && separators.Contains(text[i]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])) continue;
            else break;
        }

        return count;
    }

    /// <summary>True where one of the words stands in the sixty characters before <paramref name="at"/>.</summary>
    public static bool HasBefore(ReadOnlySpan<char> text, int at, ReadOnlySpan<string> words)
    {
        var before = text[Math.Max(0, at - 60)..at];
        foreach (var word in words) if (before.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
