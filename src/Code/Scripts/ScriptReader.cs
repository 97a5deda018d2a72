using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Scripts;

/// <summary>How a script is written.</summary>
public enum Dialect
{
    JavaScript, TypeScript, Tsx,
}

/// <summary>Reads JavaScript and TypeScript, with or without elements in the code.</summary>
public static class ScriptReader
{
    /// <summary>The dialect of a file, by the end of its name; null where it is no script.</summary>
    public static Dialect? DialectOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".js" or ".mjs" or ".cjs" or ".jsx" => Dialect.JavaScript,
        ".ts" or ".mts" or ".cts" => Dialect.TypeScript,
        ".tsx" => Dialect.Tsx,
        _ => null,
    };

    /// <summary>A file; null where the grammar is unavailable, or the file too large or too slow to parse.</summary>
    /// <param name="utf8">Its text; a byte order mark is passed over.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="grammars">The grammars there are.</param>
    /// <param name="inOrder">True where <see cref="SourceTree.Steps"/> are wanted.</param>
    public static SourceTree? Read(ReadOnlySpan<byte> utf8, Dialect dialect, Grammars grammars, bool inOrder = false)
    {
        var name = dialect switch { Dialect.JavaScript => "javascript", Dialect.TypeScript => "typescript", _ => "tsx" };
        if (grammars.Find(name) is not { } grammar || grammar.Parse(SourceText.Plain(utf8)) is not { } syntax) return null;
        if (syntax.Errors > 0 && dialect != Dialect.JavaScript && ImportTypes.Without(utf8) is { } plain && grammar.Parse(SourceText.Plain(plain)) is { } other && other.Errors < syntax.Errors) syntax = other;
        var into = new TreeBuilder(dialect == Dialect.JavaScript ? Language.JavaScript : Language.TypeScript, inOrder);
        new ScriptLowering(into).ReadFile(syntax);
        return into.Tree();
    }
}
