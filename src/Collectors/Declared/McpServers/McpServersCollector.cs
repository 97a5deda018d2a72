using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>Reads the settings of clients of AI tools for the MCP servers that they start or reach. It starts and reaches none.</summary>
public sealed class McpServersCollector : ICollector
{
    internal const string Source = "mcp-servers";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => ServerWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var file in ServerFiles.Of(scope).All)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Root is null) yield return Unreadable(file.File, file.Client, file.Reason!);
            else foreach (var claim in Claims(file.File, file.Root, file.Client, file.Servers)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Claims(EstateFile file, YamlNode root, AgentClient client, IReadOnlyList<ConfiguredServer> servers)
    {
        var whole = new Origin(Source, file.Path);
        foreach (var server in servers)
        {
            var (id, entry, likeness) = ServerEntry.Read(server, file.Path, Approvals.For(root, server.Name));
            var origin = new Origin(Source, file.Path, server.Line);
            yield return new Claim(id, "name", Plane.Declared, entry.AsMap!["name"], origin, DateTimeOffset.MinValue);
            yield return new Claim(id, "entries", Plane.Declared, entry, origin, DateTimeOffset.MinValue);
            yield return new Coverage(Source, Plane.Declared, new Reach(Asset: id), ["mcp-server.entries", "mcp-server.resembles"]).ToClaim(whole);
            if (likeness is not null) yield return new Claim(id, "resembles", Plane.Declared, Value.Map(
                ("package", entry.AsMap!["package"]), ("known", Value.Of(likeness.Known)), ("how", Value.Of(likeness.How)), ("file", Value.Of(file.Path))), origin, DateTimeOffset.MinValue);
            foreach (var capability in Known(id, entry.AsMap!, server)) yield return new Claim(id, ToolStatements.Capabilities, Plane.Declared, capability, origin, DateTimeOffset.MinValue);
            if (server.Client.Id == AgentClient.Unknown) continue;
            yield return new Claim(server.Client.Agent, "servers", Plane.Declared, entry.AsMap!["name"], origin, DateTimeOffset.MinValue);
            foreach (var tool in Unasked(entry.AsMap!)) yield return new Claim(server.Client.Agent, "unasked", Plane.Declared, Value.Map(
                ("server", Value.Of(id.Key)), ("name", entry.AsMap!["name"]), ("tool", tool), ("file", Value.Of(file.Path))), origin, DateTimeOffset.MinValue);
            if (entry.AsMap!["enabled"].IsTrue) yield return new Relation(server.Client.Agent, "uses", id).ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
        }

        foreach (var agent in servers.Select(s => s.Client).Append(client).Where(c => c.Id != AgentClient.Unknown).DistinctBy(c => c.Agent))
        {
            yield return new Claim(agent.Agent, "name", Plane.Declared, Value.Of(agent.Name), whole, DateTimeOffset.MinValue);
            yield return new Coverage(Source, Plane.Declared, new Reach(Asset: agent.Agent), ["coding-agent.servers", "coding-agent.unasked"]).ToClaim(whole);
        }
    }

    // Of a well-known server some tools are known without its answer: enough to say what is possible, never that nothing more is.
    private static IEnumerable<Value> Known(AssetId id, MapValue entry, ConfiguredServer server)
    {
        if (!entry["enabled"].IsTrue || KnownServers.Of(entry["ecosystem"].AsString!, entry["package"].AsString!, GitHubSettings.Plain(entry["url"].AsString!)) is not { } known) return [];
        var own = GitHubSettings.Of(entry["package"].AsString!, entry["url"].AsString!, new ServerSettings(server.Node));
        bool Has(string list, string tool) => entry[list].AsList!.Items.Any(i => i.AsString == tool);
        var isChosen = entry["enabledTools"].AsList!.Items.Length > 0 && !Has("enabledTools", "*");
        return known.Capabilities.Where(c => !Has("disabledTools", c.Tool) && (!isChosen || Has("enabledTools", c.Tool)))
            .Select(c => (Capability: c, Why: own is null ? ToolStatements.KnownOfServer : own.Why(c.Kind, c.Tool))).Where(c => c.Why is not null)
            .Select(c => ToolStatements.Known(c.Capability.Kind, c.Capability.Tool, id.Key, entry["file"].AsString!, c.Why!));
    }

    private static ImmutableArray<Value> Unasked(MapValue entry) =>
        !entry["enabled"].IsTrue ? [] : entry["trusted"].IsTrue ? [Value.Of("*")] : entry["approved"].AsList!.Items;

    private static Claim Unreadable(EstateFile file, AgentClient client, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, $"mend `{file.Path}`: it may configure MCP servers, which `{client.Id}` would not start either",
        Reach.Everything, ["mcp-server.entries", "coding-agent.servers"]).ToClaim(new Origin(Source, file.Path));
}
