using System.Globalization;

namespace Plumbline.Cel.Syntax;

/// <summary>Cuts a text into tokens.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
        ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}"];

    private int at;

    /// <summary>Where the next token is looked for.</summary>
    public int Mark { get => at; set => at = value; }

    private char Here => at < text.Length ? text[at] : '\0';

    private char Ahead(int by) => at + by < text.Length ? text[at + by] : '\0';

    public Token Next()
    {
        SkipBlanks();
        if (at >= text.Length) return new Token(TokenKind.End, "", null, text.Length);
        if (char.IsAsciiDigit(Here) || (Here == '.' && char.IsAsciiDigit(Ahead(1)))) return Number();
        if (IsQuoteAhead()) return Quotation();
        if (IsNameStart(Here)) return Name();
        if (Here == '`') return QuotedName();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) != 0) continue;
            at += symbol.Length;
            return new Token(TokenKind.Symbol, symbol, null, at - symbol.Length);
        }

        throw new SyntaxException(at, $"`{Rune()}` does not belong in an expression");
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private string Rune() => char.IsSurrogatePair(Here, Ahead(1)) ? text.Substring(at, 2) : char.IsControl(Here) ? $"\\u{(int)Here:x4}" : Here.ToString();

    private void SkipBlanks()
    {
        while (at < text.Length)
        {
            if (Here is ' ' or '\t' or '\n' or '\r' or '\f') at++;
            else if (Here == '/' && Ahead(1) == '/') while (at < text.Length && Here != '\n') at++;
            else return;
        }
    }

    private Token Name()
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(Here) || Here == '_') at++;
        var name = text[start..at];
        return name switch
        {
            "true" => new Token(TokenKind.Literal, name, true, start),
            "false" => new Token(TokenKind.Literal, name, false, start),
            "null" => new Token(TokenKind.Literal, name, null, start),
            "in" => new Token(TokenKind.Symbol, name, null, start),
            _ => new Token(TokenKind.Name, name, null, start),
        };
    }

    private Token QuotedName()
    {
        var start = at++;
        while (char.IsAsciiLetterOrDigit(Here) || Here is '_' or '.' or '-' or '/' or ' ') at++;
        if (Here != '`') throw new SyntaxException(start, "a name in backquotes holds letters, digits, `_.-/` and blanks, and ends with a backquote");
        var name = text[(start + 1)..at++];
        return name.Length == 0
            ? throw new SyntaxException(start, "a name in backquotes is empty")
            : new Token(TokenKind.Quoted, name, null, start);
    }

    private Token Number()
    {
        var start = at;
        if (Here == '0' && Ahead(1) is 'x' or 'X')
        {
            at += 2;
            while (char.IsAsciiHexDigit(Here)) at++;
            return Whole(start, text[(start + 2)..at], NumberStyles.AllowHexSpecifier);
        }

        var isDouble = ReadDecimal();
        if (!isDouble) return Whole(start, text[start..at], NumberStyles.None);
        RejectTail(start);
        return new Token(TokenKind.Literal, text[start..at], double.Parse(text[start..at], CultureInfo.InvariantCulture), start);
    }

    private bool ReadDecimal()
    {
        var isDouble = false;
        while (char.IsAsciiDigit(Here)) at++;
        if (Here == '.' && char.IsAsciiDigit(Ahead(1)))
        {
            isDouble = true;
            at++;
            while (char.IsAsciiDigit(Here)) at++;
        }

        var sign = Ahead(1) is '+' or '-' ? 2 : 1;
        if (Here is not ('e' or 'E') || !char.IsAsciiDigit(Ahead(sign))) return isDouble;
        at += sign;
        while (char.IsAsciiDigit(Here)) at++;
        return true;
    }

    private Token Whole(int start, string digits, NumberStyles style)
    {
        var isUnsigned = Here is 'u' or 'U';
        if (isUnsigned) at++;
        RejectTail(start);
        var written = text[start..at];
        if (!ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var value))
            throw new SyntaxException(start, $"`{written}` is not a number of 64 bits");
        return new Token(TokenKind.Literal, written, isUnsigned ? value : new Magnitude(value), start);
    }

    private void RejectTail(int start)
    {
        if (!IsNameStart(Here)) return;
        while (char.IsAsciiLetterOrDigit(Here) || Here == '_') at++;
        throw new SyntaxException(start, $"`{text[start..at]}` is not a number");
    }

    private bool IsQuoteAhead()
    {
        var i = at;
        for (var seen = 0; seen < 2 && i < text.Length && text[i] is 'r' or 'R' or 'b' or 'B'; seen++) i++;
        return i < text.Length && text[i] is '"' or '\'';
    }

    private Token Quotation()
    {
        var start = at;
        var isRaw = false;
        var isBytes = false;
        for (; Here is not ('"' or '\''); at++)
        {
            if (Here is 'r' or 'R') isRaw = true;
            else isBytes = true;
        }

        var quote = Here;
        var width = Ahead(1) == quote && Ahead(2) == quote ? 3 : 1;
        at += width;
        var body = Body(start, quote, width, isRaw);
        var value = Escapes.Read(body.Text, body.Start, isRaw, isBytes);
        return new Token(TokenKind.Literal, text[start..at], value, start);
    }

    private (string Text, int Start) Body(int start, char quote, int width, bool isRaw)
    {
        var from = at;
        for (; at < text.Length; at++)
        {
            if (Here == '\\' && !isRaw) at++;
            else if (width == 1 && Here is '\n' or '\r') break;
            else if (Here == quote && (width == 1 || (Ahead(1) == quote && Ahead(2) == quote)))
            {
                at += width;
                return (text[from..(at - width)], from);
            }
        }

        throw new SyntaxException(start, $"this text has no closing `{new string(quote, width)}`");
    }
}

/// <summary>An integer literal before its sign is known.</summary>
internal sealed record Magnitude(ulong Value);
