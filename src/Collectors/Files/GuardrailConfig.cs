using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>Reads what a guardrail stops into the guardrail words, whichever dialect says it.</summary>
/// <remarks>Google's Model Armor templates and safety settings are read by <see cref="ModelArmor"/> and <see cref="VertexSafety"/>. The `get-guardrail` answer (`contentPolicy.filters`), the create or update request (`contentPolicyConfig.filtersConfig`),
/// CloudFormation (`ContentPolicyConfig.FiltersConfig`) and Terraform (`content_policy_config`) give the same words.
/// Version, status and approvers are not read: each source has its own.</remarks>
public static class GuardrailConfig
{
    /// <summary>The elements of `pii`, `patterns`, `filters`, `topics`, `words`, `grounding`, `breadth`, `wording` and `detectOnly`; none where nothing is configured.</summary>
    public static IEnumerable<(string Word, Value Element)> Read(JsonElement guardrail)
    {
        foreach (var said in RaiPolicy.Read(guardrail).Concat(ModelArmor.Read(guardrail)).Concat(VertexSafety.Read(guardrail))) yield return said;
        foreach (var item in Items(guardrail, "sensitiveInformationPolicy", "piiEntities"))
            if (Text(item, "type") is { } type) yield return ("pii", Levels(("type", type), null, item, Mask));
        foreach (var item in Items(guardrail, "sensitiveInformationPolicy", "regexes"))
        {
            if (Text(item, "name") is { } name)
                yield return ("patterns", Levels(("name", name), ("pattern", Fingerprint(item, "pattern")), item, Mask));
        }

        foreach (var item in Items(guardrail, "contentPolicy", "filters"))
            if (Text(item, "type") is { } type) yield return ("filters", Levels(("type", type), null, item, Strength));
        foreach (var item in Items(guardrail, "topicPolicy", "topics"))
        {
            if (Text(item, "name") is { } name)
                yield return ("topics", Levels(("name", name), ("definition", Fingerprint(item, "definition")), item, Block));
        }

        foreach (var item in Items(guardrail, "wordPolicy", "words"))
            if (Text(item, "text") is { } text) yield return ("words", Levels(("word", text), null, item, Block));
        foreach (var item in Items(guardrail, "wordPolicy", "managedWordLists"))
            if (Text(item, "type") is { } type) yield return ("words", Levels(("word", "managed:" + type), null, item, Block));
        foreach (var item in Items(guardrail, "contextualGroundingPolicy", "filters"))
        {
            if (Text(item, "type") is { } type)
                yield return ("grounding", Value.Map(("type", Value.Of(type)), ("threshold", Value.Of(Threshold(item)))));
        }

        foreach (var detail in GuardrailDetails.Read(guardrail)) yield return detail;
    }

    /// <summary>True where the object has a policy of either dialect: the least by which a guardrail is known.</summary>
    public static bool HasPolicy(JsonElement element) =>
        RaiPolicy.Is(element) || ModelArmor.Is(element) || VertexSafety.Is(element)
        || Policies.Any(p => Find(element, p).ValueKind != JsonValueKind.Undefined || Find(element, p + "Config").ValueKind != JsonValueKind.Undefined);

    private static readonly string[] Policies =
        ["sensitiveInformationPolicy", "contentPolicy", "topicPolicy", "wordPolicy", "contextualGroundingPolicy"];

    private delegate long Level(JsonElement item, string side);

    private static Value Levels((string Key, string Text) name, (string Key, string Text)? detail, JsonElement item, Level level) => Value.Map(
        (name.Key, Value.Of(name.Text)),
        (detail?.Key ?? "", detail is { } d ? Value.Of(d.Text) : Value.Null),
        ("input", Value.Of(IsOn(item, "input") ? level(item, "input") : 0)),
        ("output", Value.Of(IsOn(item, "output") ? level(item, "output") : 0)));

    private static long Mask(JsonElement item, string side) => (Upper(item, side + "Action") ?? Upper(item, "action")) switch
    {
        "BLOCK" => 2,
        "ANONYMIZE" => 1,
        _ => 0,
    };

    private static long Strength(JsonElement item, string side) => Block(item, side) == 0 ? 0 : Upper(item, side + "Strength") switch
    {
        "LOW" => 1,
        "MEDIUM" => 2,
        "HIGH" => 3,
        _ => 0,
    };

    // An action that is not written blocks: that is what the service does.
    private static long Block(JsonElement item, string side) => (Upper(item, side + "Action") ?? Upper(item, "action") ?? "BLOCK") == "BLOCK" ? 1 : 0;

    private static double Threshold(JsonElement item)
    {
        var isOff = (Upper(item, "action") ?? "BLOCK") != "BLOCK" || Flag(item, "enabled") == false;
        return !isOff && Find(item, "threshold") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0;
    }

    private static string Fingerprint(JsonElement item, string name) =>
        Text(item, name) is { } text ? Fingerprints.OfText(text) : "";
}
