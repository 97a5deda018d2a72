using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States what is approved for one workload.</summary>
internal sealed class WorkloadWords(Workload workload, Book book, Statements statements)
{
    private static readonly (string Key, string How)[] Aliases =
        [("runs-as", "runs-as"), ("deployed-as", "deployed-as"), ("reports-as", "reports-as")];

    private readonly Item item = workload.Item;
    private readonly AssetId id = workload.Id;

    public void State(Prompts prompts)
    {
        Facts(id, workload, statements);
        statements.Register(id, workload.Name, item.First);
        statements.Fact(id, "autonomy", item.Text("autonomy") ?? "application", item.One("autonomy") ?? item.First);
        Bind();
        Relate();
        Words(prompts);
        Cover();
        foreach (var (_, sentence, at) in item.Contradictions($"workload `{workload.Name}`", "runs-as", "deployed-as", "repository", "deploys-from", "reports-as"))
            statements.Contradict(Impact.Of(item, book), sentence, at);
    }

    /// <summary>The facts that hold for a workload and for the agents it runs.</summary>
    public static void Facts(AssetId id, Workload workload, Statements statements)
    {
        var first = workload.Item.First;
        statements.Fact(id, "environment", workload.Environment, workload.Item.One("environment") ?? workload.AccountItem?.One("environment") ?? first);
        statements.Fact(id, "account", workload.Account, workload.Item.One("account") ?? first);
        statements.Fact(id, "region", workload.Region, workload.Item.One("region") ?? first);
        statements.Fact(id, "regulated", workload.IsRegulated, Regulated(workload) ?? first);
        Systems.Facts(id, workload.System, statements);
    }

    private static Said? Regulated(Workload workload) =>
        new[] { workload.AccountItem?.One("regulated"), workload.System.One("regulated") }.OfType<Said>()
            .OrderByDescending(s => Flags.IsTrue(s.Text!)).FirstOrDefault();

    private void Bind()
    {
        foreach (var (key, how) in Aliases)
            foreach (var alias in item.Union(key).DistinctBy(a => a.Text)) statements.Bind(id, ArmId.Canonical(alias.Text!.Trim()), how, alias);
        foreach (var role in item.Union("runs-as").DistinctBy(a => a.Text)) statements.Bind(id, Arn.WithoutPath(role.Text!.Trim()), "runs-as", role);
        foreach (var source in item.Union("deploys-from").DistinctBy(s => s.Text)) statements.Bind(id, ReleaseSources.Key(source.Text!), "deploys-from", source);
        foreach (var path in item.Union("repository").DistinctBy(a => a.Text)) statements.Bind(id, "path:" + Path(path.Text!), "built-from", path);
    }

    private static string Path(string text)
    {
        var path = text.Trim().Replace('\\', '/');
        if (path.StartsWith("./", StringComparison.Ordinal)) path = path[2..];
        path = path.Trim('/');
        return path.Length == 0 ? "." : path;
    }

    private void Relate()
    {
        foreach (var said in item.All("endpoints"))
        {
            var endpoint = new AssetId(AssetKind.Endpoint, ArmId.Canonical(said.Text!.Trim()));
            statements.Relate(id, "uses", endpoint, said);
            if (item.One("guardrail")?.Named("name") is not { Length: > 0 } name || GuardrailUses.IdOf(name, workload.Account, workload.Region, book) is not { } guardrail) continue;
            statements.Word(endpoint, "guardrails", Value.Of(guardrail), said);
            statements.Cover(new Reach(endpoint), said, "endpoint.guardrails");
        }

        if (workload.Account.Length > 0 && workload.Region is { } region)
            statements.Relate(id, "lives-in", new AssetId(AssetKind.Account, $"{workload.Account}/{region}"), item.First);
        foreach (var agent in item.Union("agents"))
        {
            var name = agent.Text!.Trim();
            statements.Relate(id, "runs", new AssetId(AssetKind.Agent, name), agent);
            if (book.Find("agents", name) is null)
                statements.Missing(new(new AssetId(AssetKind.Agent, name)), $"workload `{workload.Name}` names agent `{name}`, which no registry lists", "add it to `agents:`", agent);
        }
    }

    private void Words(Prompts prompts)
    {
        foreach (var model in item.All("models")) statements.Word(id, "models", ModelLists.Reference(model), model);
        foreach (var region in workload.Speaker("regions")?.All("regions") ?? []) statements.Word(id, "regions", Value.Of(ArmId.Region(region.Text!)), region);
        foreach (var door in workload.Speaker("interfaces")?.All("interfaces") ?? [])
            if (IsApproved(door)) statements.Word(id, "interfaces", Value.Of(ArmId.Canonical(door.Named("id"))), door);
        foreach (var endpoint in item.All("endpoints")) statements.Word(id, "endpoints", Value.Of(ArmId.Canonical(endpoint.Text!.Trim())), endpoint);
        foreach (var suite in item.All("suites")) Suites.State(workload, suite, book, statements);
        foreach (var prompt in item.All("prompts")) prompts.State(workload, prompt);
        if (item.Settles("prompts")) prompts.StateLines(workload, item.All("prompts"), item.One("prompts")!);
        foreach (var tool in item.All("tools")) statements.Word(id, "tools", Tool(tool), tool);
        foreach (var action in item.All("actions")) Actions.State(id, action, statements);
        if (item.One("guardrail") is { } guardrail)
            GuardrailUses.State(new GuardrailUser(id, workload.Account, workload.Region, $"workload `{workload.Name}`"), guardrail, book, statements);
    }

    private bool IsApproved(Said door) =>
        door["date"]?.Text is not { } text || !Instants.TryParse(text, out var date) || date <= book.AsOf;

    private static Value Tool(Said tool)
    {
        var name = tool.Named("name");
        var definition = tool["definition"];
        var toolId = definition is null
            ? name
            : Fingerprints.OfTool(name, definition["description"]?.Text, definition["schema"] is { } schema ? YamlJson.Of(schema.Node) : default);
        return Value.Map(("id", Value.Of(toolId)), ("name", Value.Of(name.Split('#')[0])));
    }

    // Only what an entry states is covered: a key that nobody wrote says nothing, `[]` says none.
    private void Cover()
    {
        foreach (var word in new[] { "models", "prompts", "suites", "guardrail", "tools", "actions", "regions", "interfaces", "endpoints" })
        {
            var speaker = word is "regions" or "interfaces" ? workload.Speaker(word) : item;
            if (speaker?.Settles(word) == true) statements.Cover(new Reach(id), speaker.One(word)!, Covered(word));
        }

        // Safety settings stand in the baseline of a guardrail: who names none, or one without them, approves none.
        if (!item.Clashes("guardrail") && !SafetySettings.AreUnreadable(workload, book)) statements.Cover(new Reach(id), item.First, "workload.safety");
    }

    private static ImmutableArray<string> Covered(string word) => word switch
    {
        "prompts" => ["workload.prompts", "workload.signOffs"],
        "actions" => ["workload.actions", "workload.surface"],
        _ => ["workload." + word],
    };
}
