using System.Buffers;

namespace Plumbline.Guardrails.Injection;

/// <summary>Overrides of direction that make a line read otherwise than it runs.</summary>
internal static class Directions
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <summary>Looks line by line.</summary>
    public static void Find(ReadOnlySpan<char> text, List<HiddenRun> found)
    {
        for (var start = 0; start < text.Length && found.Count < HiddenText.Most;)
        {
            var next = text[start..].IndexOfAny(Marks);
            if (next < 0) return;
            var from = start + next;
            var head = text[..from].LastIndexOf('\n') + 1;
            var length = text[from..].IndexOf('\n');
            var end = length < 0 ? text.Length : from + length;
            Judge(text[head..end], head, found);
            start = end + 1;
        }
    }

    private static void Judge(ReadOnlySpan<char> line, int offset, List<HiddenRun> found)
    {
        var (open, first, last, overrides) = (0, -1, 0, 0);
        var isMixed = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
            {
                if (first < 0) first = i;
                last = i;
                if (line[i] is '\u202d' or '\u202e') overrides++;
                open += line[i] is '\u202c' or '\u2069' ? -1 : 1;
            }
            else isMixed |= Letters.IsRightToLeft(line[i]);
        }

        if (isMixed && overrides == 0) return;
        var certainty = overrides > 0 && !isMixed ? Certainty.High : overrides > 0 || open > 0 ? Certainty.Medium : Certainty.Low;
        found.Add(new HiddenRun(HiddenKind.Bidirectional, certainty, offset + first, last - first + 1, overrides > 0 ? "shows text in another order than it is read" : "sets a direction where no script needs one"));
    }
}
