using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Approved.Registry;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Collectors.Tests;

public sealed class RegistryTests
{
    private const string Mark = "plumbline: registry/v1\n";
    private const string Accounts = "accounts:\n  - { id: 012345678901, environment: production, regulated: true, regions: [eu-west-1] }\n";
    private const string Systems = "systems:\n  - { id: loans, owner: credit, workloads: [{ account: \"012345678901\", region: eu-west-1, models: [amazon.nova-pro-v1:0], suites: [green] }] }\n";
    private const string Evals = "evals:\n  - { suite: green, threshold: 0.9 }\n";
    private const string Lists = "models:\n  - { list: a, from: 2026-01-01, models: [amazon.nova-pro-v1:0] }\n  - { list: b, from: 2026-07-01, models: [amazon.nova-lite-v1:0] }\n";
    private static readonly AssetId Loans = new(AssetKind.Workload, "loans@production/012345678901");

    private static Task<List<Claim>> Read(params (string, string)[] files) => Estate.Claims(new RegistryCollector(), files);

    [Fact]
    public async Task Splitting_and_shuffling_and_repeating_changes_nothing_that_is_said()
    {
        var whole = await Read(("r.yaml", Mark + Accounts + Systems + Evals + Lists));
        var split = await Read(("z/1.yml", Evals + Mark + Lists), ("a.yaml", Mark + Systems), ("m/x.yaml", Accounts + Mark), ("m/y.yaml", Accounts + Systems + Mark));
        Assert.Empty(whole.Gaps());
        Assert.Equal(whole.Said(), split.Said());
    }

    [Fact]
    public async Task A_mark_behind_a_long_section_of_any_name_is_found()
    {
        foreach (var (name, _, _) in RegistryForm.Sections)
        {
            var text = $"{name}: []\n{string.Concat(Enumerable.Repeat("# a remark that fills the head of the file\n", 200))}{Mark}";
            Assert.Contains(await Read(("any.yaml", text)), c => c.Property == Claim.Reserved.Coverage || c.Property == Claim.Reserved.Gap);
        }
    }

    [Fact]
    public async Task An_account_number_keeps_its_leading_zero()
    {
        var yaml = await Read(("r.yaml", Mark + Accounts + Systems + Evals));
        var json = await Read(("r.json", "{\"accounts\":[{\"id\":12345678901,\"environment\":\"production\",\"regulated\":true,\"regions\":[\"eu-west-1\"]}],\"plumbline\":\"registry/v1\"}"), ("s.yaml", Mark + Systems + Evals));
        Assert.Contains(yaml, c => c.Subject == Loans && c.Property == "environment");
        Assert.Equal(yaml.Said(), json.Said());
    }

    [Fact]
    public async Task A_list_ends_where_the_next_of_its_scope_begins()
    {
        var listings = (await Read(("r.yaml", Mark + Accounts + Systems + Lists))).Where(c => c.Property == "catalogue").Select(c => c.Value.AsMap!).ToDictionary(m => m["list"].AsString!);
        Assert.Equal(listings["b"]["from"], listings["a"]["until"]);
        Assert.Equal(Value.Of(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)), listings["a"]["until"]);
        Assert.Equal(Value.Of(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero)), listings["b"]["until"]);
    }

    [Fact]
    public async Task Two_values_for_one_entry_are_a_contradiction_and_neither_is_covered()
    {
        var claims = await Read(("a.yaml", Mark + Accounts + Systems), ("b.yaml", Mark + Systems.Replace("nova-pro", "nova-lite", StringComparison.Ordinal)));
        var said = Assert.Single(claims, c => c.Property == "contradictions");
        Assert.Contains("a.yaml:5", said.Value.AsString, StringComparison.Ordinal);
        Assert.Contains("b.yaml:3", said.Value.AsString, StringComparison.Ordinal);
        Assert.DoesNotContain(claims, c => c.Property == "models");
        Assert.DoesNotContain(claims, c => c.Property == Claim.Reserved.Coverage && Coverage.Read(c).Speaks.Contains("workload.models"));
    }

    [Fact]
    public async Task Two_lists_of_one_name_and_a_hash_that_is_not_the_texts_are_contradictions()
    {
        var system = Systems.Replace("suites: [green]", "prompts: [p]", StringComparison.Ordinal);
        var claims = await Read(
            ("a.yaml", Mark + Accounts + system + Lists),
            ("b.yaml", Mark + "models:\n  - { list: a, from: 2026-01-01, models: [other.model-v1:0] }\nprompts:\n  - { name: p, versions: [{ version: 1, text: hello, hash: \"" + new string('0', 64) + "\" }] }\n"));
        Assert.Equal(2, claims.Count(c => c.Subject == Loans && c.Property == "contradictions"));
        Assert.Contains(claims.Gaps(), g => g.Speaks.Contains("workload.catalogue"));
        Assert.DoesNotContain(claims, c => c.Property == "prompts");
    }

    [Fact]
    public async Task A_mistyped_key_is_named_with_its_line_and_the_rest_stands()
    {
        var claims = await Read(("r.yaml", Mark + Accounts + Systems.Replace("owner", "ownr", StringComparison.Ordinal) + Evals));
        var gap = Assert.Single(claims.Gaps());
        Assert.Equal("unknown key `ownr`; did you mean `owner`? (r.yaml:5)", gap.Reason);
        Assert.Equal(Loans, gap.Reach.Asset);
        Assert.Contains(claims, c => c.Property == "models");
    }

    [Fact]
    public async Task Exploding_aliases_are_a_gap_and_other_files_still_count()
    {
        var bomb = new StringBuilder(Mark).Append("x-0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
        for (var i = 1; i < 12; i++) bomb.Append($"x-{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        var claims = await Read(("bomb.yaml", bomb.ToString()), ("r.yaml", Mark + Accounts + Systems + Evals));
        Assert.Equal(GapKind.Unreadable, Assert.Single(claims.Gaps()).Kind);
        Assert.Contains(claims, c => c.Subject == Loans);
    }

    [Theory]
    [InlineData("registry.yaml", "plumbline: [")]
    [InlineData("registry.yaml", "plumbline: registry/v9\nsystems: []")]
    [InlineData("registry.yaml", "systems: [{ id: x }]")]
    [InlineData("any.yaml", "plumbline: registry/v1\nsystems: 7")]
    public async Task What_should_be_a_registry_and_is_none_is_a_gap(string path, string text) =>
        Assert.Equal(Reach.Everything, Assert.Single((await Read((path, text))).Gaps()).Reach);

    [Fact]
    public async Task Other_yaml_is_none_of_our_business() =>
        Assert.Empty(await Read(("compose.yaml", "models: { a: b }\nservices: {}"), ("chart/values.yaml", "{{ x }}: ["), ("registry.yaml", "version: 0.1\nstorage: {}")));

    [Fact]
    public async Task The_example_in_the_documentation_reads_without_a_gap()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Root, "docs/registry.md"), TestContext.Current.CancellationToken);
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        var claims = await Read(
            ("registry/estate.yaml", example), ("registry/prompts/loan-v13.txt", "You assess loans."),
            ("registry/baselines/gr-loans.json", """{ "contentPolicy": { "filters": [{ "type": "HATE", "inputStrength": "HIGH", "outputStrength": "HIGH" }] } }"""));
        Assert.Empty(claims.Gaps());
        Assert.DoesNotContain(claims, c => c.Property == "contradictions");
    }

    [Fact]
    public async Task The_published_schema_is_the_form_that_the_reader_follows()
    {
        var path = Path.Combine(Root, "schemas/registry-v1.schema.json");
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") await File.WriteAllTextAsync(path, RegistrySchema.Text(), TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), RegistrySchema.Text());
        path = Path.Combine(Root, "schemas/agent-posture-policy-v1.schema.json");
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") await File.WriteAllTextAsync(path, RegistrySchema.PolicyText(), TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), RegistrySchema.PolicyText());
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    [Fact]
    public async Task Safety_settings_of_a_baseline_are_approved_for_the_workloads_that_name_it_and_make_no_guardrail_of_their_own()
    {
        const string text = Mark + """
            systems:
              - { id: letters, workloads: [{ account: bank-ai-prod, region: europe-west4, guardrail: gemini-safety }] }
              - { id: claims, workloads: [{ account: bank-ai-prod, region: europe-west4, guardrail: ma-claims }] }
              - { id: notes, workloads: [{ account: bank-ai-prod, region: europe-west4, guardrail: torn }] }
            guardrails:
              - { name: gemini-safety, baseline: { approved-by: board, config: { safetySettings: [{ category: HARM_CATEGORY_HARASSMENT, threshold: BLOCK_ONLY_HIGH }] } } }
              - { name: ma-claims, id: ma-claims, account: bank-ai-prod, region: europe-west4, baseline: { config: { filterConfig: { piAndJailbreakFilterSettings: { filterEnforcement: ENABLED, confidenceLevel: HIGH } } } } }
              - { name: torn, id: torn, baseline: { file: gone.json } }

            """;
        var claims = await Read(("r.yaml", text));

        var safety = Assert.Single(claims, c => c.Property == "safety");
        Assert.Equal("letters", safety.Subject.Key.Split('@')[0]);
        Assert.Equal(1, safety.Value.AsMap!["level"].AsInt);
        Assert.DoesNotContain(claims, c => c.Subject.Key == "gemini-safety");
        Assert.Contains(claims, c => c.Property == Claim.Reserved.Binding && c.Subject.Key == "ma-claims" && Binding.From(c).Alias == "projects/bank-ai-prod/locations/europe-west4/templates/ma-claims");
        Assert.Contains(claims, c => c.Subject.Key == "ma-claims" && c.Property == "filters");
        var covered = claims.Where(c => c.Property == Claim.Reserved.Coverage).Select(Coverage.Read).Where(c => c.Speaks.Contains("workload.safety")).Select(c => c.Reach.Asset!.Value.Key.Split('@')[0]);
        Assert.Equal(["claims", "letters"], covered.Order(StringComparer.Ordinal));
    }
}
