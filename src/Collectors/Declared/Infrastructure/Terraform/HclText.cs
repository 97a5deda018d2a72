namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>A position in HCL text: blanks, comments, names and lines.</summary>
internal sealed class HclText(string text, int first = 1)
{
    private int counted;
    private int line = first;

    public int At { get; set; }

    public bool IsEnd => At >= text.Length;

    public char Here => Ahead(0);

    public string Whole => text;

    /// <summary>1-based line of the position; positions only grow, or fall back a little.</summary>
    public int Line
    {
        get
        {
            for (; counted < At && counted < text.Length; counted++) if (text[counted] == '\n') line++;
            for (; counted > At; counted--) if (text[counted - 1] == '\n') line--;
            return line;
        }
    }

    public char Ahead(int by) => At + by < text.Length ? text[At + by] : '\0';

    public bool Is(string what) => string.CompareOrdinal(text, At, what, 0, what.Length) == 0;

    public bool Take(string what)
    {
        if (!Is(what)) return false;
        At += what.Length;
        return true;
    }

    public void Expect(string what)
    {
        if (!Take(what)) throw Wrong($"`{what}` is missing");
    }

    public HclException Wrong(string message) => new(Line, message);

    /// <summary>Skips blanks and comments; line ends too where they mean nothing.</summary>
    public void Skip(bool lineEnds)
    {
        while (!IsEnd)
        {
            if (Here is ' ' or '\t' or '\r' or '\uFEFF' || (lineEnds && Here == '\n')) At++;
            else if (Here == '#' || Is("//")) ToLineEnd();
            else if (Is("/*")) Comment();
            else return;
        }
    }

    public void ToLineEnd()
    {
        var end = text.IndexOf('\n', At);
        At = end < 0 ? text.Length : end;
    }

    /// <summary>A name; null where none starts here.</summary>
    public string? Name()
    {
        if (!char.IsLetter(Here) && Here != '_') return null;
        var start = At;
        while (char.IsLetterOrDigit(Here) || Here is '_' or '-') At++;
        return text[start..At];
    }

    /// <summary>True where the name is next, and whole; it is taken.</summary>
    public bool TakeWord(string word)
    {
        if (!Is(word) || Ahead(word.Length) is var next && (char.IsLetterOrDigit(next) || next is '_' or '-')) return false;
        At += word.Length;
        return true;
    }

    private void Comment()
    {
        var end = text.IndexOf("*/", At + 2, StringComparison.Ordinal);
        if (end < 0) throw Wrong("a comment does not end");
        At = end + 2;
    }
}
