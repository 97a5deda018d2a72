namespace Plumbline.Guardrails.Secrets;

/// <summary>A value assigned to a name.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">Behind the last.</param>
/// <param name="IsQuoted">True where quotes stand around it.</param>
internal readonly record struct Assigned(int Start, int End, bool IsQuoted)
{
    private const int Longest = 512;
    private const int MostBetween = 40;

    /// <summary>Reads what a name is compared with that starts at a place: `"…" == password`.</summary>
    public static bool TryReadBefore(ReadOnlySpan<byte> text, int at, out Assigned value)
    {
        value = default;
        while (at > 0 && text[at - 1] == ' ') at--;
        var signs = at;
        while (at > 0 && signs - at < 3 && text[at - 1] is (byte)'=' or (byte)'!') at--;
        if (signs - at < 2) return false;
        while (at > 0 && text[at - 1] == ' ') at--;
        if (at == 0 || text[at - 1] is not ((byte)'"' or (byte)'\'')) return false;
        var window = text[Math.Max(0, at - 1 - Longest)..(at - 1)];
        var open = window.LastIndexOf(text[at - 1]);
        if (open < 0 || window[open..].Contains((byte)'\n')) return false;
        value = new Assigned(at - window.Length + open, at - 1, true);
        return value.End > value.Start;
    }

    /// <summary>Reads what is assigned to a name that ends at a place; false where nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Behind the name.</param>
    /// <param name="isOption">True of `--name`, behind which a value may stand with only a blank between.</param>
    /// <param name="value">What is assigned.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int at, bool isOption, out Assigned value)
    {
        value = default;
        var from = at;
        while (at < text.Length && at - from < 4 && text[at] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)']' or (byte)'\\') at++;
        var wasClosed = at > from;
        at = Blank(text, at);
        if (!wasClosed || text[at - 1] != '"') at = Type(text, at);
        var operators = at;
        while (at < text.Length && at - operators < 3 && text[at] is (byte)'=' or (byte)':' or (byte)'>' or (byte)'!' or (byte)'?' or (byte)'|' or (byte)'.' or (byte)'+' or (byte)'~') at++;
        var kind = at > operators ? text[at - 1] : (byte)0;
        if ((kind == '>' && from > 0 && text[from - 1] == '-') || kind is (byte)'!' or (byte)'.' or (byte)'+' or (byte)'~') return false;
        var isCall = false;
        if (kind == 0)
        {
            if (at >= text.Length) return false;
            if (wasClosed && text[at] == ',') at = Value(text, at + 1);
            else if (wasClosed && text[at] is (byte)'v' or (byte)'V' && Value(text, at) is var next && next > at) at = next;
            else if (text[at] == '(') at++;
            else if (at == from || (!isOption && text[at] is not ((byte)'"' or (byte)'\''))) return false;
            isCall = !isOption;
        }

        at = kind == '>' ? Space(text, at) : Blank(text, at);
        at = Prefix(text, at);
        return Read(text, at, isCall, out value);
    }

    private static bool Read(ReadOnlySpan<byte> text, int at, bool needsQuotes, out Assigned value)
    {
        value = default;
        if (at >= text.Length) return false;
        var isEscaped = text[at] == '\\' && at + 1 < text.Length && text[at + 1] is (byte)'"' or (byte)'\'';
        if (isEscaped) at++;
        var quote = text[at];
        if (quote is not ((byte)'"' or (byte)'\'' or (byte)'`'))
        {
            if (needsQuotes) return false;
            at = Scheme(text, at);
            var stop = Unquoted(text, at);
            value = new Assigned(at, stop, false);
            return stop > at;
        }

        var first = Scheme(text, ++at);
        var window = text.Slice(first, Math.Min(Longest, text.Length - first));
        var length = 0;
        while (length < window.Length && window[length] != quote && window[length] is not ((byte)'\n' or (byte)'\r'))
        {
            if (window[length] == '\\' && isEscaped) break;
            length += window[length] == '\\' ? 2 : 1;
        }

        if (length >= window.Length || window[length] is (byte)'\n' or (byte)'\r') return false;
        value = new Assigned(first, first + length, true);
        return length > 0;
    }

    private static int Unquoted(ReadOnlySpan<byte> text, int at)
    {
        var most = Math.Min(text.Length, at + Longest);
        var start = at;
        while (at < most && text[at] is > 32 and not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)',' or (byte)';' or (byte)'<' or (byte)'\\' or (byte)'|')) at++;
        if (at > start && text[at - 1] is (byte)')' or (byte)']' or (byte)'}' && text[start..at].IndexOfAny("([{"u8) < 0) at--;
        if (at > start && text[at - 1] is (byte)'.' or (byte)':' && (at < start + 2 || text[at - 2] != '.')) at--;
        var amp = text[start..at].IndexOf((byte)'&');
        return amp > 0 ? start + amp : at;
    }

    // `Authorization: Bearer …`: the scheme is no part of the secret.
    private static int Scheme(ReadOnlySpan<byte> text, int at)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["Bearer ", "Basic ", "Token ", "token ", "bearer ", "basic ", "ApiKey ", "Api-Token "])
        {
            if (text.Length - at > scheme.Length && System.Text.Ascii.Equals(text.Slice(at, scheme.Length), scheme)) return at + scheme.Length;
        }

        return at;
    }

    // `let token: string = …`, `var token string = …`, `char secret[25] = …`.
    private static int Type(ReadOnlySpan<byte> text, int at)
    {
        var from = at;
        if (at < text.Length && text[at] == '[')
        {
            while (at < text.Length && at - from < 8 && text[at] != ']') at++;
            return Blank(text, Math.Min(at + 1, text.Length));
        }

        var isTold = at < text.Length && text[at] == ':';
        if (isTold) at = Blank(text, at + 1);
        var word = at;
        while (at < text.Length && at - word < 24 && (Alphabets.IsAlphanumeric(text[at]) || text[at] is (byte)'?' or (byte)'[' or (byte)']' or (byte)'.' or (byte)'_')) at++;
        if (at == word || at - word is < 3 or >= 24 || !(isTold || IsType(text[word..at]))) return from;
        var behind = Blank(text, at);
        return behind < text.Length && text[behind] == '=' ? behind : from;
    }

    private static bool IsType(ReadOnlySpan<byte> word)
    {
        foreach (var type in (ReadOnlySpan<string>)["string", "str", "text", "char", "byte", "bytes", "varchar", "object", "any"])
        {
            if (word.Length >= type.Length && System.Text.Ascii.EqualsIgnoreCase(word[..type.Length], type)) return true;
        }

        return false;
    }

    // `"name": "API_TOKEN", "value": "…"`, `name="token" value="…"`, `put("password", "…")`.
    private static int Value(ReadOnlySpan<byte> text, int at)
    {
        at = Space(text, at);
        var from = at;
        if (at < text.Length && text[at] is (byte)'"' or (byte)'\'') at++;
        if (text.Length - at < 6 || !System.Text.Ascii.EqualsIgnoreCase(text.Slice(at, 5), "value"u8)) return from;
        at += 5;
        while (at < text.Length && text[at] is (byte)'"' or (byte)'\'' or (byte)' ' or (byte)':' or (byte)'=')
        {
            if (text[at] is (byte)':' or (byte)'=') return Blank(text, at + 1);
            at++;
        }

        return from;
    }

    private static int Prefix(ReadOnlySpan<byte> text, int at) =>
        at + 1 < text.Length && text[at] is (byte)'@' or (byte)'b' or (byte)'f' or (byte)'r' or (byte)'u' or (byte)'$' && text[at + 1] is (byte)'"' or (byte)'\'' ? at + 1 : at;

    private static int Blank(ReadOnlySpan<byte> text, int at)
    {
        var from = at;
        while (at < text.Length && at - from < MostBetween && text[at] is (byte)' ' or (byte)'\t') at++;
        return at;
    }

    private static int Space(ReadOnlySpan<byte> text, int at)
    {
        var from = at;
        while (at < text.Length && at - from < MostBetween && text[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') at++;
        return at;
    }
}
