namespace Plumbline.Collectors.Files;

/// <summary>A place in a TOML text: white space, comments, keys, lines.</summary>
internal sealed class TomlCursor(string text)
{
    private const int MostNodes = 2_000_000;
    private const int MostKeys = 64;
    private int nodes;

    /// <summary>The text, its lines ended by LF alone.</summary>
    public string Text { get; } = text;

    public int At { get; set; }

    public int Line { get; private set; } = 1;

    public bool IsAtEnd => At >= Text.Length;

    /// <summary>The character here; NUL at the end.</summary>
    public char Now => At < Text.Length ? Text[At] : '\0';

    public TomlFault Fault(string message) => new(Line, message);

    /// <summary>Counts a node against the bound.</summary>
    public T Count<T>(T node)
        where T : TomlNode => ++nodes > MostNodes ? throw Fault($"more than {MostNodes} values") : node;

    public bool Starts(string mark) => string.CompareOrdinal(Text, At, mark, 0, mark.Length) == 0;

    public bool TryTake(char mark)
    {
        if (IsAtEnd || Text[At] != mark) return false;
        At++;
        return true;
    }

    public void Take(char mark)
    {
        if (!TryTake(mark)) throw Fault(IsAtEnd ? $"the text ends where `{mark}` must come" : $"`{mark}` must come here");
    }

    /// <summary>Steps over a character that may end a line.</summary>
    public char Next()
    {
        if (IsAtEnd) throw Fault("the text ends within a value");
        if (Text[At] == '\n') Line++;
        return Text[At++];
    }

    public void SkipSpace()
    {
        while (Now is ' ' or '\t') At++;
    }

    /// <summary>Skips white space, comments and line ends.</summary>
    public void SkipBlank()
    {
        while (true)
        {
            SkipSpace();
            if (Now == '#') SkipComment();
            if (IsAtEnd || Text[At] != '\n') return;
            Next();
        }
    }

    /// <summary>Ends a statement: nothing but a comment may follow it on its line.</summary>
    public void EndLine()
    {
        SkipSpace();
        if (Now == '#') SkipComment();
        if (!IsAtEnd && Text[At] != '\n') throw Fault("a line must end after its value or header");
    }

    /// <summary>The parts of a dotted key, with white space around it.</summary>
    public string[] Keys()
    {
        var keys = new List<string>();
        do
        {
            SkipSpace();
            if (keys.Count == MostKeys) throw Fault($"a key has more than {MostKeys} parts");
            keys.Add(Key());
            SkipSpace();
        }
        while (TryTake('.'));
        return [.. keys];
    }

    private string Key()
    {
        if (Now is '"' or '\'') return Starts("\"\"\"") || Starts("'''") ? throw Fault("a key has one line") : TomlText.Read(this);
        var start = At;
        while (char.IsAsciiLetterOrDigit(Now) || Now is '_' or '-') At++;
        return At > start ? Text[start..At] : throw Fault("a key must come here");
    }

    private void SkipComment()
    {
        for (; !IsAtEnd && Text[At] != '\n'; At++) if (IsControl(Text[At])) throw Fault("a comment holds a control character");
    }

    /// <summary>True for what no text and no comment may hold as itself.</summary>
    public static bool IsControl(char c) => c is (< ' ' and not '\t') or '\x7f';
}
