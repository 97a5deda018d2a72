using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Rules;

/// <summary>Reads `rule.yaml` into a <see cref="Rule"/>; every mistake becomes a problem with its line.</summary>
public static class RuleReader
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "title", "control", "severity", "maturity", "asset", "needs", "where", "expect", "message", "why", "fix",
        "supply", "consequence", "disciplines", "incidents", "maps", "params",
    };

    private static readonly string[] Consequences = ["injection", "manipulation", "leakage", "misuse"];
    private static readonly string[] Disciplines = ["artifact", "identity", "behavior"];

    /// <summary>The rule, or null and what is wrong with it.</summary>
    public static Rule? Read(RuleText text, out ImmutableArray<RuleProblem> problems)
    {
        var reading = new Reading(text);
        var rule = reading.Rule();
        problems = reading.Problems;
        return problems.IsEmpty ? rule : null;
    }

    private sealed class Reading(RuleText text)
    {
        private readonly List<RuleProblem> problems = [];
        private YamlNode root = new YamlMap(1, []);

        public ImmutableArray<RuleProblem> Problems => [.. problems];

        public Rule? Rule()
        {
            var documents = YamlText.Read(text.Text, out var error);
            if (error is not null || documents is not [YamlMap map])
            {
                Add(0, error ?? "a rule is one yaml mapping");
                return null;
            }

            root = map;
            foreach (var (key, node) in map.Entries) if (!Known.Contains(key)) Add(node.Line, $"`{key}` is no field of a rule");
            Same("id", text.Id);
            Same("control", text.Control);
            Cases();
            var rule = new Rule(
                text.Id, text.Control, Text("title"), Enum("severity", Severity.Medium), Enum("maturity", Maturity.Experimental),
                Enum("asset", AssetKind.Workload), [.. root["needs"]?.Items.Where(n => n.Text != Configured.Name).Select(n => Parse<Plane>(n)) ?? []],
                root["where"]?.Text, Text("expect"), Text("message"), Text("why"), Text("fix"),
                OneOf("consequence", Consequences), ManyOf("disciplines", Disciplines), Incidents(), Maps(), Params(), text.Path)
            {
                NeedsConfigured = root["needs"]?.Texts.Contains(Configured.Name) == true,
                Supply = root["supply"]?.Text?.TrimEnd() ?? "",
            };
            if (rule.NeedsConfigured && !Configured.IsRead(rule)) Add(root["needs"]!.Line, "`needs` names `configured`, and neither `where` nor `expect` reads it");
            return rule;
        }

        private void Cases()
        {
            foreach (var prefix in (string[])["fires-", "quiet-"])
            {
                if (!text.Cases.Any(c => c.StartsWith(prefix, StringComparison.Ordinal) && c.EndsWith(".yaml", StringComparison.Ordinal)))
                    Add(0, $"has no case `cases/{prefix}….yaml`: a rule that does not prove itself both ways does not load");
            }
        }

        private ImmutableArray<Incident> Incidents()
        {
            var incidents = root["incidents"]?.Items.ToList() ?? [];
            if (incidents.Count == 0) Add(root.Line, "`incidents` names no public incident that motivates the rule");
            return [.. incidents.Select(i => new Incident(i["title"]?.Text ?? "", i["date"]?.Text ?? "", i["url"]?.Text ?? ""))];
        }

        private ImmutableSortedDictionary<string, ImmutableArray<string>> Maps() =>
            (root["maps"] as YamlMap)?.Entries.ToImmutableSortedDictionary(
                e => e.Key, e => e.Node.Texts.ToImmutableArray(), StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

        private ImmutableSortedDictionary<string, Value> Params() =>
            (root["params"] as YamlMap)?.Entries.ToImmutableSortedDictionary(
                e => e.Key, e => e.Node.ToValue(), StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, Value>.Empty;

        private void Same(string field, string expected)
        {
            if (root[field] is { } node && node.Text != expected) Add(node.Line, $"`{field}` is `{node.Text}` but the folder says `{expected}`");
            if (root[field] is null) Add(root.Line, $"`{field}` is missing; the folder says `{expected}`");
        }

        private string Text(string field)
        {
            if (root[field]?.Text is { Length: > 0 } found) return found.TrimEnd();
            Add(root[field]?.Line ?? root.Line, $"`{field}` is missing");
            return "";
        }

        private string OneOf(string field, string[] choices)
        {
            var found = Text(field);
            if (found.Length > 0 && !choices.Contains(found)) Add(root[field]!.Line, $"`{field}` is `{found}`, not one of {string.Join(", ", choices)}");
            return found;
        }

        private ImmutableArray<string> ManyOf(string field, string[] choices)
        {
            ImmutableArray<string> found = [.. root[field]?.Texts ?? []];
            if (found.IsEmpty) Add(root.Line, $"`{field}` is missing");
            foreach (var one in found.Except(choices)) Add(root[field]!.Line, $"`{field}` holds `{one}`, not one of {string.Join(", ", choices)}");
            return found;
        }

        private T Enum<T>(string field, T otherwise) where T : struct, Enum => root[field] is { } node ? Parse<T>(node) : Missing(field, otherwise);

        private T Missing<T>(string field, T otherwise)
        {
            Add(root.Line, $"`{field}` is missing");
            return otherwise;
        }

        private T Parse<T>(YamlNode node) where T : struct, Enum
        {
            if (node.Text is { } name && KebabCase.TryParse<T>(name, out var value)) return value;
            Add(node.Line, $"`{node.Text}` is not one of {string.Join(", ", System.Enum.GetValues<T>().Select(v => v.Name()))}");
            return default;
        }

        private void Add(int line, string message) => problems.Add(new RuleProblem(line > 0 ? $"{text.Path}/rule.yaml:{line}" : text.Path, message));
    }
}
