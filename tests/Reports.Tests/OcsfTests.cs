using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>Events have the shape of OCSF 1.8.0, and say no more than is known.</summary>
public sealed class OcsfTests
{
    private static readonly JsonElement[] Events = [.. Sample.In("ocsf").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    [Fact]
    public void Every_event_has_the_shape_of_its_class()
    {
        Assert.Equal(Sample.Report.Assessment.Findings.Length, Events.Length);
        Assert.Empty(Events.SelectMany(OcsfShape.Faults));
    }

    [Theory]
    [InlineData("""{"severity_id":7}""")]
    [InlineData("""{"ai_model":{"name":"m"}}""")]
    [InlineData("""{"finding_info":{"title":"no uid"}}""")]
    [InlineData("""{"remediation":{}}""")]
    [InlineData("""{"resources":[]}""")]
    [InlineData("""{"evidences":[{"name":"nothing"}]}""")]
    [InlineData("""{"time":"2026-11-21"}""")]
    public void The_shape_tells_a_wrong_event(string wrong)
    {
        var broken = JsonNode.Parse(Events[0].GetRawText())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(wrong)!.AsObject()) broken[name] = value?.DeepClone();
        Assert.NotEmpty(OcsfShape.Faults(JsonDocument.Parse(broken.ToJsonString()).RootElement));
    }

    [Fact]
    public void Observed_behavior_is_a_detection_and_everything_else_compliance()
    {
        Assert.Equal(2004, Of("called-not-approved").GetProperty("class_uid").GetInt32());
        Assert.Equal(2003, Of("open-endpoint").GetProperty("class_uid").GetInt32());
        Assert.Equal(3, Of("open-endpoint").GetProperty("compliance").GetProperty("status_id").GetInt32());
    }

    [Fact]
    public void Where_a_call_came_from_is_told_in_events_and_in_no_other_report()
    {
        var finding = Sample.Report.Assessment.Findings.First(f => f.Rule.Id == "called-not-approved");
        var report = Sample.Of([finding with { Evidence = [.. finding.Evidence.Select(e => e with { Sender = new Sender("192.0.2.10", "aws-cli/2.31") })] }], []);
        using var told = JsonDocument.Parse(Sample.In("ocsf", report));
        Assert.Empty(OcsfShape.Faults(told.RootElement));
        var observed = told.RootElement.GetProperty("evidences").EnumerateArray().First(e => e.TryGetProperty("src_endpoint", out _));
        Assert.Equal("192.0.2.10", observed.GetProperty("src_endpoint").GetProperty("ip").GetString());
        Assert.Equal("aws-cli/2.31", observed.GetProperty("http_request").GetProperty("user_agent").GetString());
        Assert.All(Catalogue.All.Where(f => f.Name != "ocsf"), f => Assert.DoesNotContain("192.0.2.10", Sample.In(f.Name, report), StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_evaluable_is_a_warning_and_never_a_pass()
    {
        var open = Of("prompt-not-logged");
        Assert.Equal(2, open.GetProperty("compliance").GetProperty("status_id").GetInt32());
        Assert.Equal(1, open.GetProperty("severity_id").GetInt32());
        Assert.NotEqual(1, open.GetProperty("compliance").GetProperty("checks")[0].GetProperty("severity_id").GetInt32());
        Assert.DoesNotContain(Events, e => e.TryGetProperty("compliance", out var c) && c.GetProperty("status_id").GetInt32() == 1);
    }

    [Fact]
    public void A_waived_finding_is_suppressed_and_says_who_answers()
    {
        var waived = Of("pii-filter-weakened");
        Assert.Equal(3, waived.GetProperty("status_id").GetInt32());
        Assert.Equal("ai-risk", waived.GetProperty("unmapped").GetProperty("waiver").GetProperty("owner").GetString());
    }

    [Fact]
    public void Clouds_are_told_apart_and_the_profile_is_named_only_where_it_is_used()
    {
        Assert.Equal("AWS", Of("called-not-approved").GetProperty("cloud").GetProperty("provider").GetString());
        Assert.Contains(Events, e => e.TryGetProperty("cloud", out var c) && c.GetProperty("provider").GetString() == "Azure");
        Assert.Contains(Events, e => !e.TryGetProperty("cloud", out _) && !e.GetProperty("metadata").TryGetProperty("profiles", out _));
    }

    [Fact]
    public void Techniques_of_atlas_are_attacks()
    {
        var attacks = Of("called-not-approved").GetProperty("finding_info").GetProperty("attacks");
        Assert.Equal("AML.T0010", attacks[0].GetProperty("technique").GetProperty("uid").GetString());
        Assert.Equal("AML.T0010.003", attacks[0].GetProperty("sub_technique").GetProperty("uid").GetString());
        Assert.Equal("AML.T0040", attacks[1].GetProperty("technique").GetProperty("uid").GetString());
    }

    [Fact]
    public void Time_is_the_scan_s_moment_and_seen_is_the_telemetry_s()
    {
        var e = Of("called-not-approved");
        Assert.Equal(Sample.Now.ToUnixTimeMilliseconds(), e.GetProperty("time").GetInt64());
        Assert.Equal(Sample.Now.AddDays(-40).ToUnixTimeMilliseconds(), e.GetProperty("finding_info").GetProperty("first_seen_time").GetInt64());
        Assert.Equal(Sample.Now.AddDays(-1).ToUnixTimeMilliseconds(), e.GetProperty("finding_info").GetProperty("last_seen_time").GetInt64());
    }

    private static JsonElement Of(string rule) => Events.First(e => e.GetProperty("unmapped").GetProperty("rule").GetString() == rule);
}
