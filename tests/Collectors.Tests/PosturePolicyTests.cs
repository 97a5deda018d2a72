using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Collectors.Approved.Registry;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Agent posture policies: as first published, in a section, as JSON, and wrong ones.</summary>
public sealed class PosturePolicyTests
{
    private static string Published([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../docs/policies.md"))).Split("```yaml\n")[1].Split("```")[0];

    private static Task<List<Claim>> Read(params (string, string)[] files) => Estate.Claims(new RegistryCollector(), files);

    private static IReadOnlyList<FileEntry> Entries(string name, string text) => RegistryEntries.Read(
        new Scope("", default, [new EstateFile(name, text.Length, () => new MemoryStream(Encoding.UTF8.GetBytes(text)))], []), CancellationToken.None) is var (entries, problems) && problems.Count == 0
        ? entries : throw new InvalidOperationException(string.Join("; ", problems));

    [Fact]
    public async Task The_published_policy_is_read_whole()
    {
        var claims = await Read(("any-name.yaml", Published()));
        Assert.Empty(claims.Gaps());
        var policy = claims.Single(c => c.Property == "policy").Value.AsMap!;
        Assert.Equal(new AssetId(AssetKind.Agent, "compliance-report-agent"), claims.Single(c => c.Property == "policy").Subject);
        Assert.Equal(["read:accounts", "read:transactions"], policy["scopes"].AsList!.Items.Select(i => i.AsString));
        Assert.True(policy["readOnly"].IsTrue);
        Assert.Equal(["code_executor", "shell_access"], policy["denied"].AsList!.Items.Select(i => i.AsString));
        Assert.Equal("25 0 90", $"{policy["toolCalls"]} {policy["subAgents"]} {policy["retention"]}");
        Assert.Equal(["any_write_operation"], policy["approval"].AsList!.Items.Select(i => i.AsString));
    }

    [Fact]
    public void It_goes_out_and_comes_back_the_same()
    {
        var entry = Entries("p.yml", Published()).Single();
        Assert.Equal("agent-posture-policies/compliance-report-agent", entry.Whole);
        var version = entry.Alone with { Name = new EntryName(entry.Section, entry.Name, "1") };
        var exported = RegistryDocument.Of([version]);
        Assert.Equal(entry.Digest, Entries("export.json", exported).Single().Digest);
        var json = $$"""{ "agent_posture_policy": {{version.Content.GetRawText()}} }""";
        Assert.Equal(entry.Digest, Entries("p.json", json).Single().Digest);
        var section = "plumbline: registry/v1\nagent-posture-policies:\n  -" + Published().Split("agent_posture_policy:\n")[1][1..].Replace("\n", "\n  ", StringComparison.Ordinal);
        Assert.Equal(entry.Digest, Entries("r.yaml", section).Single().Digest);
    }

    [Theory]
    [InlineData("    max_sub_agents: 0", "    max_subagents: 0", "unknown key `max_subagents`; did you mean `max_sub_agents`? (p.yaml:14)")]
    [InlineData("    max_sub_agents: 0", "    max_sub_agents: -1", "`max_sub_agents` is `-1`, which is not a whole number, 0 or more (p.yaml:14)")]
    [InlineData("    max_sub_agents: 0", "    max_sub_agents: many", "`max_sub_agents` is `many`")]
    [InlineData("    agent_id: \"compliance-report-agent\"\n", "", "`agent_id` is missing")]
    [InlineData("  monitoring:", "monitoring:", "unknown key `monitoring` beside `agent_posture_policy` (p.yaml:18)")]
    [InlineData("agent_posture_policy:", "agent_posture_polcy:", "unknown key `agent_posture_polcy`, so the policy of `compliance-report-agent` does not count; did you mean `agent_posture_policy`? (p.yaml:2)")]
    [InlineData("agent_posture_policy:", "agent-posture-policy:", "unknown key `agent-posture-policy`")]
    [InlineData("agent_posture_policy:", "agentPosturePolicy:", "unknown key `agentPosturePolicy`")]
    [InlineData("  monitoring:", "monitorin:", "unknown key `monitorin` beside `agent_posture_policy`; did you mean `monitoring`? (p.yaml:18)")]
    [InlineData("    alert_on_baseline_deviation: true", "    alert_on_baseline_deviation: 7", "`alert_on_baseline_deviation` is `7`")]
    [InlineData("  identity:", "  name: somebody-else\n  identity:", "a policy is named after its agent")]
    public async Task A_mistake_is_named_with_its_line(string right, string wrong, string sentence)
    {
        Assert.Contains(right, Published(), StringComparison.Ordinal);
        var gaps = (await Read(("p.yaml", Published().Replace(right, wrong, StringComparison.Ordinal)))).Gaps().ToList();
        Assert.Contains(gaps, g => g.Reason.Contains(sentence, StringComparison.Ordinal));
        Assert.All(gaps, g => Assert.Equal(["agent.policy"], g.Speaks));
    }

    [Fact]
    public async Task As_printed_without_its_indentation_it_is_no_policy() =>
        Assert.Contains((await Read(("p.yaml", Published().Replace("  ", "", StringComparison.Ordinal)))).Gaps(), g => g.Reason.Contains("must be a mapping", StringComparison.Ordinal));

    [Fact]
    public async Task It_is_about_the_agent_that_a_registry_lists_under_that_name_or_id()
    {
        const string Agents = "plumbline: registry/v1\nagents: [{ name: reports, id: compliance-report-agent, tools: [document_summarizer] }]\n";
        var claims = await Read(("p.yaml", Published()), ("r.yaml", Agents));
        Assert.Equal(new AssetId(AssetKind.Agent, "reports"), claims.Single(c => c.Property == "policy").Subject);
        Assert.DoesNotContain(claims, c => c.Subject.Key == "compliance-report-agent" && c.Property == "registered");
    }

    [Fact]
    public async Task Two_policies_that_differ_are_a_contradiction_and_neither_counts()
    {
        var claims = await Read(("a.yaml", Published()), ("b.yaml", Published().Replace("    max_sub_agents: 0", "    max_sub_agents: 3", StringComparison.Ordinal)));
        Assert.Contains(claims.Gaps(), g => g.Reason.Contains("2 different values for `execution`", StringComparison.Ordinal));
        Assert.Equal(GapKind.Unreadable, claims.Gaps().Single().Kind);
        Assert.DoesNotContain("max_sub_agents", claims.Single(c => c.Property == "policy").Value.AsMap!["says"].AsList!.Items.Select(i => i.AsString));
    }
}
