using System.Text;

namespace Plumbline.Guardrails.Injection;

/// <summary>A text as a reader takes it: lower case, no accents, no invisible characters, no look-alike letters; with the place of each character in the original.</summary>
internal sealed class PlainText
{
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
