using System.Text.Json;
using Plumbline.Collectors.Files;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Azure writes the same thing in several ways; each is read as one.</summary>
public sealed class AzureReadingTests
{
    [Theory]
    [InlineData("""{"properties":{"mode":"Blocking","contentFilters":[{"name":"Hate","enabled":true,"blocking":true,"severityThreshold":"Low","source":"Prompt"},{"name":"Hate","enabled":true,"blocking":false,"severityThreshold":"Low","source":"Completion"},{"name":"Jailbreak","enabled":true,"blocking":true,"source":"Prompt"}],"customBlocklists":[{"blocklistName":"b","blocking":true,"source":"Prompt"}]}}""")]
    [InlineData("""{"mode":"Default","contentFilters":[{"name":"jailbreak","source":"prompt"},{"name":"hate","allowedContentLevel":"low","source":"prompt"},{"name":"hate","blocking":false,"allowedContentLevel":"low","source":"completion"}],"promptBlocklists":[{"blocklistName":"b","blocking":true}]}""")]
    [InlineData("""{"base_policy_name":"Microsoft.DefaultV2","content_filter":[{"name":"Hate","filter_enabled":true,"block_enabled":true,"severity_threshold":"Low","source":"Prompt"},{"name":"Hate","filter_enabled":true,"block_enabled":false,"severity_threshold":"Low","source":"Completion"},{"name":"Jailbreak","filter_enabled":true,"block_enabled":true,"source":"Prompt"}],"custom_blocklists":[{"blocklist_name":"b","blocking":true,"source":"Prompt"}]}""")]
    public void Every_way_to_write_a_policy_gives_the_same_words(string json)
    {
        using var document = JsonDocument.Parse(json);

        var words = GuardrailConfig.Read(document.RootElement).Where(w => w.Word != "detectOnly").Select(w => $"{w.Word} {w.Element.AsMap!.Values[0]} {w.Element.AsMap!["input"]} {w.Element.AsMap!["output"]}").Order(StringComparer.Ordinal);

        Assert.True(GuardrailConfig.HasPolicy(document.RootElement));
        Assert.Equal(["filters HATE 3 0", "filters PROMPT_ATTACK 3 0", "words blocklist:b 1 0"], words);
    }

    [Theory]
    [InlineData("gpt-4o", "2024-08-06", "gpt-4o-2024-08-06")]
    [InlineData("gpt-4o-2024-08-06", "2024-08-06", "gpt-4o-2024-08-06")]
    [InlineData("gpt-4o-2024-08-06", null, "gpt-4o-2024-08-06")]
    [InlineData("gpt-35-turbo", "0613", "gpt-3.5-turbo-0613")]
    [InlineData("gpt-4", "1106-Preview", "gpt-4-1106-preview")]
    [InlineData("gpt-4", "turbo-2024-04-09", "gpt-4-turbo-2024-04-09")]
    [InlineData("text-embedding-3-small", "1", "text-embedding-3-small")]
    [InlineData("claude-sonnet-4-5", "20250929", "claude-sonnet-4-5-20250929")]
    [InlineData("Llama-3.3-70B-Instruct", "5", "Llama-3.3-70B-Instruct@5")]
    public void A_model_is_named_as_its_maker_names_it(string name, string? version, string expected) => Assert.Equal(expected, AzureModel.Base(name, version));

    [Theory]
    [InlineData("/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.COGNITIVESERVICES/ACCOUNTS/A", "/subscriptions/s/resourcegroups/r/providers/microsoft.cognitiveservices/accounts/a")]
    [InlineData("7D0E3C52-9F41-4B7A-8A3E-51D2C6B0F9A4", "7d0e3c52-9f41-4b7a-8a3e-51d2c6b0f9a4")]
    [InlineData("arn:aws:iam::111122223333:role/Loans", "arn:aws:iam::111122223333:role/Loans")]
    [InlineData("/subscriptions//x", "/subscriptions//x")]
    public void Only_ids_of_Azure_lose_their_case(string text, string expected) => Assert.Equal(expected, ArmId.Canonical(text));
}
