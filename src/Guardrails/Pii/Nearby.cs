namespace Plumbline.Guardrails.Pii;

/// <summary>What stands beside a number: whether it is part of something longer, and the words that say what it is.</summary>
internal static class Nearby
{
    private const int Reach = 48;

    /// <summary>True where one of the words stands shortly before a place.</summary>
    public static bool Says(ReadOnlySpan<char> text, int at, ReadOnlySpan<string> words)
    {
        var before = text[Math.Max(0, at - Reach)..at];
        foreach (var word in words)
        {
            for (var rest = before; rest.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var found and >= 0; rest = rest[(found + 1)..])
            {
                if (IsWord(rest, found, word.Length) && (found > 0 || rest.Length < before.Length || !Joins(text, at - before.Length - 1))) return true;
            }
        }

        return false;
    }

    /// <summary>True where the number goes on to the left: a letter, a digit, or a fraction, version or id before it.</summary>
    public static bool GoesOnLeft(ReadOnlySpan<char> text, int start)
    {
        if (start == 0) return false;
        var last = text[start - 1];
        if (char.IsLetterOrDigit(last) || last == '_') return true;
        return start > 1 && last is '.' or '-' && Joins(text, start - 2);
    }

    /// <summary>True where the number goes on to the right.</summary>
    public static bool GoesOnRight(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length) return false;
        var next = text[end];
        if (char.IsLetterOrDigit(next) || next == '_') return true;
        return next is '.' or '-' && Joins(text, end + 1) && (next == '-' || char.IsAsciiDigit(text[end + 1]));
    }

    private static bool Joins(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && char.IsLetterOrDigit(text[at]);

    private static bool IsWord(ReadOnlySpan<char> text, int start, int length) =>
        (start == 0 || !char.IsLetter(text[start - 1])) && (start + length >= text.Length || !char.IsLetter(text[start + length]));
}
