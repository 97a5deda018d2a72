using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>The page holds nothing but its own markup, asks for nothing, and says the important things.</summary>
public sealed partial class HtmlTests
{
    private static readonly string Page = Sample.In("html");

    [Fact]
    public void Names_of_the_estate_are_text_and_nothing_else()
    {
        Assert.DoesNotContain("<img", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<i>", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", Page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tag_attribute_and_quote_is_closed()
    {
        var body = Void().Replace(Page[Page.IndexOf("<html", StringComparison.Ordinal)..], "<$1$2/>");
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
        using var reader = XmlReader.Create(new StringReader(body), settings);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            names.Add(reader.Name);
            while (reader.MoveToNextAttribute())
            {
                Assert.False(reader.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || reader.Name is "style" or "srcdoc", reader.Name);
                if (reader.Name is "href" or "src") Assert.Matches("^(#[a-z0-9-]+|https://.+)$", reader.Value);
            }
        }

        Assert.DoesNotContain("script", names);
        Assert.DoesNotContain("link", names);
    }

    [Fact]
    public void The_policy_allows_the_page_its_own_style_and_nothing_else()
    {
        var style = Page[(Page.IndexOf("<style>", StringComparison.Ordinal) + 7)..Page.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    [Fact]
    public void The_eval_gate_comes_first_and_counts_releases()
    {
        Assert.True(Page.IndexOf("id=\"gate\"", StringComparison.Ordinal) < Page.IndexOf("id=\"matrix\"", StringComparison.Ordinal));
        Assert.Contains("<strong>1 of 2</strong> production releases", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_assessed_and_what_is_waived_is_said()
    {
        Assert.Contains("This answer is incomplete.", Page, StringComparison.Ordinal);
        Assert.Contains("`logs/cut.gz` breaks off", Page, StringComparison.Ordinal);
        Assert.Contains("latency test &lt;b&gt;", Page, StringComparison.Ordinal);
        Assert.Contains("2026-12-21", Page, StringComparison.Ordinal);
        Assert.Contains("ran out on 2026-11-18", Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one run missing", "Of <strong>1</strong> that cannot be said")]
    [InlineData("", "id=\"gate\"")]
    public void A_release_without_a_green_run_is_not_evaluable_where_runs_may_be_missing(string hidden, string says) =>
        Assert.Contains(says, Sample.In("html", hidden.Length > 0 ? Sample.WithoutEvals : Sample.Report), StringComparison.Ordinal);

    [GeneratedRegex("<(meta|br|hr|input|img)((?:[^>\"]|\"[^\"]*\")*)>")]
    private static partial Regex Void();
}
