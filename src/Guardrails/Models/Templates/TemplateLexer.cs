using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Models.Templates;

/// <summary>Cuts a Jinja template into tokens. Comments are dropped, `raw` blocks are data.</summary>
internal ref struct TemplateLexer(string text)
{
    private static readonly string[] Marks = ["//", "**", "==", "!=", "<=", ">="];
    private readonly List<TemplateToken> tokens = [];
    private int at;

    public static List<TemplateToken> Cut(string text)
    {
        var lexer = new TemplateLexer(text);
        while (lexer.at < text.Length) lexer.Next();
        lexer.tokens.Add(new TemplateToken(TokenKind.End, "", text.Length));
        return lexer.tokens;
    }

    private void Next()
    {
        var open = Opening(at);
        if (open > at) Add(TokenKind.Data, text[at..open], at);
        at = open;
        if (at >= text.Length) return;
        if (text[at + 1] == '#')
        {
            var end = text.IndexOf("#}", at + 2, StringComparison.Ordinal);
            at = end < 0 ? text.Length : end + 2;
            return;
        }

        var isOutput = text[at + 1] == '{';
        Add(isOutput ? TokenKind.OpenOutput : TokenKind.OpenStatement, text.Substring(at, 2), at);
        at += 2;
        if (at < text.Length && text[at] is '-' or '+') at++;
        Inside(isOutput ? "}}" : "%}");
        if (!isOutput) SkipRaw();
    }

    private readonly int Opening(int from)
    {
        for (; (from = text.IndexOf('{', from)) >= 0 && from + 1 < text.Length; from++)
        {
            if (text[from + 1] is '{' or '%' or '#') return from;
        }

        return text.Length;
    }

    private void Inside(string close)
    {
        var depth = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c)) at++;
            else if (depth == 0 && Closes(close) is var length and > 0)
            {
                Add(TokenKind.Close, close, at);
                at += length;
                return;
            }
            else if (c is '"' or '\'') Quoted(c);
            else if (char.IsAsciiDigit(c)) Taken(TokenKind.Number, static d => char.IsAsciiLetterOrDigit(d) || d is '_');
            else if (c is '_' || char.IsLetter(c)) Taken(TokenKind.Name, static d => d is '_' || char.IsLetterOrDigit(d));
            else
            {
                if (c is '(' or '[' or '{') depth++;
                if (c is ')' or ']' or '}') depth = Math.Max(0, depth - 1);
                Mark();
            }
        }

        Add(TokenKind.Wrong, "", at);
    }

    private readonly int Closes(string close) =>
        string.CompareOrdinal(text, at, close, 0, 2) == 0 ? 2
        : text[at] is '-' or '+' && string.CompareOrdinal(text, at + 1, close, 0, 2) == 0 ? 3 : 0;

    private void Taken(TokenKind kind, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at])) at++;
        Add(kind, text[start..at], start);
    }

    private void Mark()
    {
        foreach (var mark in Marks)
        {
            if (string.CompareOrdinal(text, at, mark, 0, 2) != 0) continue;
            Add(TokenKind.Mark, mark, at);
            at += 2;
            return;
        }

        Add("()[]{}.,:|~=+-*/%<>;".Contains(text[at], StringComparison.Ordinal) ? TokenKind.Mark : TokenKind.Wrong, text[at].ToString(), at);
        at++;
    }

    private void Quoted(char quote)
    {
        var start = at++;
        var value = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length) Escape(value);
            else value.Append(text[at++]);
        }

        Add(at < text.Length ? TokenKind.Text : TokenKind.Wrong, value.ToString(), start);
        at++;
    }

    private void Escape(StringBuilder to)
    {
        var c = text[at + 1];
        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        at += 2;
        if (digits > 0 && at + digits <= text.Length && uint.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
        {
            to.Append(new Rune(code).ToString());
            at += digits;
            return;
        }

        if (c is >= '0' and <= '7')
        {
            var value = c - '0';
            for (var i = 0; i < 2 && at < text.Length && text[at] is >= '0' and <= '7'; i++) value = value * 8 + text[at++] - '0';
            to.Append((char)value);
            return;
        }

        to.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', 'a' => '\a', _ => c });
    }

    // `{% raw %}` has just been cut: what stands up to `endraw` is printed.
    private void SkipRaw()
    {
        if (tokens.Count < 3 || !tokens[^2].IsName("raw") || tokens[^3].Kind != TokenKind.OpenStatement) return;
        var start = at;
        for (var open = at; (open = text.IndexOf("{%", open, StringComparison.Ordinal)) >= 0; open += 2)
        {
            var word = text.AsSpan(open + 2).TrimStart(" \t\r\n-+");
            if (!word.StartsWith("endraw", StringComparison.Ordinal)) continue;
            Add(TokenKind.Data, text[start..open], start);
            at = open;
            return;
        }

        at = text.Length;
        Add(TokenKind.Wrong, "", start);
    }

    private readonly void Add(TokenKind kind, string value, int offset) => tokens.Add(new TemplateToken(kind, value, offset));
}
