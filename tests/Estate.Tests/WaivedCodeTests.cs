using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>What somebody answered for in code stays answered for while the code around it moves.</summary>
public sealed class WaivedCodeTests
{
    private const string Key = "import openai\nclient = openai.OpenAI(api_key=\"sk-proj-Zk3vQ9x1LmB7TnR2WcY8Aa4Bb5Cc6Dd7Ee8Ff9Gg0\")\n";

    [Fact]
    public void A_line_above_makes_no_other_weakness_and_another_file_does()
    {
        Plumb.NeedGrammars();
        var first = Digests(("a.py", Key));
        Assert.Single(first);
        Assert.Equal(first, Digests(("a.py", "# one line more\n" + Key)));
        Assert.Equal(2, Digests(("a.py", Key), ("b.py", Key)).Count);
    }

    private static List<string> Digests(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("waived").FullName;
        try
        {
            foreach (var (name, text) in files) File.WriteAllText(Path.Combine(folder, name), text);
            return [.. Plumb.Json_of(folder).Failures.Where(f => f.GetProperty("rule").GetString() == "provider-key-in-code")
                .SelectMany(f => f.GetProperty("weaknesses").EnumerateArray()).Select(w => w.GetProperty("digest").GetString()!).Order(StringComparer.Ordinal)];
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
