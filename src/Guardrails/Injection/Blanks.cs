namespace Plumbline.Guardrails.Injection;

/// <summary>Text pushed out of sight by blanks, and sequences that steer a terminal.</summary>
internal static class Blanks
{
    private const int MostBlanks = 200;
    private const int MostLines = 60;

    /// <summary>Looks for both.</summary>
    public static void Find(ReadOnlySpan<char> text, List<HiddenRun> found)
    {
        Escapes(text, found);
        Pushed(text, ' ', MostBlanks, found);
        Pushed(text, '\n', MostLines, found);
    }

    // Escapes that hide: conceal, erase, move the cursor, dress a link. Colours alone are ordinary in logs.
    private static void Escapes(ReadOnlySpan<char> text, List<HiddenRun> found)
    {
        for (var at = 0; text[at..].IndexOfAny('\u001b', '\b', '\u009b') is >= 0 and var next && found.Count < HiddenText.Most;)
        {
            var start = at + next;
            at = start + 1;
            if (text[start] == '\b')
            {
                while (at < text.Length && text[at] == '\b') at++;
                if (at - start >= 3) found.Add(new HiddenRun(HiddenKind.TerminalEscapes, Certainty.Medium, start, at - start, "overwrites what a terminal has shown"));
                continue;
            }

            var body = text[at..Math.Min(text.Length, at + 40)];
            var end = body.IndexOfAnyInRange('@', '~') is var one && one == 0 && body.Length > 1 ? 1 + body[1..].IndexOfAnyInRange('@', '~') : one;
            if (end < 0) continue;
            var final = body[end];
            var hides = (final == 'm' && (body[..end].EndsWith("[8") || body[..end].Contains(";8", StringComparison.Ordinal))) || final is 'A' or 'D' or 'F' or 'G' or 'H' or 'J' or 'K' or 'P' or 'X' || body.StartsWith("]8;");
            found.Add(new HiddenRun(HiddenKind.TerminalEscapes, hides ? Certainty.High : Certainty.Low, start, end + 2, hides ? "hides or overwrites text in a terminal" : "steers a terminal"));
        }
    }

    private static void Pushed(ReadOnlySpan<char> text, char blank, int most, List<HiddenRun> found)
    {
        for (var at = most; at < text.Length && found.Count < HiddenText.Most;)
        {
            // Every run of `most` or more covers one of these places.
            if (!IsBlank(text[at], blank)) { at += most; continue; }
            var start = at;
            while (start > 0 && IsBlank(text[start - 1], blank)) start--;
            var end = at;
            while (end < text.Length && IsBlank(text[end], blank)) end++;
            var count = blank == '\n' ? text[start..end].Count('\n') : end - start;
            if (count >= most && end < text.Length && (blank == '\n' || (text[end] is not ('\n' or '\r') && start > 0 && text[start - 1] != '\n')))
                found.Add(new HiddenRun(HiddenKind.PushedAway, Certainty.Medium, start, end - start, "pushes what follows out of sight"));
            at = end + most;
        }
    }

    private static bool IsBlank(char c, char blank) => c == blank || c is '\u00a0' || (blank == '\n' ? c is '\r' or ' ' or '\t' : c == '\t');
}
