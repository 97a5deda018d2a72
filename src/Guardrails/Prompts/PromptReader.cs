using System.Text;

namespace Plumbline.Guardrails.Prompts;

/// <summary>Reads a system prompt line by line and says of each what it is about.</summary>
/// <remarks>English, German and French, with words of Spanish, Italian and Dutch. Linear in the text.</remarks>
public static class PromptReader
{
    /// <summary>Most lines judged; what lies behind them is not.</summary>
    public const int MostLines = 400;

    /// <summary>Most characters of a line judged.</summary>
    public const int LongestLine = 1000;

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
            isCut = lines.Count == MostLines || isCut || raw.Length > LongestLine;
            if (lines.Count == MostLines) break;
            var line = Plain(raw);
            var isHeading = Tools.IsHeading(line);
            inTools = isHeading || (inTools && Tools.IsItem(raw));
            lines.Add(Judge(number, line, inTools && !isHeading));
        }

        return lines;
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
}
