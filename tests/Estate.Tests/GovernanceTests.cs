using System.Text.Json;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>AI systems as objects of governance, thresholds by risk class, and overrides of gates that there are.</summary>
public sealed class GovernanceTests : IDisposable
{
    private const string Registry = """
        plumbline: registry/v1
        accounts: [{ id: "111122223333", environment: production }]
        systems:
          - id: loans
            name: Loan decisions
            owner: credit
            risk-class: high
            purpose: Prepares decisions on loans
            use-case: credit decisions
            profile: lending
            raci: { builder: [credit-ml], deployer: ["*role/deploy*"] }
            attestations:
              - { kind: fairness, by: [model-risk], date: 2026-01-01 }
              - { kind: oversight, by: [model-risk], date: 2025-01-01, expires: 2026-01-01 }
            workloads: [{ account: "111122223333", models: [amazon.nova-pro-v1:0], reports-as: [loans] }]
          - { id: notes, workloads: [{ account: "111122223333", environment: test }] }
        posture-profiles:
          - name: lending
            objectives: [model-version-pinning, { name: prompt filtering, controls: [guardrail-drift] }, { name: protection against deepfakes, controls: [] }]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("plumb-governance-").FullName;

    private string Estate(string more = "")
    {
        var estate = Path.Combine(folder, "estate");
        Directory.CreateDirectory(estate);
        File.WriteAllText(Path.Combine(estate, "plumbline.yaml"), "plumbline: estate/v1\nname: bank\nas-of: 2026-11-21T09:00:00Z\n");
        File.WriteAllText(Path.Combine(estate, "registry.yaml"), Registry + "\n" + more);
        return estate;
    }

    [Fact]
    public void A_system_is_one_record_with_its_gaps()
    {
        var shown = Plumb.Run("governance", Estate(), "--format", "json");
        Schemas.Hold("governance-v1", shown.Json);
        var loans = shown.Json.GetProperty("systems").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "loans");
        Assert.Equal("credit decisions", loans.GetProperty("useCase").GetString());
        Assert.Equal(["attested", "missing", "missing", "expired"], loans.GetProperty("attestations").EnumerateArray().Select(a => a.GetProperty("state").GetString()));
        Assert.Equal(["no consumer is named", "transparency is not attested", "accountability is not attested", "oversight is no longer attested", "no rule assesses the objective `protection against deepfakes`"], Gaps(loans));
        Assert.Equal(["not-assessed"], loans.GetProperty("objectives").EnumerateArray().Where(o => o.GetProperty("objective").GetString() == "protection against deepfakes").Select(o => o.GetProperty("state").GetString()));
        Assert.Contains("supply-chain", loans.GetProperty("notSelected").EnumerateArray().Select(c => c.GetString()));
        Assert.DoesNotContain("guardrail-drift", loans.GetProperty("notSelected").EnumerateArray().Select(c => c.GetString()));
        var notes = shown.Json.GetProperty("systems").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "notes");
        Assert.Contains("nobody owns it", Gaps(notes));
        Assert.Contains("governance gap: no consumer is named", Plumb.Run("governance", Estate()).Output, StringComparison.Ordinal);
        var rules = Plumb.Json_of(Estate(), "--fail-on", "none").Failures.Select(f => f.GetProperty("rule").GetString()).ToList();
        Assert.Contains("attestation-missing", rules);
        Assert.Contains("responsibility-missing", rules);
    }

    private static List<string?> Gaps(JsonElement system) => [.. system.GetProperty("governanceGaps").EnumerateArray().Select(g => g.GetString())];

    [Fact]
    public void Who_uses_which_model_for_what_is_told_from_traffic()
    {
        var usage = Plumb.Run("governance", Plumb.Bank, "--format", "json").Json.GetProperty("usage").EnumerateArray().ToList();
        Assert.NotEmpty(usage);
        Assert.All(usage, u => Assert.True(u.GetProperty("calls").GetInt64() > 0));
        Assert.Contains(usage, u => u.GetProperty("team").GetString()!.Length > 0 && u.GetProperty("provider").GetString()!.Length > 0);
        Assert.Contains(usage, u => u.GetProperty("system").GetString()!.Length == 0);
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("risk-thresholds: [{ risk-class: high, fail-on: low }]", "", 1)]
    [InlineData("risk-thresholds: [{ risk-class: minimal, fail-on: low }]", "", 0)]
    [InlineData("risk-thresholds: [{ risk-class: high, fail-on: low }]", "none", 0)]
    public void A_risk_class_has_a_threshold_of_its_own(string thresholds, string asked, int code) =>
        Assert.Equal(code, Plumb.Run(["scan", Estate(thresholds), "--format", "json", .. asked.Length > 0 ? ["--fail-on", asked] : Array.Empty<string>()]).ExitCode);

    [Fact]
    public void A_gate_that_is_not_there_cannot_be_overridden()
    {
        var (estate, store) = (Estate(), Path.Combine(folder, "ledger.db"));
        Plumb Override(string system, string environment) => Plumb.Run(
            "gate", "override", "--system", system, "--env", environment, "--registry", estate, "--rule", "eval-unbound", "--owner", "jane@bank.example", "--reason", "outage",
            "--until", TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "--store", store);
        Assert.Contains("no registry lists the system `loan`; known are `loans`, `notes`", Override("loan", "prod").Errors, StringComparison.Ordinal);
        Assert.Contains("`loans` has no workload in `staging`; it is in `production`", Override("loans", "staging").Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(store));
        var done = Override("Loan decisions", "prod");
        Assert.Equal(0, done.ExitCode);
        Assert.Contains("lets releases of loans to production pass eval-unbound", done.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
