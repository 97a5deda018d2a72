using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.House.Tests;

/// <summary>Every rule that ships is well formed, proves itself both ways, and cites what motivates it.</summary>
public sealed class RuleCorpusTests
{
    private static readonly string Folder = Path.Combine(House.Root, "rules");
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(Collectors.Catalogue.All.SelectMany(c => c.Words));
    private static readonly IReadOnlyDictionary<string, RuleText> Texts = RuleFolders.Read([Folder]).ToDictionary(t => t.Id);

    public static TheoryData<string> Ids() => [.. Texts.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_proves_itself_on_its_cases_and_mutants(string id)
    {
        var rule = RuleReader.Read(Texts[id], out var wrong);
        Assert.Empty(wrong);
        Assert.Empty(RuleTrial.Of(rule!, RuleFolders.Cases(Texts[id]), Vocabulary).Problems);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_cites_public_incidents_and_known_requirements(string id)
    {
        var rule = RuleReader.Read(Texts[id], out _)!;
        Assert.All(rule.Incidents, i =>
        {
            Assert.NotEmpty(i.Title);
            Assert.StartsWith("https://", i.Url, StringComparison.Ordinal);
            Assert.True(Instants.TryParse(i.Date.Length == 7 ? i.Date + "-01" : i.Date, out _), $"`{i.Date}` is no date");
        });
        Assert.NotEmpty(rule.Maps);
        foreach (var (framework, requirements) in rule.Maps)
        {
            var file = Path.Combine(House.Root, "frameworks", framework + ".yaml");
            Assert.True(File.Exists(file), $"{id} maps to `{framework}`, which has no file in frameworks/");
            var known = YamlText.Read(File.ReadAllText(file), out _)[0]["requirements"]!.Items.Select(r => r["id"]?.Text);
            Assert.Empty(requirements.Except(known.OfType<string>()));
        }
    }

    [Fact]
    public void There_are_at_least_twenty_rules_over_seven_controls()
    {
        Assert.True(Texts.Count >= 20);
        string[] controls = ["model-version-pinning", "prompt-cache-integrity", "eval-gate", "model-egress", "guardrail-drift", "audit-trail", "agent-action-policy"];
        Assert.Empty(controls.Except(Texts.Values.Select(t => t.Control)));
    }
}
