using System.Text.Json;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>`plumb drift` and `plumb history` over recorded scans of one system, and over one folder.</summary>
public sealed class DriftTests(DriftTests.Ledger ledger) : IClassFixture<DriftTests.Ledger>
{
    /// <summary>Four weeks, recorded once for all tests.</summary>
    public sealed class Ledger
    {
        internal string Path { get; } = TwoWeeks.Recorded(1, 2, 3, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_story_as_a_terminal_shows_it(int week) => Golden($"drift-week-{week}.txt", Plumb.Run("drift", "--store", ledger.Path, "--as-of", TwoWeeks.AsOf(week)).Output);

    [Fact]
    public void While_both_sides_are_alike_there_is_no_drift_between_them()
    {
        var first = Drift(1);
        Assert.DoesNotContain(Between(first.Json), d => d.GetProperty("state").GetString() == "drift");
    }

    [Fact]
    public void A_prompt_that_moved_on_in_development_is_drift_since_its_first_call_and_names_who_changed_it()
    {
        var second = Drift(2);
        Assert.Equal(1, second.ExitCode);
        var prompt = Between(second.Json).Single(d => d.GetProperty("property").GetString() == "prompt");
        Assert.Equal("drift", prompt.GetProperty("state").GetString());
        Assert.Equal("2026-11-10T08:00:00Z", prompt.GetProperty("since").GetProperty("moment").GetString());
        Assert.Contains("bedrock-invocations shows it from then on", prompt.GetProperty("since").GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("user/dana", prompt.GetProperty("changedBy").GetProperty("actor").GetString(), StringComparison.Ordinal);
        Assert.Equal(4 * 86400 + 3600, prompt.GetProperty("since").GetProperty("seconds").GetInt64());
    }

    [Fact]
    public void A_guardrail_that_was_taken_off_in_production_is_drift_and_names_who_took_it()
    {
        var guardrail = Between(Drift(2).Json).Single(d => d.GetProperty("property").GetString() == "guardrail");
        Assert.Equal("drift", guardrail.GetProperty("state").GetString());
        Assert.EndsWith("user/jane", guardrail.GetProperty("changedBy").GetProperty("actor").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_promotion_accounts_for_the_prompt_until_its_window_ends()
    {
        var third = Between(Drift(3).Json).Single(d => d.GetProperty("property").GetString() == "prompt");
        Assert.Equal("promoted", third.GetProperty("state").GetString());
        var late = Plumb.Run("drift", "--store", ledger.Path, "--as-of", "2026-11-28T00:00:00Z", "--format", "json");
        Assert.Equal("drift", Between(late.Json).Single(d => d.GetProperty("property").GetString() == "prompt").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(2, true, true)]
    [InlineData(3, true, false)]
    [InlineData(3, false, true)]
    public void The_rule_fires_without_a_promotion_and_is_quiet_with_one(int week, bool promoted, bool fires)
    {
        var found = Plumb.Json_of(TwoWeeks.Estate(week, promoted), "--as-of", TwoWeeks.AsOf(week)).Failures.Select(f => f.GetProperty("rule").GetString()).ToList();
        Assert.Equal(fires, found.Contains("prompt-differs-from-development"));
    }

    [Fact]
    public void The_trend_has_a_point_for_each_scan_and_names_every_registry()
    {
        var trend = Drift(3).Json.GetProperty("trend").EnumerateArray().ToList();
        Assert.Equal(["2026-11-07T09:00:00Z", "2026-11-14T09:00:00Z", "2026-11-21T09:00:00Z"], trend.Select(t => t.GetProperty("moment").GetString()!));
        Assert.All(trend, t => Assert.Equal(["model", "prompt", "eval", "agent", "guardrail", "region"], t.GetProperty("registries").EnumerateObject().Select(r => r.Name)));
        Assert.True(trend[1].GetProperty("total").GetInt32() > trend[0].GetProperty("total").GetInt32());
    }

    [Fact]
    public void What_an_earlier_scan_showed_and_the_last_no_longer_does_is_closed()
    {
        Assert.Empty(Drift(3).Json.GetProperty("closed").EnumerateArray());
        var closed = Drift(4).Json.GetProperty("closed").EnumerateArray().Single(c => c.GetProperty("between").GetString() == "environments");
        Assert.Equal("prompt", closed.GetProperty("property").GetString());
        Assert.Equal($"workload:letters@production/{TwoWeeks.Production}", closed.GetProperty("asset").GetString());
        Assert.Equal(("2026-11-14T09:00:00Z", "2026-11-28T09:00:00Z"), (closed.GetProperty("first").GetString(), closed.GetProperty("gone").GetString()));
        Assert.Contains("letters (production) has letters 1", closed.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_can_be_asked_without_a_ledger()
    {
        var found = Plumb.Run("drift", TwoWeeks.Estate(2), "--as-of", TwoWeeks.AsOf(2), "--system", "letters", "--format", "json");
        Assert.Equal(1, found.ExitCode);
        Assert.Contains(Between(found.Json), d => d.GetProperty("property").GetString() == "prompt");
        Assert.Empty(found.Json.GetProperty("closed").EnumerateArray());
    }

    [Theory]
    [InlineData("drift", "--env-from", "prod", "--env-to", "production")]
    [InlineData("drift", "--as-of", "yesterday")]
    [InlineData("drift", "--format", "xml")]
    public void What_makes_no_sense_is_a_usage_error(params string[] arguments) => Assert.Equal(2, Plumb.Run([.. arguments, "--store", ledger.Path]).ExitCode);

    [Fact]
    public void A_system_or_an_asset_that_is_not_there_is_said()
    {
        Assert.Contains("`letters`", Plumb.Run("drift", "--store", ledger.Path, "--system", "nobody").Errors, StringComparison.Ordinal);
        Assert.Contains("`nobody` is no asset", Plumb.Run("history", "nobody", "--store", ledger.Path).Errors, StringComparison.Ordinal);
        var several = Plumb.Run("history", "letters", "--store", ledger.Path);
        Assert.Equal(3, several.ExitCode);
        Assert.Contains("choose one", several.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_of_a_workload_tells_what_came_and_went()
    {
        var told = Plumb.Run("history", $"workload:letters@production/{TwoWeeks.Production}", "--store", ledger.Path, "--as-of", TwoWeeks.AsOf(3));
        Golden("history-letters.txt", told.Output);
        var json = Plumb.Run("history", $"letters@production/{TwoWeeks.Production}", "--store", ledger.Path, "--as-of", TwoWeeks.AsOf(3), "--format", "json").Json;
        Assert.Equal("2026-11-07T09:00:00Z", json.GetProperty("firstSeen").GetString());
        Assert.Equal("2026-11-21T09:00:00Z", json.GetProperty("lastSeen").GetString());
        Assert.Contains(json.GetProperty("events").EnumerateArray(), e => e.GetProperty("event").GetString() == "removed" && e.GetProperty("property").GetString() == "guardrail");
        Assert.Contains(json.GetProperty("events").EnumerateArray(), e => e.GetProperty("event").GetString() == "finding");
        Assert.DoesNotContain(json.GetProperty("events").EnumerateArray(), e => e.GetProperty("property").GetString() == "invocations" && e.GetProperty("event").GetString() == "changed");
    }

    [Fact]
    public void An_asset_that_is_gone_is_still_found_by_its_name_and_says_since_when()
    {
        var store = TwoWeeks.Recorded(1, 2, TwoWeeks.Last);
        Assert.DoesNotContain($"letters@production/{TwoWeeks.Production}", Plumb.Run("scan", TwoWeeks.Estate(TwoWeeks.Last), "--as-of", TwoWeeks.AsOf(TwoWeeks.Last), "--format", "json", "--fail-on", "none").Output, StringComparison.Ordinal);
        Golden("history-gone.txt", Plumb.Run("history", $"letters@production/{TwoWeeks.Production}", "--store", store, "--as-of", "2026-12-24").Output);
        var json = Plumb.Run("history", $"arn:aws:lambda:eu-west-1:{TwoWeeks.Production}:function:letters", "--store", store, "--as-of", "2026-12-24", "--format", "json").Json;
        Schemas.Hold("history-v1", json);
        Assert.Equal($"workload:letters@production/{TwoWeeks.Production}", json.GetProperty("asset").GetProperty("id").GetString());
        Assert.Equal(("2026-11-07T09:00:00Z", TwoWeeks.AsOf(2), TwoWeeks.AsOf(TwoWeeks.Last)), (json.GetProperty("firstSeen").GetString(), json.GetProperty("lastSeen").GetString(), json.GetProperty("goneSince").GetString()));
        Assert.Contains(json.GetProperty("events").EnumerateArray(), e => e.GetProperty("event").GetString() == "gone");
        Assert.Contains(json.GetProperty("events").EnumerateArray(), e => e.GetProperty("event").GetString() == "finding" && e.GetProperty("text").GetString()!.StartsWith("resolved", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, Plumb.Run("history", $"letters@production/{TwoWeeks.Production}", "--store", store, "--as-of", TwoWeeks.AsOf(2), "--format", "json").Json.GetProperty("goneSince").ValueKind);
    }

    [Fact]
    public void A_moment_before_the_change_knows_nothing_of_it()
    {
        var before = Plumb.Run("history", $"letters@production/{TwoWeeks.Production}", "--store", ledger.Path, "--as-of", "2026-11-13T00:00:00Z", "--format", "json").Json;
        Assert.DoesNotContain(before.GetProperty("events").EnumerateArray(), e => e.GetProperty("event").GetString() == "removed");
        var rule = Plumb.Run("explain", "prompt-differs-from-development", "--as-of", TwoWeeks.AsOf(2), "--store", ledger.Path);
        Assert.Contains("1 fail", rule.Output, StringComparison.Ordinal);
        Assert.Contains("0 fail", Plumb.Run("explain", "prompt-differs-from-development", "--as-of", TwoWeeks.AsOf(1), "--store", ledger.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_what_the_schemas_say()
    {
        Schemas.Hold("drift-v1", Drift(3).Json);
        Schemas.Hold("drift-v1", Drift(4).Json);
        Schemas.Hold("history-v1", Plumb.Run("history", $"letters@production/{TwoWeeks.Production}", "--store", ledger.Path, "--format", "json").Json);
    }

    private Plumb Drift(int week) => Plumb.Run("drift", "--store", ledger.Path, "--as-of", TwoWeeks.AsOf(week), "--format", "json");

    private static IEnumerable<JsonElement> Between(JsonElement page) => page.GetProperty("drifts").EnumerateArray().Where(d => d.GetProperty("between").GetString() == "environments");

    private static void Golden(string name, string actual)
    {
        var golden = Path.Combine(Plumb.Root, "tests", "Estate.Tests", "goldens", name);
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") File.WriteAllText(golden, actual);
        Assert.Equal(File.ReadAllText(golden), actual);
    }
}
