using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>`data "aws_iam_policy_document"`: blocks that Terraform turns into a policy.</summary>
internal static class PolicyDocuments
{
    private static readonly (string Block, string Key)[] Lists =
        [("actions", "Action"), ("not_actions", "NotAction"), ("resources", "Resource"), ("not_resources", "NotResource")];

    /// <summary>True for the attribute that holds the policy.</summary>
    public static bool Answers(string address, string attribute) =>
        attribute is "json" or "minified_json" && address.StartsWith("data.aws_iam_policy_document.", StringComparison.Ordinal);

    /// <summary>The policy as JSON; what is merged into it from elsewhere makes it unknown.</summary>
    public static Term Json(MapTerm content)
    {
        foreach (var other in (string[])["source_policy_documents", "override_policy_documents", "source_json", "override_json"])
            if (content[other] is { } merged and not NullTerm and not ListTerm { Items.IsEmpty: true }) return merged.Unknown ?? Term.Open($"`{other}`", merged.Line);
        var statements = content["statement"] switch
        {
            ListTerm list => list.Items.OfType<MapTerm>().Select(Statement).ToImmutableArray<Term>(),
            OpenTerm open => [open],
            _ => [],
        };
        return Jsons.Encode(new MapTerm([new("Version", Term.Of("2012-10-17")), new("Statement", new ListTerm(statements, content.Line))], content.Line));
    }

    private static MapTerm Statement(MapTerm block)
    {
        var entries = new List<KeyValuePair<string, Term>> { new("Effect", block["effect"] is { } effect and not NullTerm ? effect : Term.Of("Allow")) };
        foreach (var (name, key) in Lists) if (block[name] is { } list and not NullTerm) entries.Add(new(key, list));
        foreach (var (name, key) in ((string, string)[])[("principals", "Principal"), ("not_principals", "NotPrincipal")])
            if (block[name] is { } who) entries.Add(new(key, Principals(who)));
        if (block["condition"] is { } conditions) entries.Add(new("Condition", Conditions(conditions)));
        return new MapTerm([.. entries], block.Line);
    }

    private static Term Principals(Term blocks)
    {
        if (blocks is not ListTerm list) return blocks;
        if (list.Items.OfType<MapTerm>().Any(b => b["type"]?.AsText == "*")) return Term.Of("*");
        return new MapTerm([.. list.Items.OfType<MapTerm>().Select(b => new KeyValuePair<string, Term>(b["type"]?.AsText ?? "AWS", b["identifiers"] ?? Term.Null))], blocks.Line);
    }

    private static Term Conditions(Term blocks) => blocks is not ListTerm list ? blocks : new MapTerm(
    [
        .. list.Items.OfType<MapTerm>().GroupBy(b => b["test"]?.AsText ?? "").Select(g => new KeyValuePair<string, Term>(
            g.Key, new MapTerm([.. g.Select(b => new KeyValuePair<string, Term>(b["variable"]?.AsText ?? "", b["values"] ?? Term.Null)).DistinctBy(e => e.Key)], blocks.Line))),
    ], blocks.Line);
}
