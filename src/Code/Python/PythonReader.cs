using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Python;

/// <summary>Reads Python.</summary>
public static class PythonReader
{
    /// <summary>A file, or the Python cells of a notebook; null where the grammar is unavailable, or the file too large or too slow to parse.</summary>
    /// <param name="utf8">Its text; a byte order mark is passed over.</param>
    /// <param name="grammars">The grammars there are.</param>
    /// <param name="inOrder">True where <see cref="SourceTree.Steps"/> are wanted.</param>
    public static SourceTree? Read(ReadOnlySpan<byte> utf8, Grammars grammars, bool inOrder = false)
    {
        if (grammars.Find("python") is not { } grammar || grammar.Parse(SourceText.Plain(utf8)) is not { } syntax) return null;
        if (syntax.Errors > 0 && Magics.Without(utf8) is { } plain && grammar.Parse(SourceText.Plain(plain)) is { } other && other.Errors < syntax.Errors) syntax = other;
        var into = new TreeBuilder(Language.Python, inOrder) { IsBroken = syntax.Errors > 0 };
        new PythonLowering(into).ReadFile(syntax.Root);
        return into.Tree();
    }
}
