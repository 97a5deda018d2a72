using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>Reads what a content-filter policy of Azure (`raiPolicies`) stops into the guardrail words.</summary>
/// <remarks>The ARM answer or request and Terraform (`azurerm_cognitive_account_rai_policy`) give the same words, with the older keys
/// (`allowedContentLevel`, `promptBlocklists`) too. A level counts by what it lets through: threshold `Low` 3, `Medium` 2, `High` 1; a filter
/// without levels 3; one that is off or only annotates 0, as is the output side where answers are sent before they are judged. `Jailbreak` is
/// PROMPT_ATTACK. What is filtered around a tool call stands apart as `TOOL_…`: its arguments as output, its answer as input.
/// A filter that is not listed is that of the base policy, and nothing is said of it here.</remarks>
public static class RaiPolicy
{
    /// <summary>Filters that every base policy decides about: one that a policy does not list is its base's.</summary>
    public static ImmutableArray<string> Inherited { get; } = ["HATE", "PROMPT_ATTACK", "SELF_HARM", "SEXUAL", "VIOLENCE"];

    /// <summary>True where the object is such a policy, or its `properties`.</summary>
    public static bool Is(JsonElement element) =>
        Filters(Inner(element)).Any(f => Text(f, "name") is not null && Text(f, "source") is not null) || Text(Inner(element), "basePolicyName") is not null;

    /// <summary>The elements of `filters`, `words`, `topics`, `grounding` and `detectOnly` that the policy lists; none where it is no such policy.</summary>
    public static IEnumerable<(string Word, Value Element)> Read(JsonElement policy)
    {
        if (!Is(policy)) yield break;
        var inner = Inner(policy);
        foreach (var filter in Filters(inner).Where(f => IsOn(f, onlyDetects: true)))
            if (Text(filter, "name") is { Length: > 0 } check) yield return ("detectOnly", Value.Of($"filter {TypeOf(check)} on {Text(filter, "source")?.ToLowerInvariant()}"));
        foreach (var ((word, name), (input, output)) in Levels(inner).OrderBy(l => l.Key.Word, StringComparer.Ordinal).ThenBy(l => l.Key.Name, StringComparer.Ordinal))
        {
            yield return word switch
            {
                "filters" => ("filters", Filter(name, Value.Of((long)(input ?? 0)), Value.Of((long)(output ?? 0)))),
                "grounding" => ("grounding", Value.Map(("type", Value.Of("GROUNDING")), ("threshold", Value.Of(output > 0 ? 1.0 : 0.0)))),
                "topics" => ("topics", Value.Map(
                    ("name", Value.Of(name)), ("definition", Value.Of("")), ("input", Value.Of((long)Math.Sign(input ?? 0))), ("output", Value.Of((long)Math.Sign(output ?? 0))))),
                _ => ("words", Value.Map(("word", Value.Of(name)), ("input", Value.Of((long)Math.Sign(input ?? 0))), ("output", Value.Of((long)Math.Sign(output ?? 0))))),
            };
        }
    }

    /// <summary>The levels of the content filters that the policy lists, by type; null for a side that it does not list.</summary>
    public static IReadOnlyDictionary<string, (int? Input, int? Output)> Listed(JsonElement policy) =>
        Levels(Inner(policy)).Where(l => l.Key.Word == "filters").ToDictionary(l => l.Key.Name, l => l.Value, StringComparer.Ordinal);

    /// <summary>One content filter.</summary>
    public static Value Filter(string type, Value input, Value output) => Value.Map(("type", Value.Of(type)), ("input", input), ("output", output));

    /// <summary>The name of the policy whose filters hold where this one lists none; null where there is none.</summary>
    public static string? BaseOf(JsonElement policy) => Text(Inner(policy), "basePolicyName") is { Length: > 0 } name ? name : null;

    /// <summary>True where answers are sent before their filters have judged them.</summary>
    public static bool IsAsynchronous(JsonElement policy) => Upper(Inner(policy), "mode")?.Replace("_", "", StringComparison.Ordinal) is "ASYNCHRONOUSFILTER" or "DEFERRED";

    private static JsonElement Inner(JsonElement policy) => Find(policy, "properties") is { ValueKind: JsonValueKind.Object } inner ? inner : policy;

    private static IEnumerable<JsonElement> Filters(JsonElement inner) => Each(inner, "contentFilters").Concat(Each(inner, "contentFilter")).Where(f => f.ValueKind == JsonValueKind.Object);

    private static Dictionary<(string Word, string Name), (int? Input, int? Output)> Levels(JsonElement inner)
    {
        var levels = new Dictionary<(string Word, string Name), (int? Input, int? Output)>();
        var isLate = IsAsynchronous(inner);
        foreach (var filter in Filters(inner))
        {
            if (Text(filter, "name") is not { Length: > 0 } name) continue;
            var type = TypeOf(name);
            Add(levels, type.Contains("GROUND", StringComparison.Ordinal) ? "grounding" : "filters", type, Text(filter, "source"), IsOn(filter) ? Strength(filter) : 0, isLate);
        }

        foreach (var list in Lists(inner, "customBlocklists", "promptBlocklists", "completionBlocklists"))
            if (Text(list.Item, "blocklistName") is { } name) Add(levels, "words", "blocklist:" + name, list.Source, IsOn(list.Item) ? 1 : 0, isLate);
        foreach (var list in Lists(inner, "customTopics", "raiTopics"))
            if (Text(list.Item, "topicName") is { } name) Add(levels, "topics", name, list.Source, IsOn(list.Item) ? 1 : 0, isLate);
        return levels;
    }

    private static IEnumerable<(JsonElement Item, string? Source)> Lists(JsonElement inner, params string[] names) =>
        from name in names
        from item in Each(inner, name)
        where item.ValueKind == JsonValueKind.Object
        select (item, Text(item, "source") ?? (name[0] == 'p' ? "Prompt" : name.StartsWith("completion", StringComparison.Ordinal) ? "Completion" : null));

    // Two statements about one side: the weaker one counts.
    private static void Add(
        Dictionary<(string Word, string Name), (int? Input, int? Output)> levels, string word, string name, string? source, int level, bool isLate)
    {
        var at = source?.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        var key = (word, at is "PRETOOLCALL" or "POSTTOOLCALL" ? "TOOL_" + name : name);
        var (input, output) = levels.GetValueOrDefault(key);
        if (at is null or "PROMPT" or "POSTTOOLCALL") input = Math.Min(input ?? level, level);
        if (at is null or "COMPLETION" or "PRETOOLCALL") output = isLate ? 0 : Math.Min(output ?? level, level);
        levels[key] = (input, output);
    }

    private static bool IsOn(JsonElement item, bool onlyDetects = false) =>
        (Flag(item, "enabled") ?? Flag(item, "filterEnabled") ?? true) && (Flag(item, "blocking") ?? Flag(item, "blockEnabled") ?? true) != onlyDetects;

    private static int Strength(JsonElement filter) => (Upper(filter, "severityThreshold") ?? Upper(filter, "allowedContentLevel")) switch
    {
        "MEDIUM" => 2,
        "HIGH" => 1,
        _ => 3,
    };

    private static string TypeOf(string name)
    {
        var type = name.Trim().ToUpperInvariant().Replace(' ', '_').Replace('-', '_');
        return type switch
        {
            "JAILBREAK" => "PROMPT_ATTACK",
            "SELFHARM" => "SELF_HARM",
            _ => type,
        };
    }
}
