using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Code.Go;
using Plumbline.Code.Java;
using Plumbline.Code.Python;
using Plumbline.Code.Scripts;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;
using Xunit;

namespace Plumbline.Code.Tests;

/// <summary>The readers, by the name of their file of cases.</summary>
internal static class Readers
{
    public static string Here { get; } = Folder();

    /// <summary>The grammars that `eng/grammars/fetch` supplied.</summary>
    public static Grammars Grammars { get; } = new(Path.Combine(Here, "../../artifacts/grammars"));

    public static SourceTree? Read(string reader, ReadOnlySpan<byte> utf8) => reader switch
    {
        "python" => PythonReader.Read(utf8, Grammars),
        "java" => JavaReader.Read(utf8, Grammars),
        "go" => GoReader.Read(utf8, Grammars),
        "javascript" => ScriptReader.Read(utf8, Dialect.JavaScript, Grammars),
        "typescript" => ScriptReader.Read(utf8, Dialect.TypeScript, Grammars),
        "tsx" => ScriptReader.Read(utf8, Dialect.Tsx, Grammars),
        _ => throw new ArgumentOutOfRangeException(nameof(reader)),
    };

    /// <summary>Reads a text, which must not be too much; skips the test where the grammar is not there.</summary>
    public static SourceTree Tree(string reader, string source)
    {
        Need(reader);
        return Read(reader, Encoding.UTF8.GetBytes(source)) ?? throw new InvalidOperationException("the text was not read");
    }

    /// <summary>Skips the test where a reader's grammar is not there.</summary>
    public static void Need(string reader) =>
        Assert.SkipWhen(Grammars.Unavailable(LanguageOf(reader)) is not null, Grammars.Unavailable(LanguageOf(reader)) ?? "");

    private static Language LanguageOf(string reader) => reader switch
    {
        "python" => Language.Python,
        "javascript" => Language.JavaScript,
        "typescript" or "tsx" => Language.TypeScript,
        "java" => Language.Java,
        "go" => Language.Go,
        _ => Language.CSharp,
    };

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
