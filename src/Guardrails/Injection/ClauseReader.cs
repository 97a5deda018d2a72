using System.Buffers;

namespace Plumbline.Guardrails.Injection;

/// <summary>Cuts a plain text into clauses of words with their senses. Linear.</summary>
internal ref struct ClauseReader(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\n\r\f\v\"`<>()[]{}|,;");

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private readonly ReadOnlySpan<char> text = text;
    private readonly Clause clause = new();
    private int at;
    private char quote;
    private int quoteEnd;
    private bool isApart = true;
    private bool isHeading = text.StartsWith("#");
    private bool isNextHeading;
    private bool isFenced;
    private Sense frame;
    private Sense heading;

    /// <summary>The next clause; null at the end. It is the same object each time.</summary>
    public Clause? Next()
    {
        if (at > 0) Close();
        while (at < text.Length)
        {
            var c = text[at];
            if (c == ' ') { at++; continue; }
            if (c == '\n') { if (EndsAtLine() && clause.Words.Count > 0) return clause; }
            else if (IsEnd(c)) { at++; clause.IsQuestion = c is '?' or '\uff1f'; if (clause.Words.Count > 0) return clause; isApart = true; }
            else if (c is '"' or '`') Quote(c);
            else if (char.IsLetterOrDigit(c) || c is '.' or '~' or '/' or '_' or '@' or '$') ReadWord();
            else { isApart |= c is ',' or '(' or '[' or '{' or '<' or '>' or '\u2014' or '\u2013' or '\u3001' or '\uff0c' or '*' || (c == '-' && at > 0 && text[at - 1] == ' '); at++; }
            if (clause.Words.Count == Clause.MostWords) return clause;
        }

        return clause.Words.Count > 0 ? clause : null;
    }

    private void Close()
    {
        if (isHeading) heading = clause.All;
        else frame |= clause.All;
        (isHeading, isNextHeading) = (isNextHeading, false);
        clause.Clear();
        clause.Frame = frame | heading;
        clause.IsFenced = isFenced;
        isApart = true;
    }

    // A full stop ends where a blank follows; within a number, a name of a file or an abbreviation it does not.
    private readonly bool IsEnd(char c) => c switch
    {
        '!' or '?' or ';' or '\u3002' or '\uff01' or '\uff1f' or '\uff1b' or '\u0964' => true,
        ':' or '.' => (at + 1 >= text.Length || text[at + 1] is ' ' or '\n' or '\r' or '\t' or '*' or '"' or '\'') && !IsShort(),
        '|' => true,
        _ => false,
    };

    private readonly bool IsShort() => at >= 3 && text[at] == '.' && (text[(at - 3)..at] is "e.g" or "i.e" || text[(at - 3)..at] is " eg" or " vs" or "etc");

    private bool EndsAtLine()
    {
        at++;
        var rest = text[at..];
        var blanks = rest.IndexOfAnyExcept(' ', '\t', '\r');
        if (blanks < 0) return true;
        var first = rest[blanks];
        if (rest[blanks..].StartsWith("```") || rest[blanks..].StartsWith("~~~")) isFenced = !isFenced;
        if (first == '\n') { frame = Sense.None; quote = '\0'; return true; }
        if (first == '#') { quote = '\0'; heading = frame = Sense.None; if (clause.Words.Count == 0) isHeading = true; else isNextHeading = true; return true; }
        return first is '-' or '*' or '+' or '>' or '|' or '<' or '\u2022' || char.IsAsciiDigit(first) || isFenced || clause.Words.Count == 0;
    }

    private void Quote(char c)
    {
        if (quote == c) quote = '\0';
        else if (quote == '\0')
        {
            var line = text[(at + 1)..Math.Min(text.Length, at + 600)];
            var end = line.IndexOf(c);
            var paragraph = line.IndexOf("\n\n");
            if (end > 0 && (paragraph < 0 || end < paragraph)) (quote, quoteEnd) = (c, at + 1 + end);
        }

        isApart = true;
        at++;
        if (quote != '\0' && at > quoteEnd) quote = '\0';
    }

    private void ReadWord()
    {
        if (IsPlainWord(out var plain)) { Add(plain, Lexicon.Of(text.Slice(at, plain))); return; }
        if (Letters.IsDense(text[at])) { ReadDense(); return; }
        var chunk = text[at..];
        var end = chunk.IndexOfAny(Blanks);
        chunk = end < 0 ? chunk : chunk[..end];
        if (chunk.Length > 2 && Places.Of(chunk, out var taken) is not Sense.None and var sense) { Add(taken, sense); return; }
        var length = 0;
        while (length < chunk.Length && (char.IsLetterOrDigit(chunk[length]) || Letters.Joins(chunk[length]) || (chunk[length] is '\'' or '_' or '-' or '@' or '$' && length > 0 && length + 1 < chunk.Length && char.IsLetterOrDigit(chunk[length + 1]))) && !Letters.IsDense(chunk[length])) length++;
        if (length == 0) { at++; return; }
        if (length == 1 && Spread(out var spread)) { Add(spread.Length, spread.Sense); return; }
        AddPlain(chunk[..length]);
    }

    // Letters and digits with a blank behind them, or an end of a sentence and a blank: no address, no path, nothing put together.
    private readonly bool IsPlainWord(out int length)
    {
        var rest = text[at..];
        length = rest.IndexOfAnyExcept(Plain);
        if (length < 0) length = rest.Length;
        if (length < 2) return false;
        if (length == rest.Length || rest[length] is ' ' or '\n' or ',') return true;
        return rest[length] is '.' or ':' or '!' or '?' && (length + 1 == rest.Length || rest[length + 1] is ' ' or '\n');
    }

    // `multi-word` is looked up whole, then in its parts.
    private void AddPlain(ReadOnlySpan<char> word)
    {
        // `your-api-key` stands for a value.
        if (word.StartsWith("your-") || word.StartsWith("my-")) { Add(word.Length, Sense.None); return; }
        var sense = Lexicon.Of(word);
        if (sense == Sense.None && word.IndexOf('-') is > 0 and var cut)
        {
            Add(cut, Lexicon.Of(word[..cut]));
            at++;
            return;
        }

        if (sense == Sense.None && word.EndsWith("'s")) sense = Lexicon.Of(word[..^2]);
        Add(word.Length, sense);
    }

    private void ReadDense()
    {
        for (var length = Math.Min(Lexicon.LongestDense, text.Length - at); length > 0; length--)
        {
            if (Lexicon.Of(text.Slice(at, length)) is not Sense.None and var sense) { Add(length, sense); return; }
        }

        at++;
    }

    // Letters with single blanks, dots or dashes between them: `i g n o r e`.
    private readonly bool Spread(out (int Length, Sense Sense) found)
    {
        found = default;
        Span<char> letters = stackalloc char[24];
        var (count, i) = (0, at);
        while (count < letters.Length && i < text.Length && char.IsLetterOrDigit(text[i]) && (i + 1 >= text.Length || !char.IsLetterOrDigit(text[i + 1])))
        {
            letters[count++] = text[i];
            if (count > 3 && Lexicon.Of(letters[..count]) is not Sense.None and var sense) found = (i + 1 - at, sense);
            if (i + 2 >= text.Length || text[i + 1] is not (' ' or '.' or '-' or '_' or '*' or '/')) break;
            i += 2;
        }

        return found.Length > 0;
    }

    private void Add(int length, Sense sense)
    {
        if ((sense & Sense.Key) != 0 && clause.Is(clause.Words.Count - 1, Sense.KeyOf)) sense |= Sense.Secret;
        clause.Add(new Word(at, length, sense, quote != '\0' && at < quoteEnd, isApart));
        isApart = false;
        at += length;
    }
}
