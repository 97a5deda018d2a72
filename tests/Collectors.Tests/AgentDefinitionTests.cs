using System.Diagnostics;
using Plumbline.Collectors.Declared.AgentDefinitions;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Collectors.Tests;

public sealed class AgentDefinitionTests
{
    private static readonly AgentDefinitionsCollector Reader = new();

    [Theory]
    [InlineData("<message role=\"system\">")]
    [InlineData("system:\nx\n")]
    [InlineData("{{role \"system\"}}")]
    [InlineData("{{role ")]
    [InlineData("#\t\t\t")]
    public async Task A_template_full_of_openings_takes_no_longer_than_its_length(string opening)
    {
        var body = string.Concat(Enumerable.Repeat(opening, (1 << 20) / opening.Length));
        var template = $"template_format: handlebars\ntemplate: |\n  {body.Replace("\n", "\n  ", StringComparison.Ordinal)}\n";
        var watch = Stopwatch.StartNew();

        var claims = await Estate.Claims(Reader, ("a.prompty", $"---\nname: a\nmodel: x\n---\n{body}"), ("b.prompt", $"---\nname: b\n---\n{body}"), ("c.yaml", template));

        Assert.NotEmpty(claims);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task A_setting_of_two_parts_is_looked_up_whole_and_never_read_as_a_default()
    {
        const string agent = "type: foundry_agent\nname: desk\nmodel:\n  id: ${Desk:Model}\n";

        Assert.Equal("open", Use(await Estate.Claims(Reader, ("agent.yaml", agent)), "known"));
        Assert.Equal("configuration", Use(await Estate.Claims(Reader, ("agent.yaml", agent), ("appsettings.json", "{\"Desk\": {\"Model\": \"gpt-4o\"}}")), "known"));
    }

    [Fact]
    public async Task A_key_is_never_said()
    {
        const string key = "q7Zk29fLm4Xw81Tb";
        var claims = await Estate.Claims(Reader, ("a.prompty", $"---\nname: a\nmodel:\n  api: chat\n  configuration:\n    type: openai\n    api_key: {key}\n---\nuser:\nhello\n"));

        Assert.Equal("literal", Use(claims, "key"));
        Assert.DoesNotContain(key, string.Concat(claims.Select(CollectorCases.Line)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: a\ninstruction: b\nmodel: c\nowner: d\n")]
    [InlineData("apiVersion: v1\nkind: Workflow\nactions: []\n")]
    [InlineData("kind: Workflow\nsteps: []\n")]
    [InlineData("a: {role: x, goal: y, backstory: z}\nb: {role: x}\n")]
    [InlineData("_type: prompt\ntemplate_format: f-string\ntemplate: hello\n")]
    [InlineData("provider: aws\nconfig: {region: eu-west-1}\n# autogen_ provider\n")]
    [InlineData("model: x\nmessages: [{role: user, content: hello}]\nstream: true\n")]
    public async Task What_only_resembles_a_definition_is_not_claimed(string text) => Assert.Empty(await Estate.Claims(Reader, ("a.yaml", text)));

    private static string? Use(IEnumerable<Claim> claims, string field) => claims.Single(c => c.Property == "uses").Value.AsMap![field].AsString;
}
