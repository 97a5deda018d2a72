using System.Buffers;
using System.Collections.Immutable;

namespace Plumbline.Guardrails.Prompts;

/// <summary>Holds a prompt that was sent against a template, and says what was filled in.</summary>
public static class TemplateMatch
{
    /// <summary>Most characters that one variable may stand for.</summary>
    public const int LongestValue = 500;

    /// <summary>Most characters of a text that is held against a template.</summary>
    public const int LongestText = 1 << 16;

    /// <summary>Most pieces of a template.</summary>
    public const int MostParts = 400;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\u000b\f\u0085\u2028\u2029");

    /// <summary>
    /// The values, one for each name; null where the text is not this template filled in: another character, a value that is too long or spans
    /// lines, two values for one name, or two variables with nothing between them, which nobody could tell apart.
    /// </summary>
    /// <remarks>Every text between variables is taken where it comes first, and never tried elsewhere: at most the template's length times <see cref="LongestValue"/> steps.</remarks>
    public static IReadOnlyDictionary<string, string>? Fill(ImmutableArray<TemplatePart> template, string text)
    {
        if (text.Length > LongestText || template.Length is 0 or > MostParts) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        string? open = null;
        var at = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var part = template[i];
            if (part.IsVariable)
            {
                if (open is not null) return null;
                open = part.Text;
                continue;
            }

            var found = open is null ? 0 : Next(text.AsSpan(at), part.Text, isLast: i == template.Length - 1);
            if (found < 0 || !text.AsSpan(at + found).StartsWith(part.Text, StringComparison.Ordinal)) return null;
            if (open is not null && !Keep(values, open, text.AsSpan(at, found))) return null;
            open = null;
            at += found + part.Text.Length;
        }

        return open is null ? at == text.Length ? values : null : Keep(values, open, text.AsSpan(at)) ? values : null;
    }

    private static int Next(ReadOnlySpan<char> rest, string literal, bool isLast)
    {
        if (isLast) return rest.Length - literal.Length is >= 0 and <= LongestValue and var end ? end : -1;
        return rest[..Math.Min(rest.Length, LongestValue + literal.Length)].IndexOf(literal, StringComparison.Ordinal);
    }

    private static bool Keep(Dictionary<string, string> values, string name, ReadOnlySpan<char> value)
    {
        if (value.Length > LongestValue || value.IndexOfAny(LineEnds) >= 0) return false;
        if (values.TryGetValue(name, out var known)) return value.SequenceEqual(known);
        values[name] = value.ToString();
        return true;
    }
}
