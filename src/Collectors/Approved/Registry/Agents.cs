using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the agents, the tools and actions approved for them, and whose workload they are part of.</summary>
internal static class Agents
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["agents"])
        {
            var id = book.AssetOf(item);
            var owner = Owner(item, book);
            statements.Register(id, item.Id, item.First);
            statements.Word(id, "autonomy", Value.Of("agent"), item.First);
            statements.Bind(id, item.Text("id"), "is", item.One("id") ?? item.First);
            if (owner is not null && Arn(item) is not null) statements.Bind(owner.Id, item.Text("id"), "runs-as", item.One("id")!);
            if (owner is not null) WorkloadWords.Facts(id, owner, statements);
            else Home(id, item, book, statements);
            Words(id, item, owner, book, statements);
            foreach (var (_, sentence, at) in item.Contradictions($"agent `{item.Id}`"))
                statements.Contradict(Impact.Of(item, book), sentence, at);
        }
    }

    // Of several workloads that run an agent of this name, its ARN says whose account it is in.
    private static Workload? Owner(Item item, Book book)
    {
        var owners = book.About.Naming("agents", item.Id).ToList();
        var arn = Arn(item);
        return owners.Count <= 1 ? owners.FirstOrDefault()
            : owners.FindAll(w => arn is not null && w.Account == arn[4]) is [var one] ? one : null;
    }

    private static string[]? Arn(Item item) =>
        item.Text("id") is { } id && id.StartsWith("arn:", StringComparison.Ordinal) && id.Split(':') is { Length: > 5 } parts ? parts : null;

    private static void Home(AssetId id, Item item, Book book, Statements statements)
    {
        if (Arn(item) is not { } arn) return;
        statements.Fact(id, "account", arn[4], item.First);
        statements.Fact(id, "region", arn[3], item.First);
        if (book.Find("accounts", arn[4]) is not { } account) return;
        if (account.One("environment") is { } environment) statements.Fact(id, "environment", environment.Text, environment);
        if (account.One("regulated") is { } regulated) statements.Fact(id, "regulated", Flags.IsTrue(regulated.Text!), regulated);
    }

    private static void Words(AssetId id, Item item, Workload? owner, Book book, Statements statements)
    {
        foreach (var model in item.All("models")) statements.Word(id, "models", ModelLists.Reference(model), model);
        foreach (var tool in item.All("tools")) statements.Word(id, "tools", Tool(tool), tool);
        if (item.One("purpose") is { Text: { } purpose } said) statements.Word(id, "purpose", ToolStatements.Purpose(purpose), said);
        foreach (var action in item.All("actions")) Actions.State(id, action, statements);
        if (item.One("guardrail") is { } guardrail)
        {
            var arn = Arn(item);
            GuardrailUses.State(new GuardrailUser(id, arn?[4] ?? owner?.Account, arn?[3] ?? owner?.Region, $"agent `{item.Id}`"), guardrail, book, statements);
        }

        foreach (var word in new[] { "models", "tools", "guardrail", "actions", "purpose" })
            if (item.Settles(word)) statements.Cover(new Reach(id), item.One(word)!, word == "actions" ? ["agent.actions", "agent.surface"] : ["agent." + word]);
    }

    private static Value Tool(Said tool) => Value.Map(
        ("name", Value.Of(tool.Named("name"))), ("group", Value.Of(tool["group"]?.Text?.Trim() ?? "")),
        ("effect", Value.Of(tool["effect"]?.Text ?? "unknown")),
        ("confirmation", Value.Of(tool["confirmation"]?.Text is { } flag && Flags.IsTrue(flag))), ("runs", Value.Of("")));
}
