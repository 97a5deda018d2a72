using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>What lies in a repository beside code is judged, through the command that the README names.</summary>
public sealed class ToolboxTests
{
    private static readonly string Toolbox = Path.Combine(Plumb.Root, "samples", "toolbox");

    [Fact]
    public void The_terminal_report_is_the_golden_one()
    {
        Plumb.NeedGrammars();
        var actual = Plumb.Run("scan", Toolbox).Output;
        var golden = Path.Combine(Plumb.Root, "tests", "Estate.Tests", "goldens", "toolbox.txt");
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") File.WriteAllText(golden, actual);

        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [Fact]
    public void No_number_of_an_account_or_card_leaves_the_files()
    {
        foreach (var format in (string[])["json", "sarif", "markdown", "html"])
        {
            var report = Plumb.Run("scan", Toolbox, "--format", format).Output;
            Assert.Contains("complaints.jsonl", report, StringComparison.Ordinal);
            foreach (var datum in (string[])["4111 1111", "4111111111111111", "GB82 WEST", "GB82WEST"]) Assert.DoesNotContain(datum, report, StringComparison.Ordinal);
        }
    }
}
