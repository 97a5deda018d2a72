using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Go;

/// <summary>Reads Go.</summary>
public static class GoReader
{
    /// <summary>A file; null where the grammar is unavailable, or the file too large or too slow to parse.</summary>
    /// <param name="utf8">Its text; a byte order mark is passed over.</param>
    /// <param name="grammars">The grammars there are.</param>
    public static SourceTree? Read(ReadOnlySpan<byte> utf8, Grammars grammars)
    {
        if (grammars.Find("go")?.Parse(SourceText.Plain(utf8)) is not { } syntax) return null;
        var into = new TreeBuilder(Language.Go) { IsBroken = syntax.Errors > 0 };
        new GoLowering(into).ReadFile(syntax.Root);
        return into.Tree();
    }
}
