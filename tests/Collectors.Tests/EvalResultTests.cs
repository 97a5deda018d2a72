using Plumbline.Collectors.Approved.EvalResults;
using Xunit;

namespace Plumbline.Collectors.Tests;

public sealed class EvalResultTests
{
    private const string Whole = """{"evalId":"e1","results":{"version":3,"timestamp":"2026-11-20T08:00:00Z","prompts":[{"raw":"Hi","provider":"openai:gpt-4o","metrics":{"testPassCount":1,"testFailCount":1,"testErrorCount":2}}],"stats":{}},"config":{"description":"smoke"}}""";

    [Fact]
    public async Task Errors_count_as_not_passed()
    {
        var claims = await Estate.Claims(new EvalResultsCollector(), ("out.json", Whole));
        var run = Assert.Single(claims, c => c.Property == "runs").Value.AsMap!;
        Assert.Equal(0.25, run["score"].AsDouble);
        Assert.Equal("", run["prompt"].AsString);
    }

    [Fact]
    public async Task Rows_that_failed_count_whatever_the_sums_say()
    {
        string File(string rows) => """{"evalId":"e1","results":{"version":3,"timestamp":"2026-11-20T08:00:00Z","prompts":[{"raw":"A","provider":"openai:gpt-4o","metrics":{"testPassCount":4,"testFailCount":0,"testErrorCount":0}},{"raw":"B","provider":"openai:gpt-4o"},{"raw":"C","provider":"openai:gpt-4o","metrics":{"testPassCount":2,"testFailCount":2,"testErrorCount":0}}],"results":[ROWS]},"config":{"description":"smoke"}}""".Replace("ROWS", rows, StringComparison.Ordinal);
        async Task<IEnumerable<double>> Scores(string rows) => (await Estate.Claims(new EvalResultsCollector(), ("out.json", File(rows)))).Where(c => c.Property == "runs").Select(c => c.Value.AsMap!["score"].AsDouble);
        Assert.Equal([1, 0.5], await Scores("""{"success":true,"promptIdx":0},{"success":false,"promptIdx":2}"""));
        Assert.Equal([0.5, 0.5], await Scores("""{"success":false,"promptIdx":0},{"success":false,"promptIdx":0},{"success":false,"promptIdx":1}"""));
        Assert.Equal([1, 0], await Scores("""{"success":false,"promptIdx":2},{"success":false,"promptIdx":2},{"success":false,"promptIdx":2},{"success":false,"promptIdx":2}"""));
    }

    [Fact]
    public async Task A_truncated_result_is_a_gap_wherever_it_is_cut()
    {
        for (var length = 20; length < Whole.Length; length += 17)
            Assert.Single((await Estate.Claims(new EvalResultsCollector(), ("out.json", Whole[..length]))).Gaps());
    }

    [Fact]
    public async Task A_score_that_is_not_a_number_does_not_hide_the_run()
    {
        const string Log = """{"version":2,"status":"success","eval":{"task":"t","model":"openai/gpt-4o","created":"2026-11-20T08:00:00Z"},"results":{"scores":[{"name":"s","metrics":{"accuracy":{"name":"accuracy","value":0.5},"mean":{"name":"mean","value":NaN}}}]}}""";
        var claims = await Estate.Claims(new EvalResultsCollector(), ("log.json", Log));
        Assert.Equal("accuracy", Assert.Single(claims, c => c.Property == "runs").Value.AsMap!["metric"].AsString);
    }

    [Theory]
    [InlineData("package.json", """{"version":"1.0.0","config":{}}""")]
    [InlineData("status.json", """{"status":"ok","results":{"prompts":[]}}""")]
    [InlineData("broken.json", """{"version": 1,""")]
    public async Task Other_json_is_none_of_our_business(string path, string text) =>
        Assert.Empty(await Estate.Claims(new EvalResultsCollector(), (path, text)));
}
