using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>What part of a repository a file belongs to: a mention in a test, in documentation or in vendored code is no use.</summary>
public enum FilePart
{
    App, Test, Docs, Vendored,
}

/// <summary>Tells the parts of a repository apart by their paths.</summary>
public static class FileParts
{
    private static readonly HashSet<string> Tests = [.. "tests test __tests__ testdata fixtures spec specs unittests integrationtests e2e testing mocks __mocks__".Split(' ')];
    private static readonly HashSet<string> Docs = [.. "docs doc documentation".Split(' ')];
    private static readonly HashSet<string> Vendored = [.. "vendor vendored third_party third-party site-packages dist build target bin bower_components .terraform .tox .next coverage node_modules .yarn obj".Split(' ')];

    /// <summary>The part that a file belongs to.</summary>
    public static FilePart Of(EstateFile file)
    {
        var folders = file.Path.Split('/')[..^1];
        if (folders.Any(f => Vendored.Contains(f)) || file.Name.EndsWith(".min.js", StringComparison.Ordinal) || file.Name.EndsWith(".d.ts", StringComparison.Ordinal)) return FilePart.Vendored;
        var name = Path.GetFileNameWithoutExtension(file.Name);
        if (folders.Any(f => Tests.Contains(f.ToLowerInvariant()) || f.EndsWith("Tests", StringComparison.Ordinal) || f.EndsWith(".Test", StringComparison.Ordinal)) || IsTestName(name)) return FilePart.Test;
        return folders.Any(f => Docs.Contains(f.ToLowerInvariant())) ? FilePart.Docs : FilePart.App;
    }

    private static bool IsTestName(string name) =>
        name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test", StringComparison.Ordinal) || name.EndsWith(".test", StringComparison.Ordinal) || name.EndsWith(".spec", StringComparison.Ordinal)
        || name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith("Test", StringComparison.Ordinal) || name is "conftest";
}
