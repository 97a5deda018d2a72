using System.Text.Json;
using Plumbline.Collectors.Files;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>One guardrail in four dialects is one guardrail; what is switched off counts as zero.</summary>
public sealed class GuardrailConfigTests
{
    private const string Expected =
        """
        filters type=HATE input=3 output=1
        grounding type=GROUNDING threshold=0.75
        pii type=EMAIL input=1 output=2
        words word=managed:PROFANITY input=1 output=1
        """;

    [Theory]
    [InlineData("""
        {"contentPolicy":{"filters":[{"type":"HATE","inputStrength":"HIGH","outputStrength":"LOW"}]},
         "wordPolicy":{"managedWordLists":[{"type":"PROFANITY"}]},
         "contextualGroundingPolicy":{"filters":[{"type":"GROUNDING","threshold":0.75}]},
         "sensitiveInformationPolicy":{"piiEntities":[{"type":"EMAIL","action":"BLOCK","inputAction":"ANONYMIZE"}]}}
        """)]
    [InlineData("""
        {"contentPolicyConfig":{"filtersConfig":[{"type":"HATE","inputStrength":"HIGH","outputStrength":"LOW"}]},
         "wordPolicyConfig":{"managedWordListsConfig":[{"type":"PROFANITY"}]},
         "contextualGroundingPolicyConfig":{"filtersConfig":[{"type":"GROUNDING","threshold":0.75}]},
         "sensitiveInformationPolicyConfig":{"piiEntitiesConfig":[{"type":"EMAIL","action":"BLOCK","inputAction":"ANONYMIZE"}]}}
        """)]
    [InlineData("""
        {"ContentPolicyConfig":{"FiltersConfig":[{"Type":"HATE","InputStrength":"HIGH","OutputStrength":"LOW"}]},
         "WordPolicyConfig":{"ManagedWordListsConfig":[{"Type":"PROFANITY"}]},
         "ContextualGroundingPolicyConfig":{"FiltersConfig":[{"Type":"GROUNDING","Threshold":0.75}]},
         "SensitiveInformationPolicyConfig":{"PiiEntitiesConfig":[{"Type":"EMAIL","Action":"BLOCK","InputAction":"ANONYMIZE"}]}}
        """)]
    [InlineData("""
        {"content_policy_config":[{"filters_config":[{"type":"HATE","input_strength":"HIGH","output_strength":"LOW"}]}],
         "word_policy_config":[{"managed_word_lists_config":[{"type":"PROFANITY"}]}],
         "contextual_grounding_policy_config":[{"filters_config":[{"type":"GROUNDING","threshold":0.75}]}],
         "sensitive_information_policy_config":[{"pii_entities_config":[{"type":"EMAIL","action":"BLOCK","input_action":"ANONYMIZE"}]}]}
        """)]
    public void Every_dialect_gives_the_same_words(string json) => Assert.Equal(Expected, Words(json));

    [Theory]
    [InlineData("""{"type":"EMAIL","action":"BLOCK","inputEnabled":false,"outputAction":"NONE"}""", "pii type=EMAIL input=0 output=0")]
    [InlineData("""{"type":"EMAIL","action":"NONE","inputAction":"BLOCK"}""", "pii type=EMAIL input=2 output=0")]
    [InlineData("""{"type":"EMAIL"}""", "pii type=EMAIL input=0 output=0")]
    public void An_entity_that_is_off_or_only_detects_is_zero(string item, string expected) =>
        Assert.Equal(expected, Words($$$"""{"sensitiveInformationPolicy":{"piiEntities":[{{{item}}}]}}"""));

    [Theory]
    [InlineData("""{"type":"HATE","inputStrength":"HIGH","outputStrength":"HIGH","inputAction":"NONE"}""", "filters type=HATE input=0 output=3")]
    [InlineData("""{"type":"HATE","inputStrength":"NONE","outputStrength":"HIGH","outputEnabled":false}""", "filters type=HATE input=0 output=0")]
    public void A_content_filter_counts_where_it_blocks(string item, string expected) =>
        Assert.Equal(expected, Words($$$"""{"contentPolicy":{"filters":[{{{item}}}]}}"""));

    [Fact]
    public void A_grounding_check_that_only_detects_has_threshold_zero() => Assert.Equal(
        "grounding type=RELEVANCE threshold=0",
        Words("""{"contextualGroundingPolicy":{"filters":[{"type":"RELEVANCE","threshold":0.9,"action":"NONE"}]}}"""));

    [Theory]
    [InlineData("""{"contentPolicy":{"filters":[{"type":"HATE","inputStrength":"HIGH","outputStrength":"HIGH","inputAction":"NONE"}]}}""", "filter HATE on input")]
    [InlineData("""{"contextualGroundingPolicyConfig":{"filtersConfig":[{"type":"RELEVANCE","threshold":0.9,"action":"NONE"}]}}""", "grounding RELEVANCE")]
    [InlineData("""{"wordPolicy":{"managedWordLists":[{"type":"PROFANITY","inputAction":"NONE","inputEnabled":false,"outputAction":"NONE"}]}}""", "word list PROFANITY on output")]
    [InlineData("""{"contentPolicy":{"filters":[{"type":"HATE","inputStrength":"NONE","outputStrength":"HIGH","inputAction":"NONE","outputAction":"BLOCK"}]}}""", "")]
    [InlineData("""{"filterConfig":{"piAndJailbreakFilterSettings":{"filterEnforcement":"ENABLED"},"maliciousUriFilterSettings":{"filterEnforcement":"DISABLED"}},"templateMetadata":{"enforcementType":"INSPECT_ONLY"}}""", "filter PROMPT_ATTACK")]
    [InlineData("""{"filterConfig":{"piAndJailbreakFilterSettings":{"filterEnforcement":"ENABLED"}},"enableFloorSettingEnforcement":false,"aiPlatformFloorSetting":{"inspectOnly":true}}""", "")]
    public void A_check_that_is_on_and_stops_nothing_is_named(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(expected, string.Join('\n', GuardrailConfig.Read(document.RootElement).Where(w => w.Word == "detectOnly").Select(w => w.Element.ToString())));
    }

    [Fact]
    public void Tiers_and_images_are_breadth()
    {
        using var document = JsonDocument.Parse("""{"contentPolicyConfig":{"filtersConfig":[{"type":"HATE","inputModalities":["TEXT","IMAGE"]}],"tierConfig":{"tierName":"STANDARD"}},"topicPolicyConfig":{"tierConfig":{"tierName":"CLASSIC"}}}""");
        Assert.Equal(["content tier STANDARD", "HATE input IMAGE"], GuardrailConfig.Read(document.RootElement).Where(w => w.Word == "breadth").Select(w => w.Element.AsString));
    }

    [Theory]
    [InlineData("""{"name":"projects/p/locations/l/templates/t","filterConfig":{"raiSettings":{"raiFilters":[{"filterType":"HATE_SPEECH","confidenceLevel":"MEDIUM_AND_ABOVE"}]},"piAndJailbreakFilterSettings":{"filterEnforcement":"ENABLED","confidenceLevel":"LOW_AND_ABOVE"}}}""")]
    [InlineData("""{"filter_config":[{"rai_settings":[{"rai_filters":[{"filter_type":"HATE_SPEECH","confidence_level":"MEDIUM_AND_ABOVE"}]}],"pi_and_jailbreak_filter_settings":[{"filter_enforcement":"ENABLED","confidence_level":"LOW_AND_ABOVE"}]}],"template_metadata":[{"enforcement_type":"INSPECT_AND_BLOCK"}]}""")]
    [InlineData("""{"raiSettings":{"raiFilters":[{"filterType":"HATE_SPEECH","confidenceLevel":"MEDIUM_AND_ABOVE"}]},"piAndJailbreakFilterSettings":{"filterEnforcement":"ENABLED","confidenceLevel":"LOW_AND_ABOVE"}}""")]
    public void Every_dialect_of_a_model_armor_template_gives_the_same_words(string json) =>
        Assert.Equal("filters type=HATE_SPEECH input=2 output=2\nfilters type=PROMPT_ATTACK input=3 output=3", Words(json));

    [Theory]
    [InlineData(""","templateMetadata":{"enforcementType":"INSPECT_ONLY"}""", 0)]
    [InlineData(""","templateMetadata":{"logSanitizeOperations":true}""", 1)]
    [InlineData(""","enableFloorSettingEnforcement":true,"aiPlatformFloorSetting":{"inspectOnly":true}""", 0)]
    [InlineData(""","enableFloorSettingEnforcement":true""", 1)]
    [InlineData(""","enableFloorSettingEnforcement":false""", 0)]
    public void A_filter_of_model_armor_counts_where_it_blocks(string rest, int level) => Assert.Equal(
        $"filters type=PROMPT_ATTACK input={level} output={level}",
        Words($$$"""{"filterConfig":{"piAndJailbreakFilterSettings":{"filterEnforcement":"ENABLED","confidenceLevel":"HIGH"}}{{{rest}}} }"""));

    [Theory]
    [InlineData("BLOCK_LOW_AND_ABOVE", 3)]
    [InlineData("BLOCK_MEDIUM_AND_ABOVE", 2)]
    [InlineData("BLOCK_ONLY_HIGH", 1)]
    [InlineData("BLOCK_NONE", 0)]
    [InlineData("OFF", 0)]
    [InlineData("BLOCK_SOMETHING_NEW", 0)]
    public void A_safety_setting_counts_by_what_it_stops(string threshold, int level) => Assert.Equal(
        $"filters type=HATE_SPEECH input={level} output={level}",
        Words($$"""{"safety_settings":[{"category":"HARM_CATEGORY_HATE_SPEECH","threshold":"{{threshold}}"},{"category":"HARM_CATEGORY_UNSPECIFIED","threshold":"OFF"},{"threshold":"OFF"},7]}"""));

    private static string Words(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join('\n', GuardrailConfig.Read(document.RootElement).Where(w => w.Word != "detectOnly").Select(w => $"{w.Word} {w.Element}").Order(StringComparer.Ordinal));
    }
}
