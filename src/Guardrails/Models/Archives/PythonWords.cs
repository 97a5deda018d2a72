namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Cuts Python's source into lines of words: dotted names, texts with a quote before them, marks. Lines inside brackets are one.</summary>
internal static class PythonWords
{
    private const int MostWords = 4096;
    private const int LongestText = 256;

    public static bool IsName(string word) => char.IsLetter(word[0]) || word[0] == '_';

    public static bool IsText(string word) => word[0] == '"';

    /// <summary>What a word that is a text says.</summary>
    public static string Text(string word) => word[1..];

    /// <summary>The lines of a source.</summary>
    public static IEnumerable<List<string>> Lines(string source)
    {
        var line = new List<string>();
        var open = 0;
        for (var at = 0; at < source.Length;)
        {
            var c = source[at];
            if (c == '\n' && open == 0 || line.Count >= MostWords)
            {
                if (line.Count > 0) yield return line;
                line = [];
            }

            if (c == '#') at = End(source, at);
            else if (c is '"' or '\'') at = Quoted(source, at, line);
            else if (char.IsLetter(c) || c == '_') at = Name(source, at, line);
            else if (c == '\\' && at + 1 < source.Length && source[at + 1] is '\r' or '\n') at += source[at + 1] == '\r' && at + 2 < source.Length && source[at + 2] == '\n' ? 3 : 2;
            else
            {
                if (c is '(' or '[' or '{') open++;
                if (c is ')' or ']' or '}') open = Math.Max(0, open - 1);
                if (!char.IsWhiteSpace(c)) line.Add(c.ToString());
                at++;
            }
        }

        if (line.Count > 0) yield return line;
    }

    private static int End(string source, int at) => source.IndexOf('\n', at) is >= 0 and var end ? end : source.Length;

    // `os . system` is one name as well, so parts are joined where no mark but a dot stands between them.
    private static int Name(string source, int at, List<string> line)
    {
        var end = at;
        while (end < source.Length && (char.IsLetterOrDigit(source[end]) || source[end] == '_')) end++;
        var word = source[at..end];
        // A prefix of a text: r'', f"", rb''.
        if (word.Length <= 2 && end < source.Length && source[end] is '"' or '\'' && word.All(c => "rRbBuUfFtT".Contains(c, StringComparison.Ordinal))) return end;
        if (line.Count >= 2 && line[^1] == "." && IsName(line[^2]) && !IsMark(line[^2]))
        {
            line[^2] = $"{line[^2]}.{word}";
            line.RemoveAt(line.Count - 1);
        }
        else line.Add(word);
        return end;
    }

    private static bool IsMark(string word) => word is "import" or "from" or "return" or "in" or "as";

    private static int Quoted(string source, int at, List<string> line)
    {
        var quote = source[at];
        var isLong = at + 2 < source.Length && source[at + 1] == quote && source[at + 2] == quote;
        var start = at + (isLong ? 3 : 1);
        var end = start;
        for (; end < source.Length; end++)
        {
            if (source[end] == '\\') end++;
            else if (!isLong && source[end] == '\n') break;
            else if (source[end] == quote && (!isLong || end + 2 < source.Length && source[end + 1] == quote && source[end + 2] == quote)) break;
        }

        end = Math.Min(end, source.Length);
        line.Add("\"" + source[start..Math.Min(end, start + LongestText)]);
        return Math.Min(source.Length, end + (isLong ? 3 : 1));
    }
}
