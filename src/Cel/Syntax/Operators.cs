using System.Collections.Frozen;

namespace Plumbline.Cel.Syntax;

/// <summary>CEL's operators by how tightly they bind, and the words it keeps for itself.</summary>
internal static class Operators
{
    private static readonly FrozenDictionary<string, (string Name, int Level)> BySymbol = new Dictionary<string, (string, int)>
    {
        ["||"] = ("_||_", 1),
        ["&&"] = ("_&&_", 2),
        ["<"] = ("_<_", 3), ["<="] = ("_<=_", 3), [">"] = ("_>_", 3), [">="] = ("_>=_", 3),
        ["=="] = ("_==_", 3), ["!="] = ("_!=_", 3), ["in"] = ("@in", 3),
        ["+"] = ("_+_", 4), ["-"] = ("_-_", 4),
        ["*"] = ("_*_", 5), ["/"] = ("_/_", 5), ["%"] = ("_%_", 5),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while"],
        StringComparer.Ordinal);

    /// <summary>The operator a token is, or null.</summary>
    public static (string Name, int Level)? Binary(Token token) =>
        token.Kind == TokenKind.Symbol && BySymbol.TryGetValue(token.Text, out var found) ? found : null;

    public static bool IsReserved(string name) => Reserved.Contains(name);
}
