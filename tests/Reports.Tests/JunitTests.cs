using System.Xml.Linq;
using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>Cases stand for verdicts: none is invented, none is lost.</summary>
public sealed class JunitTests
{
    private static readonly XElement Root = XDocument.Parse(Sample.In("junit")).Root!;

    [Fact]
    public void Cases_are_as_many_as_verdicts()
    {
        var tally = Sample.Report.Assessment.Tally.Values.ToList();
        var cases = Root.Elements("testsuite").Skip(1).SelectMany(s => s.Elements("testcase")).ToList();

        Assert.Equal(tally.Sum(t => t.Pass), cases.Count(c => !c.HasElements));
        Assert.Equal(Sample.Report.Failures.Count(f => f.Rule.Maturity == Maturity.Stable), cases.Count(c => c.Element("failure") is not null));
        Assert.Equal(tally.Sum(t => t.Fail + t.NotEvaluable + t.Pass), cases.Count);
    }

    [Fact]
    public void Sums_are_right()
    {
        foreach (var at in Root.Elements("testsuite").Append(Root))
        {
            Assert.Equal($"{at.Descendants("testcase").Count()}", at.Attribute("tests")!.Value);
            Assert.Equal($"{at.Descendants("failure").Count()}", at.Attribute("failures")!.Value);
            Assert.Equal($"{at.Descendants("error").Count()}", at.Attribute("errors")!.Value);
            Assert.Equal($"{at.Descendants("skipped").Count()}", at.Attribute("skipped")!.Value);
        }
    }

    [Fact]
    public void Not_evaluable_waived_and_experimental_are_skipped_with_their_reason()
    {
        var reasons = Root.Descendants("skipped").Select(s => s.Attribute("message")!.Value).ToList();
        Assert.Contains(reasons, r => r.StartsWith("not evaluable: ", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("waived by ai-risk until 2026-12-21", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("experimental rule", StringComparison.Ordinal));
    }

    [Fact]
    public void What_could_not_be_read_is_an_error()
    {
        var errors = Root.Descendants("error").Select(e => e.Attribute("message")!.Value).ToList();
        Assert.Contains(errors, e => e.Contains("breaks off", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("`id` is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_unique_within_a_suite() =>
        Assert.All(Root.Elements("testsuite"), s => Assert.Equal(s.Elements("testcase").Count(), s.Elements("testcase").Select(c => c.Attribute("name")!.Value).Distinct().Count()));
}
