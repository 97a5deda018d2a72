namespace Plumbline.Cel.Types;

/// <summary>Patterns in which `*` stands for any text and `?` for any one character.</summary>
public static class Glob
{
    private const int Longest = 4_096;

    /// <summary>True where a pattern covers a text, or every text of another pattern.</summary>
    /// <param name="pattern">What should cover.</param>
    /// <param name="text">A text; its own `*` and `?` are taken as wildcards.</param>
    /// <param name="ignoreCase">True to take letters of either case as equal.</param>
    public static bool Covers(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase = false)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, mark) = (p++, t);
            else if (p < pattern.Length && text[t] != '*' && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase))) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star + 1, ++mark);
            else return false;
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    /// <summary>True where some text fits both patterns; patterns too long to compare are taken to overlap.</summary>
    public static bool Overlaps(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool ignoreCase = false)
    {
        if (left.Length > Longest || right.Length > Longest) return true;
        Span<bool> above = stackalloc bool[right.Length + 1], row = stackalloc bool[right.Length + 1];
        above[0] = true;
        for (var j = 1; j <= right.Length; j++) above[j] = above[j - 1] && right[j - 1] == '*';
        for (var i = 1; i <= left.Length; i++)
        {
            var isStar = left[i - 1] == '*';
            row[0] = isStar && above[0];
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = isStar || right[j - 1] == '*'
                    ? above[j] || row[j - 1]
                    : above[j - 1] && (left[i - 1] == '?' || right[j - 1] == '?' || Same(left[i - 1], right[j - 1], ignoreCase));
            }

            row.CopyTo(above);
        }

        return above[right.Length];
    }

    private static bool Same(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && char.ToLowerInvariant(left) == char.ToLowerInvariant(right));
}
