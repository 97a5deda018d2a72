using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>Reports as files: several from one run, whole or not at all, and nothing else on standard output.</summary>
public sealed class ReportFileTests
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("plumb-reports-").FullName;

    [Fact]
    public void One_run_writes_several_reports()
    {
        string File(string name) => Path.Combine(Folder, name);
        var run = Plumb.Run(
            "scan", Plumb.Bank, "--format", "json", "--report", "html=" + File("a.html"), "--report", "ocsf=" + File("a.jsonl"), "--report", "asff=" + File("a.json"),
            "--report", "junit=" + File("a.xml"), "--report", "markdown=" + File("a.md"), "--report", "sarif=" + File("a.sarif"));

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Errors);
        var findings = run.Findings.Count();
        Assert.Equal(findings, System.IO.File.ReadLines(File("a.jsonl")).Count(l => JsonDocument.Parse(l).RootElement.GetProperty("metadata").GetProperty("version").GetString() == "1.8.0"));
        Assert.Equal(findings, JsonDocument.Parse(System.IO.File.ReadAllText(File("a.json"))).RootElement.GetArrayLength());
        Assert.NotEmpty(XDocument.Load(File("a.xml")).Descendants("testcase"));
        Assert.StartsWith("<!doctype html>", System.IO.File.ReadAllText(File("a.html")), StringComparison.Ordinal);
        Assert.StartsWith("## AI posture of bank", System.IO.File.ReadAllText(File("a.md")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "*.part"));
    }

    [Fact]
    public void The_release_rule_and_the_eval_gate_of_the_page_agree()
    {
        var page = Path.Combine(Folder, "gate.html");
        var run = Plumb.Run("scan", Plumb.Bank, "--format", "json", "--report", "html=" + page);
        var broken = run.Failures.Where(f => f.GetProperty("rule").GetString() == "deploy-without-green-eval").Select(f => f.GetProperty("asset").GetProperty("name").GetString()!).Order(StringComparer.Ordinal);
        var gate = System.IO.File.ReadAllText(page).Split("<table class=\"gate\">")[1].Split("</table>")[0].Split("<tr>").Where(r => r.Contains("class=\"count bad\"", StringComparison.Ordinal));

        Assert.Equal(broken, gate.Select(r => r.Split("<th scope=\"row\">")[1].Split('<')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_report_in_a_file_leaves_standard_output_empty()
    {
        var to = Path.Combine(Folder, "only.html");
        var run = Plumb.Run("scan", Plumb.Bank, "--format", "html", "-o", to);

        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.True(System.IO.File.Exists(to));
    }

    [Theory]
    [InlineData("--report", "pdf=report.pdf")]
    [InlineData("--report", "html")]
    [InlineData("--report", "html=")]
    [InlineData("--report", "html=no/such/folder/report.html")]
    [InlineData("--report", "html=tests")]
    [InlineData("--report", "html=-")]
    [InlineData("--output", "no/such/folder/report.txt")]
    public void What_cannot_be_written_is_said_before_anything_is_read(params string[] options)
    {
        var said = Plumb.Run(["scan", Plumb.Bank, .. options]);

        Assert.Equal(2, said.ExitCode);
        Assert.StartsWith("plumb: ", said.Errors, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }
}
