using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Plumbline.AwsSimulator;
using Plumbline.Clouds.Aws;
using Plumbline.Clouds.Aws.Shapes;
using Plumbline.Clouds.Aws.Signing;
using Plumbline.Clouds.Calls;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Clouds.Tests;

/// <summary>What of an answer is kept, and what ends a reading.</summary>
public sealed class KeptTests
{
    private const string Token = "hf_Zx81kqLmv02Ty7PwQ4RbN6cHd93JfUsA5e";

    [Theory]
    [InlineData("{\"PrimaryContainer\":{\"Image\":\"i\",\"Environment\":{\"HF_TOKEN\":\"SECRET\",\"HF_MODEL_ID\":\"anthropic.claude-3-haiku-20240307-v1:0\"}}}", "\"HF_MODEL_ID\":\"anthropic.claude-3-haiku-20240307-v1:0\"")]
    [InlineData("{\"Containers\":[{\"Environment\":{\"ANY\":\"SECRET\"}}]}", "\"ANY\":\"(left out)\"")]
    [InlineData("{\"Environment\":{\"DB\":\"postgres://u:SECRET@h/db\"}}", "\"DB\":\"(left out)\"")]
    [InlineData("{\"InferenceSpecification\":{\"Containers\":[{\"Environment\":{\"A\":\"SECRET\"}}]}}", "\"A\":\"(left out)\"")]
    [InlineData("{\"HyperParameters\":{\"hf-token\":\"SECRET\",\"sagemaker_program\":\"train.py\"}}", "\"sagemaker_program\":\"train.py\"")]
    [InlineData("{\"environmentVariables\":{\"TOKEN\":\"SECRET\",\"TOOLS\":\"https://desk-tools-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp\"}}", "https://desk-tools-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp")]
    [InlineData("{\"Events\":[{\"CloudTrailEvent\":\"{\\\"requestParameters\\\":{\\\"primaryContainer\\\":{\\\"environment\\\":{\\\"TOKEN\\\":\\\"SECRET\\\"}}}}\"}]}", "(left out)")]
    [InlineData("{\"Functions\":[{\"Environment\":{\"Variables\":{\"KEY\":\"SECRET\"},\"Error\":{\"ErrorCode\":\"AccessDenied\"}}}]}", "\"ErrorCode\":\"AccessDenied\"")]
    public void Secrets_of_containers_functions_and_training_are_left_out(string answer, string kept)
    {
        var document = JsonNode.Parse(answer.Replace("SECRET", Token, StringComparison.Ordinal))!;
        Veil.Over(document);
        Assert.DoesNotContain(Token, document.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(kept, document.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"message\":\"\\ud800\"}")]
    [InlineData("{\"__type\":\"\\udc00#Throttling\"}")]
    [InlineData("{\"message\":7}")]
    [InlineData("[]")]
    [InlineData("")]
    public void An_error_that_cannot_be_read_says_what_its_status_says(string body)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        var failure = ErrorText.Read(response, Encoding.UTF8.GetBytes(body));
        Assert.Equal(("503", 503, true), (failure.Code, failure.Status, failure.IsPassing));
    }

    [Fact]
    public async Task Keys_that_could_not_be_fetched_once_are_asked_for_again()
    {
        var clock = new Hand();
        var answers = new Queue<AccessKeys?>([new("A", "s", "1"), null, new("A", "s", "2"), new("A", "s", "2")]);
        using var chain = new KeyChain(_ => Task.FromResult(answers.Dequeue()), clock);
        var first = await chain.CurrentAsync(CancellationToken.None);
        Assert.False(await chain.RenewAsync(first!, CancellationToken.None));
        Assert.False(await chain.RenewAsync(first!, CancellationToken.None));
        clock.Now += TimeSpan.FromSeconds(11);
        Assert.True(await chain.RenewAsync(first!, CancellationToken.None));
        var second = await chain.CurrentAsync(CancellationToken.None);
        Assert.Equal("2", second!.Token);
        Assert.False(await chain.RenewAsync(second, CancellationToken.None));
        Assert.False(await chain.RenewAsync(second, CancellationToken.None));
        Assert.Empty(answers);
    }

    [Fact]
    public async Task More_than_is_kept_of_an_account_is_a_gap()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var reading = (await Estate.ReadAsync(simulator, s => s with { Bounds = s.Bounds with { AllBytes = 5000 } })).Reading!;
        Assert.Contains(Estate.Gaps(reading), g => g.Kind == GapKind.Unreadable && g.Reason.Contains("BoundReached", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("168.63.129.16", true)]
    [InlineData("192.0.0.192", true)]
    [InlineData("64:ff9b::a9fe:a9fe", true)]
    [InlineData("2002:a9fe:a9fe::1", true)]
    [InlineData("2001:0:1::1", true)]
    [InlineData("10.0.0.5", false)]
    [InlineData("64:ff9b::10.0.0.5", false)]
    public void Addresses_that_lead_to_metadata_in_another_way_are_refused(string address, bool isRefused) => Assert.Equal(isRefused, Addresses.IsRefused(IPAddress.Parse(address)));

    private sealed class Hand : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Estate.AsOf;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
