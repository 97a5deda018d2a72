namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>One quoted text of a source file.</summary>
/// <param name="Start">Where the quotes begin.</param>
/// <param name="End">Behind the closing quotes.</param>
/// <param name="Quote">The quotes: `"`, `'''`, a backtick.</param>
/// <param name="Prefix">Letters before the quotes: `f`, `r`, `$`, `@`.</param>
internal readonly record struct Literal(int Start, int End, string Quote, string Prefix);

/// <summary>A source file whose comments are blanked, length and lines kept, and its texts.</summary>
internal sealed class CodeText
{
    private readonly char[] code;
    private readonly string text;
    private readonly List<Literal> literals = [];

    private CodeText(string text) => (this.text, code) = (text, text.ToCharArray());

    /// <summary>The text without comments and docstrings.</summary>
    public string Code => new(code);

    /// <summary>The quoted texts, in their order.</summary>
    public IReadOnlyList<Literal> Literals => literals;

    /// <summary>Reads a file of the given syntax.</summary>
    public static CodeText Of(string text, SyntaxKind kind)
    {
        var read = new CodeText(text);
        if (kind == SyntaxKind.Hash) read.Lines();
        else if (kind is SyntaxKind.Python or SyntaxKind.Braces) read.Scan(kind == SyntaxKind.Python);
        return read;
    }

    // An apostrophe in plain YAML opens nothing, so only the blank before `#` tells.
    private void Lines()
    {
        for (var at = 0; at < text.Length; at++)
        {
            var isComment = (text[at] == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1])))
                || (text[at] == '/' && at + 1 < text.Length && text[at + 1] == '/' && IsLineStart(at));
            if (isComment) at = Blank(at, LineEnd(at));
        }
    }

    private void Scan(bool isPython)
    {
        for (var at = 0; at < text.Length;)
        {
            if (isPython ? text[at] == '#' : Starts(at, "//")) at = Blank(at, LineEnd(at));
            else if (!isPython && Starts(at, "/*")) at = Blank(at, End(at + 2, "*/"));
            else if (text[at] is '"' or '\'' || (!isPython && text[at] == '`')) at = Quoted(at, isPython);
            else at++;
        }
    }

    private int Quoted(int at, bool isPython)
    {
        var mark = text[at];
        var quote = mark != '`' && Starts(at, new string(mark, 3)) && (isPython || mark == '"') ? new string(mark, 3) : mark.ToString();
        var prefix = Prefix(at);
        var isRaw = prefix.Contains('r', StringComparison.OrdinalIgnoreCase) || prefix.Contains('@') || (!isPython && quote.Length == 3);
        var end = at + quote.Length;
        for (; end < text.Length && !Starts(end, quote); end++)
        {
            if (quote.Length == 1 && mark != '`' && text[end] == '\n' && !prefix.Contains('@')) break;
            if (text[end] == '\\' && !isRaw) end++;
        }

        end = Math.Min(end < text.Length && Starts(end, quote) ? end + quote.Length : end, text.Length);
        if (isPython && quote.Length == 3 && IsLineStart(at - prefix.Length) && !IsOperand(at - prefix.Length)) return Blank(at, end);
        literals.Add(new Literal(at, end, quote, prefix));
        return Math.Max(end, at + 1);
    }

    private string Prefix(int at)
    {
        var start = at;
        while (start > 0 && at - start < 3 && (char.IsAsciiLetter(text[start - 1]) || text[start - 1] is '$' or '@')) start--;
        return start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '_') ? "" : text[start..at];
    }

    // A text that stands alone on its line is documentation, unless an expression goes on there.
    private bool IsOperand(int at)
    {
        for (at--; at >= 0 && char.IsWhiteSpace(text[at]); at--) { }
        return at >= 0 && text[at] is '=' or '(' or '[' or '{' or ',' or '+' or '%' or '\\';
    }

    private bool IsLineStart(int at)
    {
        for (at--; at >= 0 && text[at] != '\n'; at--) if (!char.IsWhiteSpace(text[at])) return false;
        return true;
    }

    private int LineEnd(int at) => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private int End(int at, string mark) => text.IndexOf(mark, Math.Min(at, text.Length), StringComparison.Ordinal) is var end and >= 0 ? end + mark.Length : text.Length;

    private bool Starts(int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

    private int Blank(int from, int to)
    {
        for (var at = from; at < to; at++) if (code[at] != '\n') code[at] = ' ';
        return to;
    }
}
