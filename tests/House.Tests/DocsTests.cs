using System.Text.RegularExpressions;
using Xunit;

namespace Plumbline.House.Tests;

/// <summary>What the docs say is there.</summary>
public sealed partial class DocsTests
{
    private static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(House.Root, "*.md", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/artifacts/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal) && !f.Contains("/samples/", StringComparison.Ordinal));

    [Fact]
    public void Links_in_docs_lead_somewhere()
    {
        var dead =
            from page in Pages
            from Match link in Links().Matches(File.ReadAllText(page))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#') && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let path = Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0])
            where !Path.Exists(path)
            select $"{House.Relative(page)} → {target}";
        Assert.Empty(dead);
    }

    [Fact]
    public void Paths_in_docs_exist()
    {
        var dead =
            from page in Pages
            where !page.Contains("/cases/", StringComparison.Ordinal)
            from Match path in Paths().Matches(File.ReadAllText(page))
            let name = path.Groups[1].Value
            where !Path.Exists(Path.Combine(House.Root, name))
            select $"{House.Relative(page)} names {name}";
        Assert.Empty(dead);
    }

    [Fact]
    public void No_word_of_the_samples_is_in_the_product()
    {
        string[] words = [.. Directory.GetDirectories(Path.Combine(House.Root, "samples", "bank", "apps")).Select(d => Path.GetFileName(d)!), "samples/bank"];
        var leaks =
            from file in House.Sources()
            let text = File.ReadAllText(file)
            from word in words
            where text.Contains(word, StringComparison.Ordinal)
            select $"{House.Relative(file)} knows `{word}`";
        Assert.Empty(leaks);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`((?:src|tests|rules|docs|samples|schemas|frameworks|bench|eng)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex Paths();
}
