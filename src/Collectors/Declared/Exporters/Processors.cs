using System.Text.RegularExpressions;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Exporters;

/// <summary>What the processors of a pipeline take away before it is sent.</summary>
/// <param name="Removes">Each of them in words.</param>
/// <param name="TakesContent">True where the attributes that prompts and answers travel in are taken away.</param>
internal sealed partial record Processors(IReadOnlyList<string> Removes, bool TakesContent)
{
    // Attributes in which prompts and answers travel: the GenAI conventions old and new, OpenInference, OpenLLMetry.
    private static readonly string[] Content =
    [
        "gen_ai.prompt", "gen_ai.prompt.0.content", "gen_ai.completion", "gen_ai.completion.0.content", "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions",
        "input.value", "output.value", "llm.input_messages", "llm.output_messages", "llm.prompts", "llm.completions", "traceloop.entity.input", "traceloop.entity.output",
    ];

    /// <summary>Reads the processors that a pipeline names, in its order.</summary>
    public static Processors Of(YamlNode? all, IEnumerable<string> names)
    {
        var removes = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var isAllowList = false;
        foreach (var name in names)
        {
            var node = all?[name];
            switch (name.Split('/')[0])
            {
                case "attributes" or "resource":
                    foreach (var key in Deleted(node)) Take(name, key, taken, removes);
                    break;
                case "redaction" when node is YamlMap:
                    isAllowList |= node["allow_all_keys"]?.Text != "true" && !Keys(node["allowed_keys"]).Any(Carries);
                    foreach (var pattern in Keys(node["blocked_key_patterns"])) Take(name, pattern, taken, removes);
                    removes.Add(isAllowList ? $"{name}: every attribute but those it allows" : $"{name}: {Keys(node["blocked_values"]).Count()} patterns of values");
                    break;
                case "transform" or "filter":
                    foreach (var statement in Statements(node))
                        foreach (Match match in Deletes().Matches(statement)) Take(name, match.Groups["key"].Value.Replace(@"\\.", ".", StringComparison.Ordinal), taken, removes);
                    break;
            }
        }

        return new Processors([.. removes.Distinct(StringComparer.Ordinal).Take(20)], isAllowList || Complete(taken));
    }

    // Taking away the words of one convention and leaving those of another leaves the prompt; who takes both sides of any takes them on purpose.
    private static bool Complete(HashSet<string> taken) =>
        (taken.Contains("gen_ai.prompt") && taken.Contains("gen_ai.completion")) || (taken.Contains("gen_ai.input.messages") && taken.Contains("gen_ai.output.messages"))
        || (taken.Contains("input.value") && taken.Contains("output.value")) || (taken.Contains("traceloop.entity.input") && taken.Contains("traceloop.entity.output"));

    private static void Take(string name, string pattern, HashSet<string> taken, List<string> removes)
    {
        var fits = Content.Where(c => Fits(pattern, c)).ToList();
        taken.UnionWith(fits);
        if (fits.Count > 0 && pattern.Length < 100) removes.Add($"{name}: {pattern}");
    }

    private static bool Fits(string pattern, string attribute)
    {
        if (pattern == attribute) return true;
        if (pattern.Length > 200 || pattern.IndexOfAny(['*', '^', '(', '[', '|', '\\', '$']) < 0) return false;
        try
        {
            return Regex.IsMatch(attribute, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static bool Carries(string allowed) => Content.Contains(allowed);

    private static IEnumerable<string> Deleted(YamlNode? node) =>
        from action in (node?["actions"] ?? node?["attributes"]) is YamlList list ? list.Nodes : []
        where action["action"]?.Text is "delete" or "hash"
        from key in (string?[])[action["key"]?.Text, action["pattern"]?.Text]
        where key is not null
        select key;

    private static IEnumerable<string> Keys(YamlNode? node) => node?.Texts ?? [];

    private static IEnumerable<string> Statements(YamlNode? node) => node switch
    {
        YamlScalar scalar => [scalar.Text!],
        YamlList list => list.Nodes.SelectMany(Statements),
        YamlMap map => map.Entries.SelectMany(e => Statements(e.Node)),
        _ => [],
    };

    [GeneratedRegex(@"(?:delete_key|delete_matching_keys|set|replace_pattern|replace_match)\(\s*(?:\w+\.)?attributes(?:\[|\s*,\s*)""(?<key>[^""]{1,200})""", RegexOptions.CultureInvariant)]
    private static partial Regex Deletes();
}
