using Plumbline.Code.Trees;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>What part of a repository a file belongs to: a mention in a test, in documentation or in vendored code is no use.</summary>
internal enum Part
{
    App, Test, Docs, Vendored,
}

/// <summary>A source file of the estate.</summary>
/// <param name="File">The file.</param>
/// <param name="Language">Its language; that of the kernel for a notebook.</param>
/// <param name="Part">What it belongs to.</param>
internal sealed record CodeFile(EstateFile File, Language Language, Part Part)
{
    private static readonly HashSet<string> Tests = [.. "tests test __tests__ testdata fixtures spec specs unittests integrationtests e2e testing mocks __mocks__".Split(' ')];
    private static readonly HashSet<string> Docs = [.. "docs doc documentation".Split(' ')];
    private static readonly HashSet<string> Vendored = [.. "vendor vendored third_party third-party site-packages dist build target bin bower_components .terraform .tox .next coverage node_modules .yarn obj".Split(' ')];

    /// <summary>True for a notebook.</summary>
    public bool IsNotebook => File.Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file where its name says that it is source; null otherwise.</summary>
    public static CodeFile? Of(EstateFile file) => LanguageOf(file.Name) is { } language ? new CodeFile(file, language, PartOf(file)) : null;

    private static Language? LanguageOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".cs" => Language.CSharp,
        ".py" or ".ipynb" => Language.Python,
        ".ts" or ".tsx" or ".mts" or ".cts" => Language.TypeScript,
        ".js" or ".jsx" or ".mjs" or ".cjs" => Language.JavaScript,
        ".java" => Language.Java,
        ".go" => Language.Go,
        _ => null,
    };

    private static Part PartOf(EstateFile file)
    {
        var folders = file.Path.Split('/')[..^1];
        if (folders.Any(f => Vendored.Contains(f)) || file.Name.EndsWith(".min.js", StringComparison.Ordinal) || file.Name.EndsWith(".d.ts", StringComparison.Ordinal)) return Part.Vendored;
        var name = Path.GetFileNameWithoutExtension(file.Name);
        if (folders.Any(f => Tests.Contains(f.ToLowerInvariant()) || f.EndsWith("Tests", StringComparison.Ordinal) || f.EndsWith(".Test", StringComparison.Ordinal)) || IsTestName(name)) return Part.Test;
        return folders.Any(f => Docs.Contains(f.ToLowerInvariant())) ? Part.Docs : Part.App;
    }

    private static bool IsTestName(string name) =>
        name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test", StringComparison.Ordinal) || name.EndsWith(".test", StringComparison.Ordinal) || name.EndsWith(".spec", StringComparison.Ordinal)
        || name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith("Test", StringComparison.Ordinal) || name is "conftest";
}
