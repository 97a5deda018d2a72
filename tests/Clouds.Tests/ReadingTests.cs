using System.Text;
using System.Text.Json.Nodes;
using Plumbline.AwsSimulator;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Clouds.Tests;

/// <summary>An account read live says what its saved answers say.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(1)]
    public async Task An_account_read_live_says_what_its_saved_answers_say(int page)
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Page = page });
        var (reading, problem) = await Estate.ReadAsync(simulator);

        Assert.Null(problem);
        Assert.Equal((0, 0), (reading!.Counts.Refused, reading.Counts.Failed));
        Estate.Same(await Estate.ClaimsAsync(Estate.Files()), await Estate.ClaimsAsync(reading.Files()));
    }

    [Fact]
    public async Task Two_readings_of_one_account_are_the_same_but_for_requests_and_moments()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var (one, two) = ((await Estate.ReadAsync(simulator)).Reading!, (await Estate.ReadAsync(simulator)).Reading!);
        Assert.Equal(one.Answers.Select(a => a.Path), two.Answers.Select(a => a.Path));
        Estate.Same(await Estate.ClaimsAsync(one.Files()), await Estate.ClaimsAsync(two.Files()));
    }

    [Fact]
    public async Task A_claim_shows_the_call_the_account_the_region_and_the_request()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var reading = (await Estate.ReadAsync(simulator)).Reading!;
        var claim = Estate.Collect(reading).First(c => c.Subject.Kind == AssetKind.Guardrail && c.Property == "name");
        Assert.StartsWith("aws/111122223333/eu-west-1/bedrock/", claim.Origin.File, StringComparison.Ordinal);
        Assert.StartsWith("00000000-0000-4000-8000-", claim.Origin.Event, StringComparison.Ordinal);
        Assert.Contains("bedrock ", claim.Origin.Api, StringComparison.Ordinal);
        var file = reading.Answers.Single(a => "aws/" + a.Path == claim.Origin.File);
        Assert.Contains("GMT", Encoding.UTF8.GetString(file.Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turning_away_now_and_then_changes_nothing()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { ThrottlesEach = 7 });
        var (reading, _) = await Estate.ReadAsync(simulator, s => s with { Patience = s.Patience with { Attempts = 12 } });
        Assert.True(reading!.Counts.Retries > 5);
        Estate.Same(await Estate.ClaimsAsync(Estate.Files()), await Estate.ClaimsAsync(reading.Files()));
    }

    [Fact]
    public async Task A_question_that_is_always_turned_away_is_a_gap_and_is_not_asked_for_ever()
    {
        var temper = new Temper { Throttled = { "ListGuardrails" } };
        await using var simulator = await Estate.AnswersAsync(temper);
        var reading = (await Estate.ReadAsync(simulator)).Reading!;

        Assert.Equal(8, temper.Asked.Count(a => a.StartsWith("bedrock ListGuardrails ", StringComparison.Ordinal)));
        Assert.Contains(Estate.Gaps(reading), g => g.Kind == GapKind.Unreadable && g.Speaks.Contains("guardrail.version") && g.Fix.Contains("quieter", StringComparison.Ordinal));
        Assert.DoesNotContain(Estate.Coverages(reading), c => c.Speaks.Contains("guardrail.version") && c.Reach.Asset is null);
    }

    [Theory]
    [InlineData("GetAgent", "agent.models", "bedrock:GetAgent")]
    [InlineData("ListModelImportJobs", "pipeline.record", "bedrock:ListModelImportJobs")]
    [InlineData("GetAgentRuntime", "agent.vpc", "bedrock-agentcore:GetAgentRuntime")]
    [InlineData("ListGateways", "endpoint.authenticated", "bedrock-agentcore:ListGateways")]
    [InlineData("ListMemories", "data-store.customerKey", "bedrock-agentcore:ListMemories")]
    [InlineData("LookupEvents", "workload.calls", "cloudtrail:LookupEvents")]
    [InlineData("DescribeSecurityGroups", "network-path.open", "ec2:DescribeSecurityGroups")]
    [InlineData("GetBucketVersioning", "bucket.versioned", "s3:GetBucketVersioning")]
    [InlineData("GetAccountAuthorizationDetails", "workload.actions", "iam:GetAccountAuthorizationDetails")]
    [InlineData("DescribeTrails", "account.managementEvents", "cloudtrail:DescribeTrails")]
    [InlineData("GetBucketEncryption", "bucket.customerKey", "s3:GetEncryptionConfiguration")]
    [InlineData("DescribeVpcEndpoints", "network-path.name", "ec2:DescribeVpcEndpoints")]
    [InlineData("DescribeEndpoint", "endpoint.logs", "sagemaker:DescribeEndpoint")]
    public async Task What_may_not_be_asked_is_a_gap_that_names_the_permission(string operation, string word, string action)
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Denied = { operation } });
        var reading = (await Estate.ReadAsync(simulator)).Reading!;

        Assert.True(reading.Counts.Refused > 0);
        Assert.Contains(Estate.Gaps(reading), g => g.Kind == GapKind.Unreadable && g.Speaks.Contains(word) && g.Fix.Contains($"`{action}`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bucket_that_may_not_be_asked_about_leaves_the_others_alone()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Denied = { "GetBucketEncryption" } });
        var reading = (await Estate.ReadAsync(simulator)).Reading!;
        var gap = Assert.Single(Estate.Gaps(reading), g => g.Speaks.Contains("bucket.customerKey") && g.Reach.Asset?.Key == "arn:aws:s3:::bank-trail");
        Assert.Contains("on `arn:aws:s3:::bank-trail`", gap.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_is_not_enabled_is_one_gap_and_the_others_are_read()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Disabled = { "eu-central-1" } });
        var reading = (await Estate.ReadAsync(simulator)).Reading!;

        var gap = Assert.Single(Estate.Gaps(reading), g => g.Kind == GapKind.Unreadable);
        Assert.Equal(("111122223333", "eu-central-1"), (gap.Reach.Account, gap.Reach.Region));
        Assert.Contains("enable the region", gap.Fix, StringComparison.Ordinal);
        Assert.Contains(Estate.Coverages(reading), c => c.Reach.Region == "eu-west-1");
        Assert.DoesNotContain(Estate.Coverages(reading), c => c.Reach.Region == "eu-central-1" && c.Speaks.Contains("guardrail.version"));
    }

    [Fact]
    public async Task A_list_without_end_stops_at_its_bound_and_is_a_gap()
    {
        var temper = new Temper { Page = 1, Endless = { "ListFlows" } };
        await using var simulator = await Estate.AnswersAsync(temper);
        var reading = (await Estate.ReadAsync(simulator, s => s with { Bounds = s.Bounds with { Pages = 5 } })).Reading!;

        Assert.Equal(5, temper.Asked.Count(a => a == "bedrock-agent ListFlows eu-west-1"));
        Assert.Contains(Estate.Gaps(reading), g => g.Reason.Contains("BoundReached", StringComparison.Ordinal) && g.Speaks.Contains("account.dataResources"));
    }

    [Fact]
    public async Task A_list_that_is_cut_keeps_what_was_made_last()
    {
        var temper = new Temper { Page = 1 };
        await using var simulator = await Estate.AnswersAsync(temper);
        var reading = (await Estate.ReadAsync(simulator, s => s with { Bounds = s.Bounds with { Pages = 1 } })).Reading!;
        var list = JsonNode.Parse(reading.Answers.Single(a => a.Path.EndsWith("eu-west-1/cloudtrail/lookup-events-bedrock.amazonaws.com.json", StringComparison.Ordinal)).Content)!;
        Assert.Equal("e-5", list["Events"]!.AsArray().Single()!["EventId"]!.ToString());
        Assert.Contains(Estate.Gaps(reading), g => g.Speaks.Contains("workload.calls") && g.Fix.Contains("newest was kept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_of_a_trail_are_asked_for_no_faster_than_they_are_answered()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var began = TimeProvider.System.GetTimestamp();
        await Estate.ReadAsync(simulator, s => s with { Bounds = s.Bounds with { Pace = TimeSpan.FromMilliseconds(150) } });
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(290));
    }

    [Fact]
    public async Task A_bucket_that_is_named_and_not_there_is_told_once()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Odd = { ["GetModelInvocationLoggingConfiguration"] = "{\"loggingConfig\": {\"s3Config\": {\"bucketName\": \"nobody-has-it\"}}}" } });
        var reading = (await Estate.ReadAsync(simulator)).Reading!;
        var gap = Assert.Single(Estate.Gaps(reading), g => g.Reason.Contains("NoSuchBucket", StringComparison.Ordinal));
        Assert.Contains("not there", gap.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_is_asked_than_the_bound_of_a_reading()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var reading = (await Estate.ReadAsync(simulator, s => s with { Bounds = s.Bounds with { Requests = 30 } })).Reading!;
        Assert.Equal((30, 30), (simulator.Requests, reading.Counts.Requests));
        Assert.Contains(Estate.Gaps(reading), g => g.Reason.Contains("BoundReached", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[1]")]
    [InlineData("{\"agentSummaries\": [")]
    [InlineData("{\"agentSummaries\": [1, null, {\"agentId\": 5}]}")]
    public async Task An_answer_that_is_none_is_no_end_of_the_reading(string text)
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Odd = { ["ListAgents"] = text } });
        var reading = (await Estate.ReadAsync(simulator)).Reading!;
        Assert.Contains(Estate.Coverages(reading), c => c.Speaks.Contains("account.invocationLogging"));
        Assert.DoesNotContain(Estate.Coverages(reading), c => c.Speaks.Contains("agent.instruction"));
    }

    [Theory]
    [InlineData("ListFunctions", "{\"Functions\": [1, {\"Environment\": 2}, {\"Environment\": {\"Variables\": [\"x\"]}}]}", false)]
    [InlineData("ListFunctions", "{\"Functions\": [], \"Functions\": []}", true)]
    [InlineData("ListFunctions", "{\"NextMarker\": \"\\ud800\"}", true)]
    [InlineData("GetBucketAcl", "<AccessControlPolicy><AccessControlList>x</AccessControlList></AccessControlPolicy>", false)]
    [InlineData("GetAccountAuthorizationDetails", "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>", true)]
    [InlineData("GetAccountAuthorizationDetails", "<a><b></a>", true)]
    [InlineData("DescribeVpcEndpoints", "<DescribeVpcEndpointsResponse><vpcEndpointSet><item>1</item></vpcEndpointSet></DescribeVpcEndpointsResponse>", false)]
    public async Task A_strange_answer_hurts_nothing_else(string operation, string text, bool isGap)
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Odd = { [operation] = text } });
        var reading = (await Estate.ReadAsync(simulator)).Reading!;
        Assert.Equal(isGap, Estate.Gaps(reading).Any(g => g.Reason.Contains("UnreadableAnswer", StringComparison.Ordinal)));
        Assert.Contains(Estate.Coverages(reading), c => c.Speaks.Contains("agent.models"));
    }

    [Fact]
    public async Task An_answer_that_nests_too_deep_is_a_gap()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));
        await using var simulator = await Estate.AnswersAsync(new Temper { Odd = { ["GetAccountAuthorizationDetails"] = deep } });
        Assert.Contains(Estate.Gaps((await Estate.ReadAsync(simulator)).Reading!), g => g.Speaks.Contains("workload.actions"));
    }

    [Fact]
    public async Task Values_of_variables_and_keys_are_not_kept()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var reading = (await Estate.ReadAsync(simulator)).Reading!;
        var all = string.Concat(reading.Answers.Select(a => Encoding.UTF8.GetString(a.Content)));
        Assert.Contains("DB_PASSWORD", all, StringComparison.Ordinal);
        Assert.DoesNotContain("not-for-anybody", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Temper.Secret, all, StringComparison.Ordinal);
    }
}
