using System.Buffers;
using System.Text;

namespace Plumbline.Guardrails.Injection;

/// <summary>Characters that show nothing: tags, variation selectors, spaces and joiners without width, soft hyphens, fillers.</summary>
internal static class Invisibles
{
    private const int LongestFlag = 8;

    private static readonly SearchValues<char> OfFlags = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Looks for runs, and for bits that lie scattered between letters.</summary>
    public static void Find(ReadOnlySpan<char> text, List<HiddenRun> found)
    {
        var scattered = new StringBuilder();
        var (firstAt, lastAt) = (-1, -1);
        for (var at = 0; at < text.Length && found.Count < HiddenText.Most;)
        {
            var next = text[at..].IndexOfAny(Letters.Suspects);
            if (next < 0) break;
            var start = at += next;
            if (text[start] == '\udb40') { at = Supplement(text, start, found); continue; }
            if (text[start] is >= '\ufe00' and <= '\ufe0f') { at = Selectors(text, start, found); continue; }
            while (at < text.Length && Letters.IsZeroWidth(text[at])) at++;
            if (at > start)
            {
                if (Width(text, start, at, found) && at - start < 8)
                {
                    if (firstAt < 0) firstAt = start;
                    lastAt = at;
                    scattered.Append(text[start..at]);
                }

                continue;
            }

            at = Other(text, start, found);
        }

        if (scattered.Length >= 24 && Bits.Spell(scattered.ToString()) is { } spelt)
            found.Add(new HiddenRun(HiddenKind.ZeroWidth, Certainty.High, firstAt, lastAt - firstAt, "spells a text with characters without width", spelt));
    }

    // A flag of a region is a black flag, tags of letters and digits, and a cancel tag.
    private static int Supplement(ReadOnlySpan<char> text, int start, List<HiddenRun> found)
    {
        if (start + 1 < text.Length && text[start + 1] is >= '\udd00' and <= '\uddef') return Selectors(text, start, found);
        var at = start;
        var spelt = new StringBuilder();
        while (at + 1 < text.Length && text[at] == '\udb40' && text[at + 1] is >= '\udc00' and <= '\udc7f')
        {
            var c = (char)(text[at + 1] - 0xdc00);
            if (c is >= ' ' and <= '~') spelt.Append(c);
            at += 2;
        }

        if (at == start) return start + 1;
        var isFlag = start >= 2 && text[(start - 2)..start] is "\ud83c\udff4" && spelt.Length is > 1 and <= LongestFlag && !spelt.ToString().AsSpan().ContainsAnyExcept(OfFlags) && text[at - 1] == '\udc7f';
        if (!isFlag) found.Add(new HiddenRun(HiddenKind.Tags, Certainty.High, start, at - start, "spells a text with tag characters", spelt.Length > 0 ? spelt.ToString() : null));
        return at;
    }

    private static int Selectors(ReadOnlySpan<char> text, int start, List<HiddenRun> found)
    {
        var at = start;
        var bytes = new List<byte>();
        while (at < text.Length)
        {
            if (text[at] is >= '\ufe00' and <= '\ufe0f') bytes.Add((byte)(text[at++] - '\ufe00'));
            else if (text[at] == '\udb40' && at + 1 < text.Length && text[at + 1] is >= '\udd00' and <= '\uddef') { bytes.Add((byte)(text[at + 1] - '\udd00' + 16)); at += 2; }
            else break;
        }

        if (bytes.Count > 1)
        {
            var spelt = Bits.AsText([.. bytes]);
            found.Add(new HiddenRun(HiddenKind.VariationSelectors, spelt is not null || bytes.Count > 8 ? Certainty.High : Certainty.Low, start, at - start, "has variation selectors in a row", spelt));
        }

        return at;
    }

    // True where the run may be part of bits that lie scattered.
    private static bool Width(ReadOnlySpan<char> text, int start, int end, List<HiddenRun> found)
    {
        if (start == 0 && text[0] == '\ufeff' && end == 1) return false;
        var (before, after) = (start > 0 ? text[start - 1] : ' ', end < text.Length ? text[end] : ' ');
        if (end - start == 1 && IsOrdinary(text[start], before, after)) return false;
        if (end - start >= 8)
        {
            var spelt = Bits.Spell(text[start..end]);
            found.Add(new HiddenRun(HiddenKind.ZeroWidth, spelt is null ? Certainty.Medium : Certainty.High, start, end - start, spelt is null ? "has a row of characters without width" : "spells a text with characters without width", spelt));
        }
        else if (Letters.IsLatin(before) && Letters.IsLatin(after)) found.Add(new HiddenRun(HiddenKind.ZeroWidth, end - start > 1 ? Certainty.Medium : Certainty.Low, start, end - start, "has a character without width within a word"));
        return true;
    }

    private static bool IsOrdinary(char c, char before, char after) => c switch
    {
        '\u200d' => char.IsSurrogate(before) || char.IsSurrogate(after) || before is '\ufe0f' or (>= '\u2190' and <= '\u2bff') || Letters.Joins(before) || Letters.Joins(after),
        '\u200c' => Letters.Joins(before) || Letters.Joins(after),
        '\u200e' or '\u200f' or '\u061c' => true,
        '\u200b' or '\u2060' or '\ufeff' => !(Letters.IsLatin(before) && Letters.IsLatin(after)),
        _ => false,
    };

    private static int Other(ReadOnlySpan<char> text, int start, List<HiddenRun> found)
    {
        var c = text[start];
        var at = start;
        while (at < text.Length && text[at] == c) at++;
        switch (c)
        {
            case '\u00ad':
                return Hyphens(text, start, found);
            case '\u115f' or '\u1160' or '\u3164' or '\uffa0' when !(start > 0 && text[start - 1] is (>= '\u1100' and <= '\u11ff') or (>= '\u3131' and <= '\u318e')):
                found.Add(new HiddenRun(HiddenKind.Blanks, at - start > 2 ? Certainty.Medium : Certainty.Low, start, at - start, "has letters that show as blanks"));
                break;
            case '\u2800' when at - start > 2 && !(start > 0 && text[start - 1] is > '\u2800' and <= '\u28ff') && !(at < text.Length && text[at] is > '\u2800' and <= '\u28ff') && text[Math.Max(0, start - 80)..Math.Min(text.Length, at + 80)].IndexOfAnyInRange('\u2801', '\u28ff') < 0:
                found.Add(new HiddenRun(HiddenKind.Blanks, Certainty.Medium, start, at - start, "has letters that show as blanks"));
                break;
            default:
                break;
        }

        return Math.Max(at, start + 1);
    }

    // Hyphens that split a word into crumbs; a long word of prose has few of them, far apart.
    private static int Hyphens(ReadOnlySpan<char> text, int start, List<HiddenRun> found)
    {
        var (at, count, letters) = (start, 0, 0);
        while (at < text.Length && (text[at] == '\u00ad' || char.IsLetter(text[at])))
        {
            if (text[at++] == '\u00ad') count++;
            else letters++;
        }

        if (count >= 3 && letters <= count * 2) found.Add(new HiddenRun(HiddenKind.SoftHyphens, Certainty.Medium, start, at - start, "splits a word with hyphens that do not show"));
        return at;
    }
}
