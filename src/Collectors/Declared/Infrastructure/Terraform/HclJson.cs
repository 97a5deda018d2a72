using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>`*.tf.json` and `*.tfvars.json`: the JSON form of the same blocks.</summary>
internal static class HclJson
{
    private static readonly Dictionary<string, int> Labels = new(StringComparer.Ordinal)
    {
        ["resource"] = 2, ["data"] = 2, ["variable"] = 1, ["output"] = 1, ["module"] = 1, ["provider"] = 1, ["locals"] = 0, ["terraform"] = 0,
    };

    /// <summary>The blocks of a document.</summary>
    public static HclBody Body(MapTerm root) =>
        new([], [.. root.Entries.Where(e => Labels.ContainsKey(e.Key)).SelectMany(e => Blocks(e.Key, [], e.Value, Labels[e.Key]))]);

    /// <summary>A value as an expression: its texts are templates.</summary>
    public static HclExpr Expression(Term term) => term switch
    {
        TextTerm text => HclParser.Template(text.Text, text.Line) ?? new HclExpr.Literal(text, text.Line),
        ListTerm list => new HclExpr.Tuple([.. list.Items.Select(Expression)], list.Line),
        MapTerm map => new HclExpr.Object([.. map.Entries.Select(e => ((HclExpr)new HclExpr.Literal(Term.Of(e.Key, e.Value.Line), e.Value.Line), Expression(e.Value)))], map.Line),
        _ => new HclExpr.Literal(term, term.Line),
    };

    private static IEnumerable<HclBlock> Blocks(string type, ImmutableArray<string> labels, Term term, int left) => (left, term) switch
    {
        (_, ListTerm list) => list.Items.SelectMany(i => Blocks(type, labels, i, left)),
        ( > 0, MapTerm map) => map.Entries.SelectMany(e => Blocks(type, labels.Add(e.Key), e.Value, left - 1)),
        (0, MapTerm map) => [new HclBlock(type, labels, Content(map), map.Line)],
        _ => [],
    };

    // Nested blocks cannot be told from attributes here: an object reads the same as a block that occurs once.
    private static HclBody Content(MapTerm map) => new(
        [.. map.Entries.Where(e => !e.Key.StartsWith("//", StringComparison.Ordinal)).Select(e => new HclAttribute(e.Key, Expression(e.Value), e.Value.Line))], []);
}
