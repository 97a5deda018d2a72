using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Prompts;

/// <summary>Reads a system prompt line by line, a line of several sentences sentence by sentence, and says of each what it is about.</summary>
/// <remarks>English, German and French, with words of Spanish, Italian and Dutch. Linear in the text.</remarks>
public static partial class PromptReader
{
    /// <summary>Most lines and sentences judged; what lies behind them is not.</summary>
    public const int MostLines = 600;

    /// <summary>Most characters of one judged.</summary>
    public const int LongestLine = 2000;

    /// <summary>The lines that hold anything, in their order.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="isCut">True where the prompt goes on behind what was judged.</param>
    public static IReadOnlyList<PromptLine> Lines(string text, out bool isCut)
    {
        var lines = new List<PromptLine>();
        var inTools = false;
        var number = 0;
        isCut = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            if (raw.IsWhiteSpace()) continue;
            var isHeading = raw.Length < 100 && Tools.IsHeading(Plain(raw));
            inTools = isHeading || (inTools && Tools.IsItem(raw));
            isCut |= AddSentences(raw, number, inTools && !isHeading, lines);
            if (isCut && lines.Count == MostLines) break;
        }

        return lines;
    }

    private static bool AddSentences(ReadOnlySpan<char> raw, int number, bool isListed, List<PromptLine> lines)
    {
        var isCut = false;
        var start = 0;
        foreach (var end in Ends().EnumerateMatches(raw)) start = Add(raw[start..end.Index], end.Index, start == 0);
        Add(raw[start..], raw.Length, start == 0);
        return isCut;

        int Add(ReadOnlySpan<char> sentence, int next, bool isFirst)
        {
            if (sentence.IsWhiteSpace()) return next;
            isCut |= lines.Count == MostLines || sentence.Length > LongestLine;
            if (lines.Count < MostLines) lines.Add(Judge(number, Plain(sentence), isListed && isFirst));
            return next;
        }
    }

    private static PromptLine Judge(int number, string line, bool isListed)
    {
        var isTool = Tools.Offers(line, isListed);
        var numbers = Numbers.Find(line);
        var subjects = (isTool ? LineSubjects.Tool : 0) | (Refusals.Says(line, isTool) ? LineSubjects.Refusal : 0) | (numbers.IsEmpty ? 0 : LineSubjects.Identifier);
        return new PromptLine(number, line, subjects, isTool ? Tools.Names(line, isListed) : [], numbers);
    }

    private static string Plain(ReadOnlySpan<char> raw)
    {
        var line = new StringBuilder();
        foreach (var letter in raw.Length > LongestLine ? raw[..LongestLine] : raw)
        {
            // Invisible letters split words for a reader of patterns and for nobody else.
            if (char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format) continue;
            var plain = letter switch { '\u2019' or '\u2018' => '\'', _ => letter };
            if (!char.IsWhiteSpace(plain)) line.Append(plain);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }

    // A full stop after a word of three letters, before a capital: `e.g. `, `z. B. ` and `No. 4` end nothing.
    [GeneratedRegex(@"(?<=[\p{L}\p{N})""'\u00bb\u201c][\p{L}\p{N})][\p{L}\p{N})""'`\u00bb\u201c][.!?]{1,3}[""'\u00bb\u201c)]?)\s+(?=[\p{Lu}""'\u00ab\u201e`])", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();
}
