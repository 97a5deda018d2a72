using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>The command line: exit codes, errors, own rules.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("high", 1)]
    [InlineData("critical", 1)]
    [InlineData("none", 0)]
    public void The_exit_code_follows_the_threshold(string threshold, int exit) =>
        Assert.Equal(exit, Plumb.Run("scan", Plumb.Bank, "--fail-on", threshold).ExitCode);

    [Theory]
    [InlineData("scan")]
    [InlineData("scan", "no/such/folder")]
    [InlineData("scan", ".", "--format", "xml")]
    [InlineData("scan", ".", "--fail-on", "often")]
    [InlineData("scan", ".", "--as-of", "yesterday")]
    [InlineData("scan", ".", "--rules", "no/such/folder")]
    [InlineData("scam", ".")]
    [InlineData("explain", "1")]
    [InlineData("rules", "new", "Not A Name")]
    public void A_command_that_is_not_understood_says_why_and_ends_with_2(params string[] arguments)
    {
        var said = Plumb.Run(arguments);
        Assert.Equal(2, said.ExitCode);
        Assert.StartsWith("plumb: ", said.Errors, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }

    [Fact]
    public void An_empty_folder_is_not_in_line_but_nothing_compared()
    {
        var said = Plumb.Run("scan", Directory.CreateTempSubdirectory("plumb-empty-").FullName);
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("NOTHING COMPARED", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_ones_own_is_evaluated_without_a_build()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-rules-").FullName;
        Assert.Equal(0, Plumb.Run("rules", "new", "model-egress/my-own", "--in", folder).ExitCode);
        Assert.Equal(0, Plumb.Run("rules", "test", folder).ExitCode);

        Assert.DoesNotContain(Plumb.Json_of(Plumb.Bank).Failures, f => f.GetProperty("rule").GetString() == "my-own");
        Assert.Contains(Plumb.Json_of(Plumb.Bank, "--rules", folder).Failures, f => f.GetProperty("rule").GetString() == "my-own");
    }

    [Fact]
    public void A_broken_rule_is_skipped_and_reported()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-rules-").FullName;
        Plumb.Run("rules", "new", "model-egress/my-own", "--in", folder);
        var file = Path.Combine(folder, "model-egress", "my-own", "rule.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("observed.calls.all", "observed.cals.all", StringComparison.Ordinal));
        var report = Plumb.Json_of(Plumb.Bank, "--rules", folder);

        Assert.Equal(3, report.ExitCode);
        Assert.Contains("did you mean `observed.calls`", report.Json.GetProperty("ruleProblems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(report.Failures);
    }

    [Fact]
    public void A_rule_without_both_kinds_of_case_does_not_load()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-rules-").FullName;
        Plumb.Run("rules", "new", "model-egress/my-own", "--in", folder);
        foreach (var quiet in Directory.GetFiles(Path.Combine(folder, "model-egress", "my-own", "cases"), "quiet-*")) File.Delete(quiet);

        Assert.Contains("quiet-", Plumb.Json_of(Plumb.Bank, "--rules", folder).Json.GetProperty("ruleProblems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_speaks_of_the_moment_it_is_asked_for() =>
        Assert.Equal("2026-09-15T00:00:00Z", Plumb.Json_of(Plumb.Bank, "--as-of", "2026-09-15").Json.GetProperty("asOf").GetString());

    [Fact]
    public void A_finding_is_explained_by_number_id_and_rule()
    {
        var id = Plumb.Json_of(Plumb.Bank).Failures.First().GetProperty("id").GetString()!;

        Assert.Contains(id, Plumb.Run("explain", "1", Plumb.Bank).Output, StringComparison.Ordinal);
        Assert.Contains(id, Plumb.Run("explain", id, Plumb.Bank).Output, StringComparison.Ordinal);
        Assert.Contains("eval-gate/model-version-not-evaluated", Plumb.Run("explain", "eval-gate/model-version-not-evaluated", Plumb.Bank).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_stays_within_the_limits_and_its_paths_exist()
    {
        var run = Plumb.Run("scan", Plumb.Bank, "--format", "sarif").Json.GetProperty("runs")[0];

        Assert.Equal("2.1.0", Plumb.Run("scan", Plumb.Bank, "--format", "sarif").Json.GetProperty("version").GetString());
        Assert.All(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray(), r => Assert.True(r.GetProperty("properties").GetProperty("tags").GetArrayLength() <= 10));
        Assert.All(run.GetProperty("results").EnumerateArray().SelectMany(r => r.GetProperty("locations").EnumerateArray()), l =>
            Assert.True(File.Exists(Path.Combine(Plumb.Bank, Uri.UnescapeDataString(l.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!)))));
    }
}
