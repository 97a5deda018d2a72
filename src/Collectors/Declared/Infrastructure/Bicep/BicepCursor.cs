using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>A place in a Bicep text: what stands there, and the steps over it.</summary>
internal sealed class BicepCursor(string file)
{
    private static readonly string[] Directives = ["#disable-next-line", "#disable-diagnostics", "#restore-diagnostics"];
    private readonly string text = file.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    private int at;

    /// <summary>The 1-based line.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>True behind the last character.</summary>
    public bool IsEnd => at >= text.Length;

    /// <summary>The character, or NUL at the end.</summary>
    public char Here => at < text.Length ? text[at] : '\0';

    /// <summary>Where it stands, to come back to.</summary>
    public (int At, int Line) Mark
    {
        get => (at, Line);
        set => (at, Line) = value;
    }

    /// <summary>Steps over one character; stays at the end.</summary>
    public char Next()
    {
        if (IsEnd) return '\0';
        var c = text[at];
        if (c == '\n') Line++;
        at++;
        return c;
    }

    /// <summary>Skips spaces, comments and what is said to the linter, and line ends where they mean nothing.</summary>
    public void Skip(bool lines)
    {
        while (!IsEnd)
        {
            if (Here is ' ' or '\t' or '\ufeff' || (lines && Here == '\n')) Next();
            else if (Is("//") || IsDirective()) while (!IsEnd && Here != '\n') Next();
            else if (Is("/*")) Comment();
            else return;
        }
    }

    private void Comment()
    {
        var begin = Line;
        for (_ = Take("/*"); !Take("*/"); Next())
            if (IsEnd) throw new FormatException($"line {begin} begins a comment that nothing ends");
    }

    private bool IsDirective()
    {
        if (Here != '#' || !Array.Exists(Directives, Is)) return false;
        var before = at - 1;
        while (before >= 0 && (text[before] is ' ' or '\t' or '\ufeff')) before--;
        return before < 0 || text[before] == '\n';
    }

    /// <summary>True where a text of many lines begins: three quotes, before them as many `$` as a hole begins with.</summary>
    public bool IsVerbatim
    {
        get
        {
            var quotes = at;
            while (quotes < text.Length && text[quotes] == '$') quotes++;
            return string.CompareOrdinal(text, quotes, "'''", 0, 3) == 0;
        }
    }

    /// <summary>True where this stands here.</summary>
    public bool Is(string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0;

    /// <summary>Steps over this where it stands here.</summary>
    public bool Take(string sign)
    {
        if (!Is(sign)) return false;
        for (var i = 0; i < sign.Length; i++) Next();
        return true;
    }

    /// <summary>Steps over a sign, or says what stands there instead.</summary>
    public void Expect(string sign)
    {
        Skip(false);
        if (!Take(sign)) throw Wrong($"`{sign}`");
    }

    /// <summary>Steps over this word where it stands here whole.</summary>
    public bool TakeWord(string word)
    {
        var mark = Mark;
        if (Name() == word) return true;
        Mark = mark;
        return false;
    }

    /// <summary>A name; null where none stands here.</summary>
    public string? Name()
    {
        if (!char.IsAsciiLetter(Here) && Here != '_') return null;
        var start = at;
        while (char.IsAsciiLetterOrDigit(Here) || Here == '_') Next();
        return text[start..at];
    }

    /// <summary>A number; null where none stands here.</summary>
    public double? Number()
    {
        var start = at;
        while (char.IsAsciiDigit(Here)) Next();
        return at > start ? double.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The mistake that something else was expected here.</summary>
    public FormatException Wrong(string expected) => new($"line {Line} has no {expected} where one belongs");
}
