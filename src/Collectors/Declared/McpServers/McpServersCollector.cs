using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>Reads the settings of clients of AI tools for the MCP servers that they start or reach. It starts and reaches none.</summary>
public sealed partial class McpServersCollector : ICollector
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
        var known = AgentFiles.Of(scope);
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var client = known.ClientOf(file.Path);
            if (client is null && !MayConfigure(file)) continue;
            if (registries.IsApproved(file.Path)) continue;
            foreach (var claim in Read(file, client ?? AgentClients.At(AgentClient.Unknown, "", Folder(file.Path), known.Homes))) yield return claim;
        }
    }

    private static IEnumerable<Claim> Read(EstateFile file, AgentClient client)
    {
        var root = SettingsText.Read(file, out var reason);
        if (root is null) return client.Id != AgentClient.Unknown || IsNamed(file.Name) ? [Unreadable(file, client, reason!)] : [];
        return ServerMaps.In(root, client, file.Path) is { } servers ? Claims(file, root, client, servers) : [];
    }

    private static IEnumerable<Claim> Claims(EstateFile file, YamlNode root, AgentClient client, IReadOnlyList<ConfiguredServer> servers)
    {
        var whole = new Origin(Source, file.Path);
        foreach (var server in servers)
        {
            var (id, entry) = ServerEntry.Read(server, file.Path, Approvals.For(root, server.Name));
            var origin = new Origin(Source, file.Path, server.Line);
            yield return new Claim(id, "name", Plane.Declared, entry.AsMap!["name"], origin, DateTimeOffset.MinValue);
            yield return new Claim(id, "entries", Plane.Declared, entry, origin, DateTimeOffset.MinValue);
            yield return new Coverage(Source, Plane.Declared, new Reach(Asset: id), ["mcp-server.entries"]).ToClaim(whole);
            if (server.Client.Id == AgentClient.Unknown) continue;
            yield return new Claim(server.Client.Agent, "servers", Plane.Declared, entry.AsMap!["name"], origin, DateTimeOffset.MinValue);
            yield return new Relation(server.Client.Agent, "uses", id).ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
        }

        foreach (var agent in servers.Select(s => s.Client).Append(client).Where(c => c.Id != AgentClient.Unknown).DistinctBy(c => c.Agent))
        {
            yield return new Claim(agent.Agent, "name", Plane.Declared, Value.Of(agent.Name), whole, DateTimeOffset.MinValue);
            yield return new Coverage(Source, Plane.Declared, new Reach(Asset: agent.Agent), ["coding-agent.servers"]).ToClaim(whole);
        }
    }

    private static Claim Unreadable(EstateFile file, AgentClient client, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, $"mend `{file.Path}`: it may configure MCP servers, which `{client.Id}` would not start either",
        Reach.Everything, ["mcp-server.entries", "coding-agent.servers"]).ToClaim(new Origin(Source, file.Path));

    // Files of no known client: told by their name, or by the key that every client but few uses, in the part that is read of every file anyway.
    private static bool MayConfigure(EstateFile file)
    {
        if (!Endings().IsMatch(file.Name) || file.Length > SettingsText.Largest || Left().IsMatch(file.Path)) return false;
        if (file.Name.Equals("mcp.json", StringComparison.OrdinalIgnoreCase)) return true;
        var head = Content.Head(file);
        return head.IndexOf("\"mcpServers\""u8) >= 0 || head.IndexOf("\nmcpServers:"u8) >= 0 || (head.IndexOf("\"servers\""u8) >= 0 && (IsNamed(file.Name) || head.IndexOf("\"mcp\""u8) >= 0));
    }

    private static bool IsNamed(string name) => name.Contains("mcp", StringComparison.OrdinalIgnoreCase);

    private static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    [GeneratedRegex(@"\.(?:jsonc?|json5|ya?ml)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Endings();

    [GeneratedRegex(@"(?:^|/)(?:tests?|__tests__|testdata|fixtures|spec|specs|vendor|third_party|site-packages|schemas?)/|\.schema\.json$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Left();
}
