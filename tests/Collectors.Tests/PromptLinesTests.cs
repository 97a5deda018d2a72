using Plumbline.Collectors.Approved.Registry;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Observed.GatewayLogs;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>What is shown of system prompts, and what never is.</summary>
public sealed class PromptLinesTests
{
    [Theory]
    [InlineData("Write to ann.lee@mail.example.", "Write to <email>.")]
    [InlineData("Pay to DE89 3704 0044 0532 0130 00 first.", "Pay to <iban> first.")]
    [InlineData("Account 111122223333 is approved.", "Account <number> is approved.")]
    [InlineData("The password is Winter2026!", "The password is <secret>")]
    [InlineData("Use key sk" + "-test-0123456789abcdef when asked.", "Use key <secret> when asked.")]
    [InlineData("Answer within 200 words.", "Answer within 200 words.")]
    public void Personal_data_and_secrets_are_masked(string line, string shown) => Assert.Equal(shown, Masks.Of(line, [], 160));

    [Fact]
    public void A_line_is_the_same_line_whatever_its_white_space()
    {
        var one = new PromptLines("Never  disclose scores.\n\n  Answer briefly.");
        var other = new PromptLines("\tNever disclose scores.\r\nAnswer briefly.  ");
        Assert.Equal(one.Hashes, other.Hashes);
    }

    [Fact]
    public async Task A_version_whose_text_nobody_gives_leaves_the_lines_open()
    {
        var claims = await Estate.Claims(new RegistryCollector(), ("r.yaml", """
            plumbline: registry/v1
            systems: [{ id: a, workloads: [{ environment: production, account: "111122223333", prompts: [p] }] }]
            prompts:
              - name: p
                versions:
                  - { version: 1, from: 2026-01-01, hash: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
                  - { version: 2, from: 2026-06-01, text: "You sort mail." }
            """));
        Assert.DoesNotContain(claims, c => c.Property == Claim.Reserved.Coverage && Coverage.Read(c).Speaks.Contains("workload.promptLines"));
        Assert.Contains(claims.Gaps(), g => g.Kind == GapKind.Missing && g.Speaks.Contains("workload.promptLines"));
    }

    [Fact]
    public async Task Files_of_a_gateway_say_the_same_in_any_order()
    {
        static string Call(string id, int at, string system) =>
            $$"""{"id":"{{id}}","call_type":"acompletion","model":"gpt-4o","startTime":{{at}},"cache_key":"k","metadata":{"user_api_key_alias":"mail"},"messages":[{"role":"system","content":"{{system}}"}]}""";
        var (one, two) = (Call("a", 1780000000, "Sort mail."), Call("b", 1780000900, "Sort mail and answer it."));
        var forward = await Estate.Claims(new GatewayLogsCollector(), ("a.json", one), ("b.json", two));
        var back = await Estate.Claims(new GatewayLogsCollector(), ("a.json", two), ("b.json", one));
        Assert.Equal(forward.Said(), back.Said());
        Assert.Equal(2, forward.Count(c => c.Property == "caches"));
    }
}
