namespace Plumbline.Cel.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind { End, Name, Quoted, Literal, Symbol }

/// <summary>One word of an expression: a name, a literal's value or a symbol, and where it starts.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, object? Value, int Position)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>As an error message shows it.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : $"`{Text}`";
}

/// <summary>A text that is not CEL; caught at the parser's door.</summary>
internal sealed class SyntaxException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
