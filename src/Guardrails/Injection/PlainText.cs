using System.Text;

namespace Plumbline.Guardrails.Injection;

/// <summary>A text as a reader takes it: lower case, no accents, no invisible characters, no look-alike letters; with the place of each character in the original.</summary>
internal sealed class PlainText
{
    // Shorter ones are not worth the setting up.
    private const int Stretch = 16;

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private readonly int[]? places;
    private readonly int length;

    private PlainText(char[] chars, int[]? places, int length)
    {
        Chars = chars;
        this.places = places;
        this.length = length;
    }

    private char[] Chars { get; }

    /// <summary>The folded characters.</summary>
    public ReadOnlySpan<char> Text => Chars.AsSpan(0, length);

    /// <summary>Where a folded character stood.</summary>
    public int Place(int at) => places is null ? at : places[Math.Min(at, length)];

    /// <summary>Folds a text. Linear.</summary>
    public static PlainText Of(ReadOnlySpan<char> text)
    {
        var chars = new char[text.Length];
        if (Ascii.ToLower(text, chars, out _) == System.Buffers.OperationStatus.Done) return new PlainText(chars, null, text.Length);
        var places = new int[text.Length + 1];
        var (length, word) = (0, 0);
        var (hasLatin, hasNear) = (false, false);
        for (var i = 0; i < text.Length;)
        {
            var ascii = text[i..].IndexOfAnyExceptInRange('\u0001', '\u007f') is >= 0 and var run ? run : text.Length - i;
            if (ascii >= Stretch)
            {
                var folds = chars.AsSpan(length, ascii);
                Ascii.ToLower(text.Slice(i, ascii), folds, out _);
                for (var k = 0; k < ascii; k++) places[length + k] = i + k;
                // Only its first and last word can be shared with what is not ASCII.
                var end = folds.IndexOfAnyExcept(Plain);
                if (hasNear && (hasLatin || (end < 0 ? folds : folds[..end]).ContainsAnyInRange('a', 'z')) && end >= 0) Unmask(chars.AsSpan(word, length + end - word));
                if (end >= 0) (word, hasLatin, hasNear) = (length + folds.LastIndexOfAnyExcept(Plain) + 1, false, false);
                hasLatin |= chars.AsSpan(word, length + ascii - word).ContainsAnyInRange('a', 'z');
                length += ascii;
                i += ascii;
                continue;
            }

            Rune.DecodeFromUtf16(text[i..], out var rune, out var taken);
            var folded = Letters.Fold(rune);
            if (folded != '\0')
            {
                if (!char.IsLetterOrDigit(folded))
                {
                    if (hasLatin && hasNear) Unmask(chars.AsSpan(word, length - word));
                    (word, hasLatin, hasNear) = (length + 1, false, false);
                }
                else if (char.IsAsciiLetter(folded)) hasLatin = true;
                else hasNear |= Letters.IsNearLatin(folded);
                places[length] = i;
                chars[length++] = folded;
            }

            i += taken;
        }

        if (hasLatin && hasNear) Unmask(chars.AsSpan(word, length - word));
        places[length] = text.Length;
        return new PlainText(chars, places, length);
    }

    private static void Unmask(Span<char> word)
    {
        foreach (ref var c in word) c = Letters.Twin(c);
    }
}
