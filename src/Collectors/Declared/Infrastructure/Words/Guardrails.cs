using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Guardrails of Bedrock: what they stop, in the words that the control plane's answer uses too.</summary>
internal static class Guardrails
{
    private static readonly ImmutableArray<string> All = ["pii", "patterns", "filters", "topics", "words", "grounding", "breadth", "wording", "detectOnly"];

    private static readonly (string Policy, ImmutableArray<string> Words)[] Policies =
    [
        ("sensitive_information_policy", ["pii", "patterns", "detectOnly"]), ("content_policy", ["filters", "breadth", "detectOnly"]),
        ("topic_policy", ["topics", "breadth", "wording", "detectOnly"]), ("word_policy", ["words", "detectOnly"]), ("contextual_grounding_policy", ["grounding", "detectOnly"]),
        ("blocked_input_messaging", ["wording"]), ("blocked_outputs_messaging", ["wording"]),
    ];

    /// <summary>One guardrail. An element of which a part is not known is not said, and its word is a gap.</summary>
    public static IEnumerable<Claim> Guardrail(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Guardrail, p.At("name"));
        foreach (var (policy, words) in Policies)
            if ((p.At(policy + "_config") ?? p.At(policy))?.Unknown is { } open) asset.Lack(open.Line, open.Why, words.AsSpan());
        asset.Cover(All.AsSpan());
        using var json = JsonOf((MapTerm)Kept(p)!);
        foreach (var (word, element) in GuardrailConfig.Read(json.RootElement)) asset.Say(word, element, LineOf(p, word));
        asset.Optional("customerKey", p.Any("kms_key_arn").IsCustomersKey(estate));
        return asset.Claims();
    }

    /// <summary>The term without the innermost maps that hold something unknown.</summary>
    private static Term? Kept(Term term) => term switch
    {
        OpenTerm => null,
        MapTerm map when map.Unknown is not null && !map.Entries.Any(e => e.Value is MapTerm || e.Value is ListTerm list && list.Items.Any(i => i is MapTerm)) && !IsPolicy(map) => null,
        MapTerm map => map with { Entries = [.. map.Entries.Select(e => (e.Key, Value: Kept(e.Value))).Where(e => e.Value is not null).Select(e => new KeyValuePair<string, Term>(e.Key, e.Value!))] },
        ListTerm list => list with { Items = [.. list.Items.Select(Kept).OfType<Term>()] },
        _ => term,
    };

    // The resource itself is no element, although it may hold nothing deeper.
    private static bool IsPolicy(MapTerm map) => map.Entries.Any(e => e.Key is "name" or "Name") && map.Any("blocked_input_messaging") is not null;

    private static int LineOf(MapTerm p, string word) =>
        Policies.Where(x => x.Words[0] == word).Select(x => (p.At(x.Policy + "_config") ?? p.At(x.Policy))?.Line ?? 0).FirstOrDefault();

    private static JsonDocument JsonOf(MapTerm map)
    {
        using var into = new MemoryStream();
        using (var json = new Utf8JsonWriter(into)) Jsons.Write(json, map);
        return JsonDocument.Parse(into.ToArray());
    }
}
