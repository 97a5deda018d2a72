using Plumbline.Reports.Markdown;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>A comment on a pull request: no mention, no link, no markup of the estate's own.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData("@everyone", "@&#8203;everyone")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<b>&", "&lt;b&gt;&amp;")]
    [InlineData("[x](y) ![z](w)", "\\[x\\](y) !\\[z\\](w)")]
    [InlineData("`code` *b* _i_ ~s~ $m$", "\\`code\\` \\*b\\* \\_i\\_ \\~s\\~ \\$m\\$")]
    [InlineData("see #12 and https://evil.example www.evil.example GH-3", "see #&#8203;12 and https:&#8203;//evil.example w&#8203;ww.evil.example G&#8203;H-3")]
    [InlineData("two\nlines", "two lines")]
    public void Text_marks_up_nothing(string text, string expected) => Assert.Equal(expected, Md.Text(text));

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a|b", "`a\\|b`")]
    [InlineData("a``b`c", "```a``b`c```")]
    [InlineData("`x", "`` `x ``")]
    [InlineData("", "")]
    public void A_code_span_cannot_be_left(string text, string expected) => Assert.Equal(expected, Md.Code(text));

    [Fact]
    public void A_report_of_many_findings_fits_a_comment_and_says_what_it_leaves_out()
    {
        var one = Sample.Report.Failures.First();
        var many = Enumerable.Range(0, 3000).Select(i => one with { Id = $"{i:x16}" });
        var text = Sample.In("markdown", Sample.Report with { Assessment = Sample.Report.Assessment with { Findings = [.. many, .. Sample.Report.Open] } });

        Assert.True(text.Length <= 60_000, $"{text.Length} characters");
        Assert.Contains("lighter findings: see the HTML or JSON report", text, StringComparison.Ordinal);
        Assert.Contains("### Not evaluable", text, StringComparison.Ordinal);
        Assert.Contains("### Not seen", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_the_estate_starts_a_block()
    {
        var text = Sample.In("markdown");
        Assert.DoesNotContain("\n<img", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[^\\]\]\(", text);
    }
}
