using System.Collections.Frozen;

namespace Plumbline.Guardrails.Pii;

/// <summary>Which forms the words around a place speak of.</summary>
internal sealed class Labels
{
    private const int Before = 48;
    private const int After = 28;
    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> forms;

    /// <summary>Reads the words of all forms.</summary>
    public Labels(IReadOnlyList<Form> rows)
    {
        forms = rows.SelectMany((r, i) => r.Words.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(w => (Word: w, Form: i)))
            .GroupBy(p => p.Word, p => p.Form, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Marks the forms that words before and behind a place name.</summary>
    public void Mark(ReadOnlySpan<char> text, int start, int end, Span<bool> said)
    {
        Words(text[Math.Max(0, start - Before)..start], said);
        Words(text[end..Math.Min(text.Length, end + After)], said);
    }

    // Words and pairs of neighbouring words, in lower case; `taxId`, `tax_id` and `Tax-ID` are two words.
    private void Words(ReadOnlySpan<char> window, Span<bool> said)
    {
        Span<char> lower = stackalloc char[(Before * 2) + 2];
        var (length, last, word) = (0, -1, -1);
        for (var i = 0; i <= window.Length; i++)
        {
            var isPart = i < window.Length && (char.IsLetter(window[i]) || char.IsAsciiDigit(window[i]) || window[i] == '#');
            var turns = isPart && word >= 0 && i > 0 && char.IsUpper(window[i]) && char.IsLower(window[i - 1]);
            if ((!isPart || turns) && word >= 0)
            {
                Look(lower[word..length], said);
                if (last >= 0) Look(lower[last..length], said);
                lower[length++] = ' ';
                (last, word) = (word, -1);
            }

            if (!isPart) continue;
            if (word < 0) word = length;
            lower[length++] = char.ToLowerInvariant(window[i]);
        }
    }

    private void Look(ReadOnlySpan<char> words, Span<bool> said)
    {
        if (!forms.TryGetValue(words, out var found)) return;
        foreach (var form in found) said[form] = true;
    }
}
