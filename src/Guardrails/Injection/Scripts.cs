namespace Plumbline.Guardrails.Injection;

/// <summary>Words that mix look-alike letters, runs of private characters, piles of marks.</summary>
internal static class Scripts
{
    private const int Pile = 6;
    private const int PrivateRun = 8;

    /// <summary>Looks from the first character on that is not ASCII.</summary>
    public static void Find(ReadOnlySpan<char> text, int first, List<HiddenRun> found)
    {
        while (first > 0 && char.IsLetter(text[first - 1])) first--;
        for (var at = first; at < text.Length && found.Count < HiddenText.Most;)
        {
            // A word of ASCII alone mixes nothing.
            var next = text[at..].IndexOfAnyExceptInRange('\0', '\u007f');
            if (next < 0) return;
            var start = at;
            for (at += next; at > start && char.IsLetter(text[at - 1]);) at--;
            var c = text[at];
            if (char.IsLetter(c)) at = Word(text, at, found);
            else if (Letters.IsMark(c)) at = Marks(text, at, found);
            else if (IsPrivate(text, at)) at = Private(text, at, found);
            else at++;
        }
    }

    private static int Word(ReadOnlySpan<char> text, int start, List<HiddenRun> found)
    {
        var (at, latin, near, alike, turns) = (start, 0, 0, 0, 0);
        var wasLatin = false;
        for (; at < text.Length && char.IsLetter(text[at]); at++)
        {
            var c = text[at];
            if (Letters.IsLatin(c)) { if (latin + near > 0 && !wasLatin) turns++; latin++; wasLatin = true; }
            else if (Letters.IsNearLatin(c)) { if (latin + near > 0 && wasLatin) turns++; near++; wasLatin = false; if (Letters.Twin(c) != c) alike++; }
        }

        // `SQLа` and `API-шный` add an ending to a foreign word; letters that go back and forth do not.
        if (near > 0 && near == alike && latin + near > 2 && (turns > 1 || (latin > 0 && near == 1 && !char.IsUpper(text[start]) && latin > 2)))
            found.Add(new HiddenRun(HiddenKind.Lookalikes, turns > 1 ? Certainty.High : Certainty.Medium, start, at - start, "mixes letters of two scripts that look alike in one word"));
        return at;
    }

    private static int Marks(ReadOnlySpan<char> text, int start, List<HiddenRun> found)
    {
        var at = start;
        while (at < text.Length && Letters.IsMark(text[at])) at++;
        if (at - start >= Pile) found.Add(new HiddenRun(HiddenKind.Stacks, Certainty.Low, start, at - start, "piles marks on one letter"));
        return at;
    }

    private static bool IsPrivate(ReadOnlySpan<char> text, int at) => text[at] is (>= '\ue000' and <= '\uf8ff') or (>= '\udb80' and <= '\udbff');

    private static int Private(ReadOnlySpan<char> text, int start, List<HiddenRun> found)
    {
        var (at, count) = (start, 0);
        while (at < text.Length && IsPrivate(text, at)) { at += char.IsHighSurrogate(text[at]) ? 2 : 1; count++; }
        at = Math.Min(at, text.Length);
        if (count >= PrivateRun) found.Add(new HiddenRun(HiddenKind.PrivateUse, Certainty.Medium, start, at - start, "has a run of private characters"));
        return at;
    }
}
