using Plumbline.Collectors.Deployed.AwsSnapshot;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Answers as they lie on disk: several in one file, none, or broken off.</summary>
public sealed class AnswerFileTests
{
    private const string Page = """{"agentSummaries":[{"agentId":"AGENT00001","agentName":"one","agentStatus":"PREPARED"}]}""";
    private const string Next = """{"agentSummaries":[{"agentId":"AGENT00002","agentName":"two","agentStatus":"PREPARED"}]}""";

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    [InlineData("\r\n\r\n  ")]
    public async Task Every_answer_of_a_file_is_read(string between)
    {
        var claims = await Claims(Page + between + Next);
        Assert.Contains("AGENT00001", claims, StringComparison.Ordinal);
        Assert.Contains("AGENT00002", claims, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_answer_that_breaks_off_is_a_gap()
    {
        var claims = await Claims(Page + "\n{\"agentSummaries\":[{\"agentId\"");
        Assert.Contains("AGENT00001", claims, StringComparison.Ordinal);
        Assert.Contains("gap: \"unreadable\"", claims, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("null null")]
    [InlineData("1 2 3")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    public async Task Values_that_are_no_answers_end_the_reading(string text) =>
        Assert.DoesNotContain("coverage", await Claims(text), StringComparison.Ordinal);

    [Fact]
    public async Task A_saved_error_is_a_gap_that_names_the_permission()
    {
        var claims = await Claims("""{"Error":{"Code":"AccessDeniedException","Action":"bedrock:ListAgents"},"ResponseMetadata":{"RequestId":"r-1"}}""");
        Assert.Contains("gap: \"unreadable\"", claims, StringComparison.Ordinal);
        Assert.Contains("allow `bedrock:ListAgents`", claims, StringComparison.Ordinal);
        Assert.Contains("r-1", claims, StringComparison.Ordinal);
        Assert.DoesNotContain("coverage", claims, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Error":{"Code":"two words","Action":"x"}}""")]
    [InlineData("""{"Error":{"Code":"Denied"},"agentSummaries":[]}""")]
    [InlineData("""{"Error":"Denied"}""")]
    public async Task What_only_looks_like_an_error_is_none(string text) =>
        Assert.DoesNotContain("instead of an answer", await Claims(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("describe-endpoint.json", """{"EndpointName":"scoring","EndpointStatus":"InService"}""", "not the whole answer of `describe-endpoint`: `EndpointArn` is missing", "endpoint.logs")]
    [InlineData("get-function-loans.json", """{"Configuration":{"FunctionName":"loans"}}""", "not the whole answer of `get-function`: what it is about is missing", "workload.models")]
    [InlineData("list-endpoints.json", """{"Endpoints":[{"EndpointName":"scoring"}]}""", "not the whole answer of `list-endpoints`: what it is about is missing", "endpoint.logs")]
    public async Task Part_of_an_answer_is_a_gap_that_says_what_is_missing(string name, string text, string reason, string word)
    {
        var claims = await Claims(text, name);
        Assert.Contains(reason, claims, StringComparison.Ordinal);
        Assert.Contains(word, claims, StringComparison.Ordinal);
        Assert.DoesNotContain("coverage", claims, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("describe-model-card.json", """{"ModelCardArn":"arn:aws:sagemaker:eu-west-1:111122223333:model-card/x"}""")]
    [InlineData("list-objects-v2.json", """{"RequestCharged":null}""")]
    public async Task An_answer_of_another_command_and_one_that_says_none_are_no_parts(string name, string text) =>
        Assert.DoesNotContain("whole answer", await Claims(text, name), StringComparison.Ordinal);

    private static async Task<string> Claims(string text, string name = "list-agents.json")
    {
        var estate = Directory.CreateTempSubdirectory("plumb-answers-").FullName;
        var folder = Directory.CreateDirectory(Path.Combine(estate, "111122223333", "eu-west-1")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
        return await CollectorCases.ClaimsOf(new AwsSnapshotCollector(), estate);
    }
}
