namespace Plumbline.Cel.Syntax;

/// <summary>What is wrong with an expression and where: offset from 0, line and column from 1.</summary>
public sealed record CelError(int Position, int Line, int Column, string Message)
{
    private const int Shown = 120;

    /// <summary>The line at fault and a caret under it.</summary>
    public string Snippet { get; init; } = "";

    /// <summary>An error at an offset of a text.</summary>
    public static CelError At(string text, int position, string message)
    {
        position = Math.Clamp(position, 0, text.Length);
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var line = text.AsSpan(0, start).Count('\n') + 1;
        return new CelError(position, line, position - start + 1, message) { Snippet = Draw(text, start, position) };
    }

    /// <inheritdoc/>
    public override string ToString() => $"line {Line}:{Column}: {Message}";

    private static string Draw(string text, int start, int position)
    {
        var end = text.IndexOf('\n', start);
        var line = text[start..(end < 0 ? text.Length : end)].TrimEnd('\r').Replace('\t', ' ');
        var caret = position - start;
        var from = caret > Shown / 2 ? caret - (Shown / 2) : 0;
        from = Math.Min(from, line.Length);
        var shown = line.AsSpan(from, Math.Min(Shown, line.Length - from));
        return $"{shown}\n{new string(' ', caret - from)}^";
    }
}
