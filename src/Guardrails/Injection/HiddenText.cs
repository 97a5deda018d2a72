namespace Plumbline.Guardrails.Injection;

/// <summary>Finds characters that hide or fake text.</summary>
/// <remarks>
/// Ordinary uses stay quiet: emoji sequences and flags, one variation selector after a letter, joiners of Arabic and Indic scripts, marks of direction in lines that run from right to left, a byte order mark at the start, icon fonts, words of one script.
/// Linear in the text.
/// </remarks>
public static class HiddenText
{
    /// <summary>Most runs of one text.</summary>
    public const int Most = 200;

    /// <summary>Every run, by where it starts.</summary>
    public static IReadOnlyList<HiddenRun> Find(ReadOnlySpan<char> text)
    {
        var found = new List<HiddenRun>();
        Blanks.Find(text, found);
        var first = text.IndexOfAnyExceptInRange('\0', '\u007f');
        if (first < 0) return Sorted(found);
        if (text[first..].IndexOfAny(Letters.Suspects) >= 0)
        {
            Invisibles.Find(text, found);
            Directions.Find(text, found);
        }

        Scripts.Find(text, first, found);
        return Sorted(found);
    }

    private static List<HiddenRun> Sorted(List<HiddenRun> found)
    {
        found.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Kind.CompareTo(b.Kind));
        if (found.Count > Most) found.RemoveRange(Most, found.Count - Most);
        return found;
    }
}
