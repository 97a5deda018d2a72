using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>The guardrails of the registries by everything that names them.</summary>
internal sealed class GuardrailIndex
{
    private readonly List<Item> items;
    private readonly ILookup<string, int> byName;
    private readonly ILookup<string, int> byId;
    private readonly ILookup<string, Item> firstNamed;

    public GuardrailIndex(List<Item> guardrails)
    {
        items = guardrails;
        var indexed = guardrails.Select((g, i) => (Item: g, Index: i)).ToList();
        byName = indexed.Where(p => p.Item.Text("name") is not null).ToLookup(p => p.Item.Text("name")!, p => p.Index, StringComparer.Ordinal);
        byId = indexed.SelectMany(p => new[] { p.Item.Text("id"), p.Item.Text("arn") }.OfType<string>().Select(t => (Id: ArmId.Canonical(t), p.Index)))
            .ToLookup(p => p.Id, p => p.Index, StringComparer.Ordinal);
        firstNamed = guardrails.ToLookup(g => g.First.Named("name"), StringComparer.Ordinal);
    }

    /// <summary>True where no other guardrail has its name.</summary>
    public bool IsOnly(Item item) => firstNamed[item.First.Named("name")].Take(2).Count() == 1;

    /// <summary>The guardrail that a name means: by name, id or ARN; the one in the same account and region where several share the name.</summary>
    public Item? Find(string name, string? account, string? region)
    {
        var named = byName[name].Concat(byId[ArmId.Canonical(name)]).Distinct().Order().Select(i => items[i]).ToList();
        return named.Count <= 1
            ? named.FirstOrDefault()
            : named.Find(g => g.Text("account") == account && g.Text("region") == region)
              ?? (named.FindAll(g => g.Text("account") == account) is [var only] ? only : null);
    }
}
