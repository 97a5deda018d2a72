using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads what coding agents may do, what steers them, and what lies in their folder.</summary>
public sealed class CodingAgentsCollector : ICollector
{
    internal const string Source = "coding-agents";
    private static readonly string[] FromSettings = ["permissions", "modes", "sandboxes", "hooks", "settings"];

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => AgentWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var files = AgentFiles.Of(scope);
        var agents = new SortedDictionary<AssetId, AgentClient>();
        foreach (var (file, client) in files.All)
        {
            cancellation.ThrowIfCancellationRequested();
            if (client.Id == AgentClient.Unknown) continue;
            foreach (var claim in OfSettings(file, client, agents)) yield return claim;
        }

        foreach (var claim in OfInstructions(scope, files.Homes, agents)) yield return claim;
        var infrastructure = agents.Count > 0 ? new InfrastructureFiles(scope) : null;
        foreach (var agent in agents.Values) foreach (var claim in OfAgent(agent, infrastructure!)) yield return claim;
    }

    private static IEnumerable<Claim> OfSettings(EstateFile file, AgentClient client, SortedDictionary<AssetId, AgentClient> agents)
    {
        var root = SettingsText.Read(file, out var reason);
        if (root is null)
        {
            agents.TryAdd(client.Agent, client);
            return [Unreadable(file, client, reason!)];
        }

        var isOfOthers = IsOfServers(file.Name) || client.Scope == "extension" || client.Id == "docker-mcp" || file.Name == ".claude.json";
        var settings = new AgentSettings(root, client, file.Path);
        var facts = (isOfOthers ? SecretWalk.Read(settings) : SettingsReader.Read(settings)).ToList();
        // An editor's or container's settings that say nothing of agents make nobody use one.
        if (facts.Count == 0 && client.Id == "vs-code" && !IsOfServers(file.Name)) return [];
        agents.TryAdd(client.Agent, client);
        var said = facts.Select(f => Say(client, f, file.Path));
        return isOfOthers || !SettingsReader.Knows(client.Id) ? said : said.Append(Looked(client, file.Path, FromSettings));
    }

    private static IEnumerable<Claim> OfInstructions(Scope scope, HomeFolders homes, SortedDictionary<AssetId, AgentClient> agents)
    {
        var found = scope.Files.Select(f => (File: f, Of: Instructions.Of(f.Path))).Where(f => f.Of is not null).Select(f => (f.File, Client: AgentClients.At(f.Of!.Value.Client, "", f.Of.Value.Folder, homes), f.Of.Value.Kind)).ToList();
        var places = found.Select(f => f.Client).Concat(agents.Values).Select(c => (c.Id, c.Scope, c.Folder)).ToHashSet();
        foreach (var (file, client, kind) in found)
        {
            var owner = client with { Folder = Outermost(client, places) };
            agents.TryAdd(owner.Agent, owner);
            var facts = Instructions.Read(file, kind, out var reason);
            foreach (var fact in facts) yield return Say(owner, fact, file.Path);
            if (reason is not null) yield return Unreadable(file, owner, reason);
        }
    }

    // A file of servers alone is silent on everything else.
    private static bool IsOfServers(string name) => name.Contains("mcp", StringComparison.OrdinalIgnoreCase);

    // Texts in the folders of a project are parts of one agent's instructions, not agents of their own.
    private static string Outermost(AgentClient client, HashSet<(string, string, string)> places)
    {
        if (places.Contains((client.Id, client.Scope, "."))) return ".";
        for (var at = client.Folder.IndexOf('/', StringComparison.Ordinal); at > 0; at = client.Folder.IndexOf('/', at + 1))
            if (places.Contains((client.Id, client.Scope, client.Folder[..at]))) return client.Folder[..at];
        return client.Folder;
    }

    private static IEnumerable<Claim> OfAgent(AgentClient agent, InfrastructureFiles infrastructure)
    {
        var folder = agent.Folder == "." ? null : agent.Folder;
        yield return new Claim(agent.Agent, "name", Plane.Declared, Value.Of((agent.Id == "any" ? agent with { Id = "any coding agent" } : agent).Name), new Origin(Source, folder), DateTimeOffset.MinValue);
        yield return Looked(agent, folder, ["instructions", "secrets", "signs"]);
        if (agent.Scope != "project" && agent.Scope != "local") yield break;
        foreach (var fact in infrastructure.Below(agent.Folder)) yield return Say(agent, fact, fact.Value.AsMap!["example"].AsString!);
        yield return Looked(agent, folder, ["infrastructure"]);
    }

    private static Claim Say(AgentClient client, AgentFact fact, string path) =>
        new(client.Agent, fact.Word, Plane.Declared, fact.Value, new Origin(Source, path, fact.Line), DateTimeOffset.MinValue);

    private static Claim Looked(AgentClient client, string? path, string[] words) =>
        new Coverage(Source, Plane.Declared, new Reach(Asset: client.Agent), [.. words.Select(w => "coding-agent." + w)]).ToClaim(new Origin(Source, path));

    private static Claim Unreadable(EstateFile file, AgentClient client, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, $"mend `{file.Path}`: what it allows or steers is not known",
        new Reach(Asset: client.Agent), []).ToClaim(new Origin(Source, file.Path));
}
