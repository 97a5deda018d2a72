using System.Text.Json;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>The gate as a pipeline sees it: exit codes, reasons, what unblocks.</summary>
public sealed class GateTests
{
    private static readonly string[] Kyc = ["--system", "kyc-summaries", "--env", "production"];

    private static Plumb Gate(string estate, params string[] more) => Plumb.Run(["gate", "--registry", estate, "--format", "json", .. more]);

    private static List<string> Rules(Plumb said) => [.. said.Json.GetProperty("reasons").EnumerateArray().Where(r => r.GetProperty("effect").GetString() == "refuses").Select(r => r.GetProperty("rule").GetString()!)];

    private static void Change(string estate, string file, string old, string now)
    {
        var path = Path.Combine(estate, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_in_line_and_evaluated_is_allowed()
    {
        Plumb.NeedGrammars();
        var said = Gate(Plumb.Bank, Kyc);
        Assert.Equal("allow", said.Json.GetProperty("decision").GetString());
        Assert.Equal(0, said.ExitCode);
        Assert.Empty(said.Json.GetProperty("reasons").EnumerateArray());
        Assert.Equal("later", said.Json.GetProperty("deploy").GetString());
    }

    [Fact]
    public void Evidence_of_half_a_year_ago_lets_nothing_pass()
    {
        Plumb.NeedGrammars();
        var estate = Plumb.Copy(Plumb.Bank);
        Assert.Equal(1, Gate(estate, [.. Kyc, "--as-of", "2027-05-21T09:00:00Z"]).ExitCode);
        Assert.Contains("observed-evidence-stale", Rules(Gate(estate, [.. Kyc, "--as-of", "2027-05-21T09:00:00Z"])));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(estate, "aws"), "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(file, new DateTime(2026, 5, 21, 0, 0, 0, DateTimeKind.Utc));
        var said = Gate(estate, Kyc);
        Assert.Equal(["deployed-evidence-stale"], Rules(said));
        File.AppendAllText(Path.Combine(estate, "registry", "gates.yaml"), "plumbline: registry/v1\ngates: [{ mode: enforce, system: kyc-summaries, evidence-within: 365 }]\n");
        Assert.Equal(0, Gate(estate, Kyc).ExitCode);
    }

    [Fact]
    public void Taking_the_evidence_of_an_earlier_release_away_makes_no_first_one()
    {
        Plumb.NeedGrammars();
        var (estate, folder) = (Plumb.Copy(Plumb.Bank), Directory.CreateTempSubdirectory("plumb-first-").FullName);
        var (key, verdict, store) = (Path.Combine(folder, "gate.key"), Path.Combine(folder, "verdict.json"), Path.Combine(folder, "ledger.db"));
        Assert.Equal(0, Plumb.Run("ledger", "key", "--to", key).ExitCode);
        Assert.Equal(0, Gate(estate, [.. Kyc, "--sign", key, "--attest", verdict]).ExitCode);
        Assert.Equal(1, Plumb.Run("scan", estate, "--record", "--store", store).ExitCode);
        foreach (var evidence in new[] { "aws", "azure", "logs", "cspm" }) Directory.Delete(Path.Combine(estate, evidence), recursive: true);
        var said = Gate(estate, [.. Kyc, "--first-deploy"]);
        Assert.Equal("said-first", said.Json.GetProperty("deploy").GetString());
        Assert.Equal(Environment.UserName, said.Json.GetProperty("firstSaidBy").GetString());
        Assert.Contains($"as {Environment.UserName} asserts with --first-deploy", Plumb.Run(["gate", "--registry", estate, .. Kyc, "--first-deploy"]).Output, StringComparison.Ordinal);
        var remembered = Gate(estate, [.. Kyc, "--first-deploy", "--store", store]);
        Assert.Contains("not-the-first-deploy", Rules(remembered));
        Assert.Contains("(ledger, record ", remembered.Output, StringComparison.Ordinal);
        File.Copy(verdict, Path.Combine(estate, "verdict-of-may.json"));
        var shown = Gate(estate, [.. Kyc, "--first-deploy"]);
        Assert.Equal(1, shown.ExitCode);
        Assert.Contains("let it pass (verdict-of-may.json)", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_files_that_are_deployed_are_judged_and_held_against_the_digests_that_were_approved()
    {
        Plumb.NeedGrammars();
        var folder = Directory.CreateTempSubdirectory("plumb-artifact-").FullName;
        string In(string name) => Path.Combine(folder, name);
        var (key, good, bad) = (In("gate.key"), In("model.safetensors"), In("bad.pkl"));
        const string Header = """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}    """;
        File.WriteAllBytes(good, [.. BitConverter.GetBytes((long)Header.Length), .. Header.Select(c => (byte)c), .. new byte[8]]);
        File.WriteAllText(bad, "cposix\nsystem\n(S'id'\ntR.");
        Directory.CreateDirectory(In("registry"));
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(good)));
        File.WriteAllText(In("registry/models.yaml"), $"plumbline: registry/v1\nmodels: [{{ list: own, from: 2026-01-01, systems: [none], models: [{{ id: own-model, file: m/model.safetensors, digest: \"sha256:{digest}\" }}] }}]\n");
        Assert.Equal(0, Plumb.Run("ledger", "key", "--to", key).ExitCode);
        Plumb Attest(string artifact, params string[] more) => Gate(Plumb.Bank, [.. Kyc, "--sign", key, "--attest", In("verdict.json"), "--artifact", artifact, .. more]);
        Plumb Verify(string artifact, params string[] more) => Plumb.Run(["gate", "verify", In("verdict.json"), "--key", key + ".pub", .. Kyc, "--max-age", "9999d", "--artifact", artifact, .. more]);

        Assert.Contains("model-file-runs-code", Rules(Attest(bad)));
        Assert.Equal(1, Verify(bad).ExitCode);
        Assert.Equal(0, Attest(good).ExitCode);
        Assert.Equal(0, Verify(good).ExitCode);
        Assert.Equal(0, Verify(good, "--registry", In("registry")).ExitCode);
        Assert.Equal(3, Verify(good, "--registry", Path.Combine(Plumb.Bank, "registry")).ExitCode);

        var bytes = File.ReadAllBytes(good);
        bytes[^1] = 1;
        File.WriteAllBytes(good, bytes);
        Assert.Contains("it is not about `model.safetensors`", Verify(good).Output, StringComparison.Ordinal);
        Assert.Equal(1, Verify(good).ExitCode);
        var estate = Plumb.Copy(Plumb.Bank);
        File.Copy(In("registry/models.yaml"), Path.Combine(estate, "registry", "own-models.yaml"));
        var said = Gate(estate, [.. Kyc, "--sign", key, "--attest", In("verdict.json"), "--artifact", good]);
        Assert.Contains("artifact-digest-not-approved", Rules(said));
        Assert.Contains($"sha256:{digest} of own-model (registry/own-models.yaml:2)", said.Output, StringComparison.Ordinal);
        // A gate that let it pass all the same, for whatever reason: whoever deploys sees what it is.
        Assert.Equal(0, Attest(good).ExitCode);
        Assert.Equal(1, Verify(good, "--registry", In("registry")).ExitCode);
    }

    [Fact]
    public void What_its_evals_never_saw_is_refused()
    {
        var said = Gate(Plumb.Bank, "--system", "loan-decisioning", "--env", "prod");
        Assert.Equal(1, said.ExitCode);
        Assert.Equal("production", said.Json.GetProperty("environment").GetString());
        Assert.Contains("model-version-not-evaluated", Rules(said));
        Assert.Contains("guardrail-version-not-approved", Rules(said));
        Assert.All(said.Json.GetProperty("reasons").EnumerateArray(), r => Assert.NotEmpty(r.GetProperty("fix").GetString()!));
    }

    [Theory]
    [InlineData("apps/kyc-summaries/summarise.py", "\"anthropic.claude-3-haiku-20240307-v1:0\"", "\"anthropic.claude-3-sonnet-20240229-v1:0\"", "model-changed-since-eval")]
    [InlineData("apps/kyc-summaries/prompts/system.txt", "Report a possible match; never clear one.", "Report a possible match.", "prompt-changed-since-eval")]
    [InlineData("registry/systems.yaml", "maximum: 20", "maximum: 40", "tools-changed-since-eval")]
    [InlineData("registry/systems.yaml", "{ name: gr-kyc, version: \"5\" }", "{ name: gr-kyc, version: \"4\" }", "guardrail-changed-since-eval")]
    [InlineData("registry/evals.yaml", "dataset: \"sha256:", "dataset: \"sha256:0", "")]
    public void A_change_of_what_the_evals_ran_on_is_refused_whatever_the_image_and_role(string file, string old, string now, string rule)
    {
        Plumb.NeedGrammars();
        var estate = Plumb.Copy(Plumb.Bank);
        Change(estate, file, old, now);
        if (rule.Length == 0)
        {
            var line = File.ReadAllText(Path.Combine(estate, file));
            File.WriteAllText(Path.Combine(estate, file), System.Text.RegularExpressions.Regex.Replace(line, "sha256:0([0-9a-f]{63})[0-9a-f]\"", "sha256:0$1\""));
            rule = "dataset-changed-since-eval";
        }

        var said = Gate(estate, Kyc);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(rule, Rules(said));
    }

    [Fact]
    public void A_result_that_nobody_bound_makes_nothing_green_until_it_is_recorded()
    {
        Plumb.NeedGrammars();
        var estate = Plumb.Copy(Plumb.Bank);
        File.Delete(Path.Combine(estate, "evals", "kyc-regression-2026-11-20.binding.json"));
        var said = Gate(estate, Kyc);
        Assert.Equal((1, "eval-unbound"), (said.ExitCode, Rules(said).Single()));

        var recorded = Plumb.Run("eval", "record", "--suite", "kyc-regression", "--system", "kyc-summaries", "--registry", estate, "--result", Path.Combine(estate, "evals", "kyc-regression-2026-11-20.json"), "--to", Path.Combine(estate, "bound.json"));
        Assert.Equal(0, recorded.ExitCode);
        Assert.Equal(0, Gate(estate, Kyc).ExitCode);

        Change(estate, "evals/kyc-regression-2026-11-20.json", "\"testPassCount\": 10,", "\"testPassCount\": 11,");
        Assert.Contains("eval-unbound", Rules(Gate(estate, Kyc)));
    }

    [Fact]
    public void A_forged_binding_is_incomplete_evidence_and_never_allows()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var file = Path.Combine(estate, "evals", "kyc-regression-2026-11-20.binding.json");
        using var envelope = JsonDocument.Parse(File.ReadAllText(file));
        var payload = envelope.RootElement.GetProperty("payload").GetString()!;
        var forged = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(payload)).Replace("\"score\": 1", "\"score\": 0.99", StringComparison.Ordinal);
        Change(estate, "evals/kyc-regression-2026-11-20.binding.json", payload, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(forged)));
        var said = Gate(estate, Kyc);
        Assert.Equal(3, said.ExitCode);
        Assert.Equal("refuse", said.Json.GetProperty("decision").GetString());
        Assert.True(said.Json.GetProperty("incomplete").GetBoolean());
    }

    [Fact]
    public void Leaving_the_logs_and_answers_out_gains_nothing()
    {
        Plumb.NeedGrammars();
        var estate = Plumb.Copy(Plumb.Bank);
        foreach (var folder in new[] { "aws", "logs", "cspm", "azure" }) Directory.Delete(Path.Combine(estate, folder), recursive: true);
        var said = Gate(estate, Kyc);
        Assert.Equal((1, "unknown"), (said.ExitCode, said.Json.GetProperty("deploy").GetString()));
        Assert.Contains("no-observed-evidence", Rules(said));

        var first = Gate(estate, [.. Kyc, "--first-deploy"]);
        Assert.Equal((0, "said-first"), (first.ExitCode, first.Json.GetProperty("deploy").GetString()));
        Assert.Contains("not-the-first-deploy", Rules(Gate(Plumb.Bank, [.. Kyc, "--first-deploy"])));
    }

    [Theory]
    [InlineData("--manifest", "pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: kyc }\nspec:\n  containers:\n    - name: app\n      image: registry.example/vllm/vllm-openai:v0.6.0\n      args: [--model, meta-llama/Llama-3.1-8B-Instruct]\n")]
    [InlineData("--plan", "tfplan.json", """{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[{"address":"aws_bedrockagent_agent.kyc","mode":"managed","type":"aws_bedrockagent_agent","name":"kyc","provider_name":"registry.terraform.io/hashicorp/aws","values":{"agent_name":"kyc","foundation_model":"meta.llama3-70b-instruct-v1:0","instruction":"Summarise the file of one customer for an analyst of the bank."}}]}}}""")]
    public void A_plan_or_manifest_that_asks_for_another_model_is_refused(string option, string name, string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("plumb-release-").FullName, name);
        File.WriteAllText(file, text);
        var said = Gate(Plumb.Bank, [.. Kyc, option, file]);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("release-model-not-approved", Rules(said));
    }

    [Theory]
    [InlineData("{", 3)]
    [InlineData("{\"a\":1}", 3)]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: b }\n", 0)]
    public void A_plan_or_manifest_is_read_or_the_answer_is_incomplete(string text, int exit)
    {
        Plumb.NeedGrammars();
        var file = Path.Combine(Directory.CreateTempSubdirectory("plumb-release-").FullName, text.StartsWith('{') ? "plan.json" : "a.yaml");
        File.WriteAllText(file, text);
        Assert.Equal(exit, Gate(Plumb.Bank, [.. Kyc, text.StartsWith('{') ? "--plan" : "--manifest", file]).ExitCode);
    }

    [Fact]
    public void What_no_registry_knows_is_refused()
    {
        Assert.Equal((1, "system-not-registered"), (Gate(Plumb.Bank, "--system", "kyc", "--env", "production").ExitCode, Rules(Gate(Plumb.Bank, "--system", "kyc", "--env", "production")).Single()));
        Assert.Equal("system-not-registered", Rules(Gate(Plumb.Bank, "--system", "kyc-summaries", "--env", "staging")).Single());
    }

    [Fact]
    public void What_cannot_be_read_is_never_allowed()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        File.WriteAllText(Path.Combine(estate, "registry", "more.yaml"), "plumbline: registry/v1\nsystems: [");
        var said = Gate(estate, Kyc);
        Assert.Equal((3, "refuse"), (said.ExitCode, said.Json.GetProperty("decision").GetString()));
    }

    [Fact]
    public void A_control_in_warn_mode_is_shown_and_allows_and_the_nearest_entry_decides()
    {
        Plumb.NeedGrammars();
        var estate = Plumb.Copy(Plumb.Bank);
        File.Delete(Path.Combine(estate, "evals", "kyc-regression-2026-11-20.binding.json"));
        File.WriteAllText(Path.Combine(estate, "registry", "gates.yaml"), "plumbline: registry/v1\ngates:\n  - { control: eval-gate, mode: warn }\n");
        var said = Gate(estate, Kyc);
        var reason = said.Json.GetProperty("reasons").EnumerateArray().Single();
        Assert.Equal((0, "warn", "warns"), (said.ExitCode, reason.GetProperty("mode").GetString(), reason.GetProperty("effect").GetString()));

        File.AppendAllText(Path.Combine(estate, "registry", "gates.yaml"), "  - { control: eval-gate, system: kyc-summaries, mode: enforce }\n");
        Assert.Equal(1, Gate(estate, Kyc).ExitCode);
    }

    [Fact]
    public void An_override_lets_its_rule_pass_until_its_date_and_is_a_finding()
    {
        Plumb.NeedGrammars();
        var estate = Plumb.Copy(Plumb.Bank);
        File.Delete(Path.Combine(estate, "evals", "kyc-regression-2026-11-20.binding.json"));
        void Override(string rule, string until) => File.WriteAllText(
            Path.Combine(estate, "registry", "overrides.yaml"),
            $"plumbline: registry/v1\ngate-overrides:\n  - {{ system: kyc-summaries, environment: production, rule: {rule}, owner: jane, reason: outage, from: 2026-11-20, until: {until} }}\n");

        Override("eval-unbound", "2026-11-22");
        var said = Gate(estate, [.. Kyc, "--as-of", "2026-11-21T09:00:00Z"]);
        Assert.Equal((0, "overridden"), (said.ExitCode, said.Json.GetProperty("reasons")[0].GetProperty("effect").GetString()));
        Assert.Contains(Plumb.Json_of(estate).Failures, f => f.GetProperty("rule").GetString() == "gate-overridden");
        Assert.Equal(1, Gate(estate, [.. Kyc, "--as-of", "2026-11-22T00:00:00Z"]).ExitCode);

        Override("eval-turned-red", "2026-11-22");
        Assert.Equal(1, Gate(estate, [.. Kyc, "--as-of", "2026-11-21T09:00:00Z"]).ExitCode);
        Override("eval-unbound", "2027-11-22");
        Assert.Equal(3, Gate(estate, [.. Kyc, "--as-of", "2026-11-21T09:00:00Z"]).ExitCode);
    }

    [Theory]
    [InlineData("gate")]
    [InlineData("gate", "--system", "a")]
    [InlineData("gate", "--system", "a", "--env", "b")]
    [InlineData("gate", "--system", "a", "--env", "b", "--registry", "no/such/folder")]
    [InlineData("gate", "--system", "a", "--env", "b", "--registry", ".", "--format", "xml")]
    [InlineData("gate", "--system", "a", "--env", "b", "--registry", ".", "--attest", "x.json")]
    [InlineData("gate", "override", "--system", "a", "--env", "b", "--owner", "x", "--reason", "y", "--until", "2026-12-01")]
    public void A_gate_that_is_not_understood_ends_with_2(params string[] arguments)
    {
        var said = Plumb.Run(arguments);
        Assert.Equal(2, said.ExitCode);
        Assert.StartsWith("plumb: ", said.Errors, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }
}
