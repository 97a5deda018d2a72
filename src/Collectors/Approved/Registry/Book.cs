using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Everything the registries of an estate say, put together by id.</summary>
internal sealed class Book
{
    private readonly Dictionary<string, List<Item>> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Item>> byId = new(StringComparer.Ordinal);
    private readonly GuardrailIndex guardrails;
    private readonly ILookup<string, Item> suites;
    private readonly Lazy<ILookup<string, Item>> agents;
    private readonly Dictionary<string, EstateFile> files;
    private readonly HashSet<string> stated;

    public Book(Pages pages, Scope scope)
    {
        AsOf = scope.AsOf;
        files = scope.Files.DistinctBy(f => f.Path).ToDictionary(f => f.Path, StringComparer.Ordinal);
        stated = [.. pages.Sections];
        foreach (var (name, id, _) in RegistryForm.Sections)
        {
            sections[name] = Item.Group(name, pages.Of(name), s => Key(name, id, s));
            byId[name] = sections[name].ToDictionary(i => i.Id, StringComparer.Ordinal);
        }

        guardrails = new GuardrailIndex(sections["guardrails"]);
        agents = new(() => sections["agents"].ToLookup(a => a.Text("id") ?? "", StringComparer.Ordinal));
        suites = sections["evals"].ToLookup(i => i.First.Named("suite"), StringComparer.Ordinal);
        Workloads = [.. WorkloadGroups.Of(pages, this)];
        About = new WorkloadIndex(Workloads, w => w.Item.One("guardrail") is { } said ? Guardrail(said.Named("name"), w.Account, w.Region) : null);
    }

    public DateTimeOffset AsOf { get; }

    public IReadOnlyList<Workload> Workloads { get; }

    /// <summary>The workloads that an entry is about.</summary>
    public WorkloadIndex About { get; }

    public IReadOnlyList<Item> this[string section] => sections[section];

    /// <summary>True where a file has the section, even an empty one.</summary>
    public bool HasSection(string section) => stated.Contains(section);

    public Item? Find(string section, string? id) => id is null ? null : byId[section].GetValueOrDefault(id);

    /// <summary>The entries of an eval suite, one for each metric.</summary>
    public IEnumerable<Item> Suite(string name) => suites[name];

    public EstateFile? File(string path) => files.GetValueOrDefault(path);

    /// <summary>The guardrail that a name means: by name, id or ARN; the one in the same account and region where several share the name.</summary>
    public Item? Guardrail(string name, string? account, string? region) => guardrails.Find(name, account, region);

    /// <summary>The asset that an item is about.</summary>
    public AssetId AssetOf(Item item) => item.Section switch
    {
        "systems" => new(AssetKind.AiSystem, item.Id),
        "prompts" => new(AssetKind.Prompt, item.Id),
        "evals" => new(AssetKind.EvalSuite, item.Text("suite")!),
        "agents" => new(AssetKind.Agent, item.Id),
        PostureDocument.Section => new(AssetKind.Agent, Find("agents", item.Id)?.Id ?? agents.Value[item.Id].FirstOrDefault()?.Id ?? item.Id),
        "mcp-servers" => new(AssetKind.McpServer, item.Id),
        "guardrails" => new(AssetKind.Guardrail, GuardrailKey(item)),
        "datasets" => new(AssetKind.Dataset, item.Id),
        "fine-tunes" => new(AssetKind.FineTune, item.Id),
        "third-parties" => new(AssetKind.LogSink, "third-party:" + item.Id),
        "recalls" => Recalls.AssetOf(item) ?? new(AssetKind.Model, item.Id),
        _ => new(AssetKind.Account, item.Id),
    };

    private string GuardrailKey(Item item) => guardrails.IsOnly(item) ? item.First.Named("name") : item.Id;

    // A list is itself within its scope, a suite within its metric, a guardrail within its account and region.
    private static string Key(string section, string id, Said said) => section switch
    {
        "models" => said.Named(id) + "\n" + Scoped(said),
        "evals" => said.Named(id) + "\n" + said["metric"]?.Text,
        "guardrails" => GuardrailKey(said),
        "recalls" => said.Named(id) + "\n" + said["kind"]?.Text,
        "waivers" or "promotions" or "gates" or "gate-overrides" => said.Canonical(),
        _ => said.Named(id),
    };

    private static string GuardrailKey(Said said)
    {
        var arn = said["arn"]?.Text?.Split(':') is { Length: > 5 } parts ? parts : null;
        var azure = ArmId.Parse((said["id"] ?? said["arn"])?.Text);
        var (account, region) = (said["account"]?.Text ?? arn?[4] ?? azure?.Service, said["region"]?.Text ?? arn?[3]);
        return account is null && region is null ? said.Named("name") : $"{said.Named("name")}@{account}/{region}";
    }

    /// <summary>The scope of a list, the same text for the same scope.</summary>
    public static string Scoped(Said said) => $"{said["accounts"]?.Canonical()}/{said["systems"]?.Canonical()}";
}
