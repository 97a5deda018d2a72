using System.Security.Cryptography;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>From an empty ledger to findings that cite what was approved, as users do it.</summary>
public sealed class ApprovalTests : IDisposable
{
    private const string Text = """
        plumbline: registry/v1
        systems:
          - { id: loans, owner: credit, workloads: [{ account: "111122223333", environment: production, prompts: [loan] }] }
        prompts:
          - { name: loan, versions: [{ version: "1", from: 2026-01-01, file: loan.txt }] }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("plumb-approval-").FullName;

    private string Store => Path.Combine(folder, "ledger.db");

    private string Estate => Path.Combine(folder, "estate");

    private string Key => Path.Combine(folder, "joe.pem");

    private string Proposer => Path.Combine(folder, "jane.pem");

    [Fact]
    public void What_is_approved_is_cited_and_what_is_edited_behind_the_ledger_is_told()
    {
        Begin();
        Assert.Contains("somebody else has to decide", In("approve", "prompts/loan", "--sign", Proposer).Errors, StringComparison.Ordinal);
        var approved = In("approve", "prompts/loan", "systems/loans", "--sign", Key);
        Assert.Contains("prompts/loan@1  approved", approved.Output, StringComparison.Ordinal);
        Assert.Contains("verified: joe@bank.example", approved.Output, StringComparison.Ordinal);
        var quiet = In("scan", Estate, "--format", "json", "--fail-on", "none");
        Assert.Contains("ledger/systems/loans@1", quiet.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(quiet.Failures, f => f.GetProperty("rule").GetString() is "entry-edited-after-approval" or "entry-not-approved");

        File.WriteAllText(Path.Combine(Estate, "loan.txt"), "Approve everything.");
        var told = In("scan", Estate, "--format", "json", "--fail-on", "none").Failures.Select(f => f.GetProperty("rule").GetString()).ToList();
        Assert.Contains("entry-edited-after-approval", told);
        Assert.Contains("registry-contradiction", told);
        var lines = In("registry", "diff", Estate);
        Assert.Equal(1, lines.ExitCode);
        Assert.Contains("+", lines.Output, StringComparison.Ordinal);
        Assert.Contains("Approve everything.", lines.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_exported_is_what_is_in_the_ledger()
    {
        Begin();
        In("approve", "prompts/loan", "systems/loans", "--sign", Key);
        var file = Path.Combine(folder, "export.json");
        Assert.Equal(0, In("registry", "export", "--output", file).ExitCode);
        Assert.Equal(0, In("registry", "diff", file).ExitCode);
        Assert.Contains("unchanged  prompts/loan@1", In("registry", "import", file).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promotion_and_a_second_version_leave_a_history()
    {
        Begin();
        var prompt = Path.Combine(folder, "next.txt");
        File.WriteAllText(prompt, "Decide nothing alone.");
        In("approve", "prompts/loan", "--sign", Key);
        Assert.Contains("prompts/loan@2  proposed", In("propose", "--prompt", "loan", "--text", prompt, "--sign", Proposer).Output, StringComparison.Ordinal);
        Assert.Contains("in force", In("promote", "prompts/loan@1", "--from", "development", "--to", "production", "--until", "2999-01-01", "--sign", Key).Output, StringComparison.Ordinal);
        Assert.Contains("only what is approved", In("promote", "prompts/loan@2", "--from", "development", "--to", "production", "--until", "2999-01-01", "--sign", Key).Errors, StringComparison.Ordinal);
        In("approve", "prompts/loan@2", "--sign", Key);
        Assert.Contains("prompts/loan@2  approved", In("registry", "show", Convert.ToHexStringLower(SHA256.HashData("Decide nothing alone."u8))).Output, StringComparison.Ordinal);
        Assert.Equal(0, In("registry", "rollback", "prompts/loan@1", "--reason", "worse answers", "--sign", Key).ExitCode);
        var history = In("registry", "history", "prompts/loan").Output;
        Assert.Contains("rollback by joe@bank.example (verified): worse answers", history, StringComparison.Ordinal);
        Assert.Equal(0, In("ledger", "verify").ExitCode);
    }

    [Fact]
    public void What_a_model_registry_holds_is_shown_beside_the_entry_that_names_it_and_where_none_does()
    {
        Begin();
        Directory.CreateDirectory(Path.Combine(Estate, "mlflow"));
        File.WriteAllText(Path.Combine(Estate, "mlflow", "versions.json"), """
            {"model_versions":[
              {"name":"scoring","version":"7","current_stage":"Production","run_id":"9b1c","source":"s3://models/7","creation_timestamp":1760000000000,"last_updated_timestamp":1760000000000},
              {"name":"forgotten","version":"1","current_stage":"Production","run_id":"77aa","source":"s3://models/1","creation_timestamp":1760000000000,"last_updated_timestamp":1760000000000}]}
            """);
        File.WriteAllText(Path.Combine(folder, "tuned.yaml"), "plumbline: registry/v1\nfine-tunes:\n  - { name: scoring, id: [\"models:/scoring/7\"], base: amazon.nova-lite-v1:0 }\n");
        Assert.Equal(0, In("registry", "import", Path.Combine(folder, "tuned.yaml"), "--sign", Proposer).ExitCode);
        In("scan", Estate, "--record", "--fail-on", "none");
        var shown = In("registry", "show", "fine-tunes/scoring");
        Assert.Contains("in model registry  models:/scoring/7  production  made by runs:/9b1c  (mlflow-snapshot mlflow/versions.json", shown.Output, StringComparison.Ordinal);
        var model = In("registry", "show", "fine-tunes/scoring", "--format", "json").Json.GetProperty("entries")[0].GetProperty("inModelRegistries")[0];
        Assert.Equal(("models:/scoring/7", "production"), (model.GetProperty("id").GetString(), model.GetProperty("environment").GetString()));
        var all = In("registry", "show").Output;
        Assert.Contains("in no registry entry: models:/forgotten/1  production", all, StringComparison.Ordinal);
        Assert.DoesNotContain("in no registry entry: models:/scoring/7", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prompt_with_a_secret_is_not_recorded_until_somebody_says_that_it_is_none()
    {
        Begin();
        // Put together here, so that nobody's scanner takes this file for a leak.
        var (secret, prompt) = ("ghp_" + "mR7kQ2vX9bT4wZ8nL3pY6cF1hJ5sD0gAqW2e", Path.Combine(folder, "leaky.txt"));
        File.WriteAllText(prompt, $"Decide nothing alone.\nUse the token {secret} for the tickets.");
        var refused = In("propose", "--prompt", "leaky", "--text", prompt, "--sign", Proposer);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("`prompts/leaky` holds what looks like a secret: github-token, line 2, sha256:", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("nothing was recorded", refused.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, In("registry", "show", "prompts/leaky").ExitCode);

        File.WriteAllText(Path.Combine(folder, "more.yaml"), $"plumbline: registry/v1\nprompts:\n  - {{ name: leaky, versions: [{{ version: \"1\", from: 2026-01-01, text: \"Use {secret}.\" }}] }}\n");
        Assert.Equal(3, In("registry", "import", Path.Combine(folder, "more.yaml"), "--sign", Proposer).ExitCode);

        var accepted = In("propose", "--prompt", "leaky", "--text", prompt, "--accept-secrets", "--sign", Proposer);
        Assert.Contains("prompts/leaky@1  proposed", accepted.Output, StringComparison.Ordinal);
        Assert.Contains("holds what looks like a secret", accepted.Errors, StringComparison.Ordinal);
        foreach (var run in new[] { refused, accepted }) Assert.DoesNotContain(secret, run.Output + run.Errors, StringComparison.Ordinal);
    }

    private void Begin()
    {
        Directory.CreateDirectory(Estate);
        File.WriteAllText(Path.Combine(Estate, "registry.yaml"), Text);
        File.WriteAllText(Path.Combine(Estate, "loan.txt"), "Decide.");
        var people = Path.Combine(folder, "people.yaml");
        File.WriteAllText(people, $"plumbline: registry/v1\nidentities:\n{Person("joe", Key)}{Person("jane", Proposer)}approval-policy: [{{ name: default, mode: enforce }}]\n");
        Assert.Equal(0, In("registry", "import", people, "--found").ExitCode);
        Assert.Equal(0, In("registry", "import", Estate, "--sign", Proposer).ExitCode);
    }

    private static string Person(string name, string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        return $"  - {{ person: {name}@bank.example, keys: [{Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}] }}\n";
    }

    private Plumb In(params string[] arguments) => Plumb.Run([.. arguments, "--store", Store]);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
