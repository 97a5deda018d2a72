using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Tools;

/// <summary>A text as a model reads it through its disguise: invisible characters gone, look-alike letters folded, lower case, line breaks of prose as blanks.</summary>
/// <param name="Text">The plain text.</param>
/// <param name="Places">For every character of it, the place in the original that it comes from.</param>
/// <param name="How">What was undone; empty where nothing but case and white space was.</param>
internal sealed record PlainText(string Text, int[] Places, string How)
{
    /// <summary>Longest text judged, in characters; what is longer is judged up to here and said to be cut.</summary>
    public const int Longest = 64 << 10;

    // Letters of other scripts that are drawn as Latin ones.
    private static readonly FrozenDictionary<char, char> Lookalikes = Pairs(
        "\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u04bbh\u0501d\u051bq\u051dw\u0432b\u043am\u043dh\u0442t\u0433r\u03b1a\u03bfo\u03c1p\u03bdv\u03b9i\u03bak\u03c4t\u03c5u\u03c7x\u03b5e\u03b7n\u0251a\u0261g\u0131i\u0585o\u057du\u0578n\u0440p\u04cfl")
        .ToFrozenDictionary();

    /// <summary>The plain form of a text.</summary>
    public static PlainText Of(string original, string how = "")
    {
        var length = Math.Min(original.Length, Longest);
        var text = new StringBuilder(length);
        var places = new List<int>(length);
        var isFolded = false;
        for (var at = 0; at < length; at++)
        {
            var letter = original[at];
            if (letter < 0x80)
            {
                Add(letter is '\n' or '\r' ? Break(original, at) : letter is '\t' ? ' ' : char.ToLowerInvariant(letter), at);
                continue;
            }

            var rune = Rune.TryGetRuneAt(original, at, out var whole) ? whole : new Rune(0xFFFD);
            var start = at;
            if (rune.Utf16SequenceLength == 2) at++;
            if (IsInvisible(rune)) continue;
            var folded = Fold(rune, IsAmongLatin(original, start));
            if (folded != '\0') isFolded = true;
            if (folded != '\0') Add(folded, start);
            else foreach (var part in Rune.ToLowerInvariant(rune).ToString()) Add(part, start);
        }

        return new PlainText(text.ToString(), [.. places], how.Length > 0 ? how : isFolded ? "look-alike letters" : "");

        void Add(char letter, int place)
        {
            if (letter == ' ' && text.Length > 0 && text[^1] is ' ' or '\n') return;
            text.Append(letter);
            places.Add(place);
        }
    }

    // A single line break in prose is a blank; an empty line, or a list's next item, ends a sentence.
    private static char Break(string text, int at)
    {
        var next = at + 1;
        while (next < text.Length && text[next] is ' ' or '\t' or '\r') next++;
        return next >= text.Length || text[next] is '\n' or '-' or '*' or '#' or '<' or '\u2022' || char.IsAsciiDigit(text[next]) ? '\n' : ' ';
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is 0x00AD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    private static char Fold(Rune rune, bool isAmongLatin)
    {
        var value = rune.Value;
        if (value is >= 0xFF01 and <= 0xFF5E) return char.ToLowerInvariant((char)(value - 0xFEE0));
        if (value is >= 0x1D400 and <= 0x1D6A3) return (char)('a' + (value - 0x1D400) % 26);
        if (value is >= 0x24B6 and <= 0x24E9) return (char)('a' + (value - 0x24B6) % 26);
        if (value is >= 0x1F130 and <= 0x1F149) return (char)('a' + value - 0x1F130);
        if (value is 0xA0 or 0x202F or 0x3000 or (>= 0x2000 and <= 0x200A)) return ' ';
        if (value is 0x2018 or 0x2019 or 0x02BC) return '\'';
        return isAmongLatin && value < 0x10000 && Lookalikes.TryGetValue(char.ToLowerInvariant((char)value), out var latin) ? latin : '\0';
    }

    // A Russian word is Russian; one Russian letter within a Latin word is a disguise.
    private static bool IsAmongLatin(string text, int at)
    {
        int start = at, end = at;
        while (start > 0 && at - start < 40 && char.IsLetter(text[start - 1])) start--;
        while (end < text.Length - 1 && end - at < 40 && char.IsLetter(text[end + 1])) end++;
        var word = text.AsSpan(start, end - start + 1);
        var latin = 0;
        foreach (var letter in word) if (char.IsAsciiLetter(letter)) latin++;
        return latin > 0 && latin * 3 >= word.Length;
    }

    private static IEnumerable<KeyValuePair<char, char>> Pairs(string table) =>
        table.Chunk(2).Select(p => KeyValuePair.Create(p[0], p[1])).DistinctBy(p => p.Key);
}
