using System.Text.Json;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>The bank's story, as its README tells it.</summary>
public sealed class BankTests
{
    private static readonly Plumb Report = Plumb.Json_of(Plumb.Bank);

    [Theory]
    [InlineData("loan-decisioning", "fail pass fail pass pass fail pass")]
    [InlineData("compliance-report", "fail fail fail fail fail pass fail")]
    [InlineData("support-triage", "pass pass fail fail pass pass pass")]
    [InlineData("fraud-scoring", "fail pass fail pass pass fail pass")]
    [InlineData("kyc-summaries", "pass pass pass pass pass pass pass")]
    [InlineData("claims-assistant", "fail fail fail fail pass fail not-evaluable")]
    [InlineData("policy-letters", "pass pass not-evaluable pass pass pass pass")]
    public void A_workload_is_judged_as_the_story_says(string workload, string verdicts)
    {
        string[] controls = ["model-version-pinning", "prompt-cache-integrity", "eval-gate", "model-egress", "agent-action-policy", "guardrail-drift", "audit-trail"];
        var seen = controls.Select(c => Report.Cell(workload, c));

        // Whoever runs no agent has nothing to pass or fail there.
        Assert.Equal(verdicts.Split(' '), seen.Zip(verdicts.Split(' '), (s, v) => s == "not-applicable" ? v : s));
    }

    [Fact]
    public void Where_logging_is_off_nothing_passes()
    {
        string[] controls = ["model-version-pinning", "prompt-cache-integrity", "eval-gate", "model-egress", "guardrail-drift", "audit-trail"];
        Assert.All(controls, c => Assert.Contains(Report.Cell("marketing-copy", c), (string[])["fail", "not-evaluable"]));
    }

    [Theory]
    [InlineData("aoai-claims-weu", "deployment-auto-upgrades endpoint-open-to-internet deployment-processed-elsewhere deployment-without-approved-guardrail endpoint-accepts-keys keys-listed-by-person")]
    [InlineData("claims-assistant", "called-model-not-the-approved-version unpinned-model-called prompt-not-approved model-version-not-evaluated deploy-without-green-eval prompt-not-evaluated outside-vpc-endpoint prompt-not-signed-off refusal-policy-changed")]
    [InlineData("claims-strict", "threshold-lowered no-prompt-attack-filter words-or-patterns-removed answers-sent-unjudged")]
    [InlineData("aoai-claims-weu/claims-mini", "outside-vpc-endpoint unapproved-model api-key-call shadow-workload")]
    [InlineData("aoai-labs-swc", "endpoint-without-private-link endpoint-without-request-log endpoint-without-customer-key")]
    [InlineData("policy-letters", "")]
    [InlineData("aoai-letters-weu", "")]
    [InlineData("complaint-router", "fine-tune-without-documented-dataset lineage-link-broken")]
    [InlineData("dispute-tone", "")]
    public void The_second_cloud_and_the_tuned_models_have_the_weaknesses_of_their_story(string asset, string rules) =>
        Assert.Equal(
            rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            Report.Failures.Where(f => f.GetProperty("asset").GetProperty("name").GetString() == asset).Select(f => f.GetProperty("rule").GetString()!).Order(StringComparer.Ordinal));

    [Fact]
    public void A_clean_cloud_posture_stands_beside_a_failing_AI_posture()
    {
        var account = Report.Json.GetProperty("accounts").EnumerateArray().Single(a => a.GetProperty("account").GetString() == "111122223333");
        Assert.Equal(0, account.GetProperty("cspm")[0].GetProperty("critical").GetInt32());
        Assert.True(account.GetProperty("ai").GetProperty("critical").GetInt32() >= 3);
    }

    [Fact]
    public void A_waiver_in_force_is_shown_and_an_expired_one_carries_nothing()
    {
        var waivers = Report.Json.GetProperty("waivers").EnumerateArray().ToDictionary(w => w.GetProperty("rule").GetString()!, w => w.GetProperty("state").GetString());
        Assert.Equal("holds", waivers["agent-without-customer-key"]);
        Assert.Equal("expired", waivers["unpinned-model-declared"]);
        Assert.Contains(Report.Failures, f => f.GetProperty("rule").GetString() == "unpinned-model-declared");
    }

    [Fact]
    public void The_model_that_no_eval_saw_is_named_beside_the_one_that_passed()
    {
        var finding = Finding("model-version-not-evaluated", "loan-decisioning");
        Assert.Equal("critical", finding.GetProperty("severity").GetString());
        Assert.Contains("anthropic.claude-3-5-sonnet-20241022-v2:0", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("anthropic.claude-3-5-sonnet-20240620-v1:0", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(Origins(finding), o => o.GetProperty("file").GetString()!.Contains("/CloudTrail/", StringComparison.Ordinal) && o.GetProperty("line").GetInt32() > 0);
    }

    [Fact]
    public void The_lost_pii_filter_says_who_when_and_how_long_ago()
    {
        var message = Finding("pii-filter-weakened", "gr-loans").GetProperty("message").GetString()!;
        Assert.Contains("platform-oncall", message, StringComparison.Ordinal);
        Assert.Contains("2026-10-11 16:02", message, StringComparison.Ordinal);
        Assert.Contains("40 days", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unlisted_model_names_the_agent_and_the_list()
    {
        var message = Finding("unapproved-model", "compliance-report").GetProperty("message").GetString()!;
        Assert.Contains("deepseek.r1", message, StringComparison.Ordinal);
        Assert.Contains("2026-10", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strengthened_guardrail_is_drift_but_low() =>
        Assert.Equal("low", Finding("guardrail-strengthened", "gr-marketing").GetProperty("severity").GetString());

    [Fact]
    public void The_same_permission_ranks_higher_in_production_than_in_a_notebook()
    {
        var agent = Finding("wildcard-model-access", "compliance-report").GetProperty("score").GetInt32();
        var notebook = Finding("wildcard-model-access", "research-notebooks").GetProperty("score").GetInt32();
        Assert.True(agent > notebook + 3);
    }

    [Fact]
    public void An_unregistered_caller_is_a_shadow() =>
        Assert.Contains(Report.Json.GetProperty("assets").EnumerateArray(), a => a.GetProperty("name").GetString() == "hackday-bot" && a.GetProperty("status").GetString() == "shadow");

    [Fact]
    public void Assets_that_cloud_posture_does_not_know_are_in_the_inventory()
    {
        var kinds = Report.Json.GetProperty("assets").EnumerateArray().Select(a => a.GetProperty("kind").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "model", "agent", "vector-store", "pipeline", "guardrail", "prompt", "eval-suite" }, kinds);
    }

    [Fact]
    public void No_personal_data_and_no_whole_prompt_is_in_the_report()
    {
        Assert.DoesNotContain("@example.com", Report.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DE89370400440532013000", Report.Output, StringComparison.Ordinal);
        foreach (var prompt in Directory.EnumerateFiles(Path.Combine(Plumb.Bank, "apps"), "*", SearchOption.AllDirectories).Where(f => f.Contains("/prompts/", StringComparison.Ordinal)))
            Assert.DoesNotContain(JsonEncodedText.Encode(File.ReadAllText(prompt).Trim()).ToString(), Report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_estate_gives_the_same_report_byte_for_byte() => Assert.Equal(Report.Output, Plumb.Json_of(Plumb.Bank).Output);

    [Fact]
    public void The_terminal_report_is_the_golden_one()
    {
        Plumb.NeedGrammars();
        var actual = Plumb.Run("scan", Plumb.Bank).Output;
        var golden = Path.Combine(Plumb.Root, "tests", "Estate.Tests", "goldens", "bank.txt");
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") File.WriteAllText(golden, actual);

        Assert.Equal(File.ReadAllText(golden), actual);
    }

    private static JsonElement Finding(string rule, string asset) => Report.Failures.Single(f =>
        f.GetProperty("rule").GetString() == rule && f.GetProperty("asset").GetProperty("name").GetString() == asset);

    private static IEnumerable<JsonElement> Origins(JsonElement finding) => finding.GetProperty("evidence").EnumerateArray().Select(e => e.GetProperty("origin"));
}
