using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>What a Bedrock guardrail has beyond levels: how far its checks extend, what it says, and which of them stop nothing.</summary>
internal static class GuardrailDetails
{
    private static readonly string[] Sides = ["input", "output"];

    private static readonly (string Policy, string Name, string Key, string What)[] Lists =
    [
        ("sensitiveInformationPolicy", "piiEntities", "type", "personal data"), ("sensitiveInformationPolicy", "regexes", "name", "pattern"),
        ("contentPolicy", "filters", "type", "filter"), ("topicPolicy", "topics", "name", "topic"), ("wordPolicy", "words", "text", "word"),
        ("wordPolicy", "managedWordLists", "type", "word list"), ("contextualGroundingPolicy", "filters", "type", "grounding"),
    ];

    /// <summary>The elements of `breadth`, `wording` and `detectOnly`.</summary>
    public static IEnumerable<(string Word, Value Element)> Read(JsonElement guardrail) =>
        Breadth(guardrail).Select(b => ("breadth", Value.Of(b)))
            .Concat(Wording(guardrail).Select(w => ("wording", w)))
            .Concat(Checks(guardrail).SelectMany(c => OnlyDetects(c.Name, c.Item)).Select(c => ("detectOnly", Value.Of(c))));

    private static IEnumerable<string> Breadth(JsonElement guardrail)
    {
        foreach (var policy in new[] { "contentPolicy", "topicPolicy" })
        {
            foreach (var holder in Each(guardrail, policy).Concat(Each(guardrail, policy + "Config")))
            {
                foreach (var tier in Each(holder, "tier").Concat(Each(holder, "tierConfig")))
                    if (Upper(tier, "tierName") is { } name and not "CLASSIC") yield return $"{policy[..^6]} tier {name}";
            }
        }

        foreach (var item in Items(guardrail, "contentPolicy", "filters"))
        {
            foreach (var side in Sides)
                foreach (var kind in Each(item, side + "Modalities", JsonValueKind.String).Select(m => m.GetString()!.ToUpperInvariant()).Where(m => m != "TEXT"))
                    if (IsOn(item, side)) yield return $"{Text(item, "type")} {side} {kind}";
        }
    }

    private static IEnumerable<Value> Wording(JsonElement guardrail)
    {
        foreach (var name in new[] { "blockedInputMessaging", "blockedOutputsMessaging" })
            if (Text(guardrail, name) is { } text) yield return Setting(name, Fingerprints.OfText(text));
        foreach (var item in Items(guardrail, "topicPolicy", "topics"))
        {
            var examples = Each(item, "examples", JsonValueKind.String).Select(e => e.GetString()!.Trim()).Order(StringComparer.Ordinal).ToList();
            if (examples.Count > 0) yield return Setting($"examples of topic {Text(item, "name")}", Fingerprints.OfText(string.Join('\n', examples)));
        }
    }

    private static Value Setting(string name, string value) => Value.Map(("name", Value.Of(name)), ("value", Value.Of(value)));

    private static IEnumerable<(string Name, JsonElement Item)> Checks(JsonElement guardrail) =>
        from list in Lists
        from item in Items(guardrail, list.Policy, list.Name)
        select ($"{list.What} {Text(item, list.Key)}", item);

    // Off is off, and says so; on without an action is what looks like a guard and is none.
    private static IEnumerable<string> OnlyDetects(string name, JsonElement item)
    {
        if (Upper(item, "action") is { } one && one is not ("BLOCK" or "ANONYMIZE") && Sides.All(s => Upper(item, s + "Action") is null))
        {
            if (Flag(item, "enabled") != false) yield return name;
            yield break;
        }

        foreach (var side in Sides)
            if (IsOn(item, side) && Upper(item, side + "Action") is { } action and not ("BLOCK" or "ANONYMIZE") && Upper(item, side + "Strength") is null or not "NONE") yield return $"{name} on {side}";
    }
}
