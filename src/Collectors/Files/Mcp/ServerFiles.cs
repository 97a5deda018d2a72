using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>A file that sets clients up to use MCP servers.</summary>
/// <param name="File">The file.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="Root">What it holds; null where it cannot be read.</param>
/// <param name="Servers">The servers in it.</param>
/// <param name="Reason">Why it cannot be read; null where it can.</param>
public sealed record ServerFile(EstateFile File, AgentClient Client, YamlNode? Root, IReadOnlyList<ConfiguredServer> Servers, string? Reason);

/// <summary>The files of an estate that set clients up to use MCP servers; read once a scan.</summary>
public sealed partial class ServerFiles
{
    private static readonly ConditionalWeakTable<Scope, ServerFiles> Known = [];

    private ServerFiles(Scope scope)
    {
        var agents = AgentFiles.Of(scope);
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files)
        {
            var client = agents.ClientOf(file.Path);
            if ((client is null && !MayConfigure(file)) || registries.IsApproved(file.Path)) continue;
            if (Read(file, client ?? AgentClients.At(AgentClient.Unknown, "", file.Folder, agents.Homes)) is { } found) All.Add(found);
        }
    }

    /// <summary>The files of a scope.</summary>
    public static ServerFiles Of(Scope scope) => Known.GetValue(scope, static s => new ServerFiles(s));

    /// <summary>Every such file, in the order of the scope.</summary>
    public List<ServerFile> All { get; } = [];

    /// <summary>The ids of the servers that go by a name in some client's settings, or by that of their package.</summary>
    public IReadOnlyList<AssetId> Named(string name) => [.. Names().Where(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(i => i.Id).Distinct()];

    /// <summary>The ids of all servers in the settings.</summary>
    public IEnumerable<AssetId> Ids => Names().Select(n => n.Id).Distinct();

    private IEnumerable<(string Name, AssetId Id)> Names()
    {
        foreach (var file in All)
        {
            foreach (var server in file.Servers)
            {
                var settings = new ServerSettings(server.Node);
                var launch = settings.Command.Length > 0 ? Launch.Of(settings.Command, settings.Arguments) : Launch.None;
                var id = new AssetId(AssetKind.McpServer, ServerKey.Of(launch, ServiceAddress.Parse(launch.Address ?? settings.Address), server.Client, file.File.Path, ServerKey.Shown(server.Name)));
                yield return (server.Name, id);
                if (launch.Package is { } package)
                {
                    yield return (package.Name, id);
                    yield return (package.Name[(package.Name.LastIndexOf('/') + 1)..], id);
                }
            }
        }
    }

    private static ServerFile? Read(EstateFile file, AgentClient client)
    {
        var root = SettingsText.Read(file, out var reason);
        if (root is null) return client.Id != AgentClient.Unknown || IsNamed(file.Name) ? new ServerFile(file, client, null, [], reason) : null;
        return ServerMaps.In(root, client, file.Path) is { } servers ? new ServerFile(file, client, root, servers, null) : null;
    }

    // Files of no known client: told by their name, or by the key that every client but few uses, in the part that is read of every file anyway.
    private static bool MayConfigure(EstateFile file)
    {
        if (!Endings().IsMatch(file.Name) || file.Length > SettingsText.Largest || Left().IsMatch(file.Path)) return false;
        if (file.Name.Equals("mcp.json", StringComparison.OrdinalIgnoreCase)) return true;
        var head = Content.Head(file);
        return head.IndexOf("\"mcpServers\""u8) >= 0 || head.IndexOf("\nmcpServers:"u8) >= 0 || (head.IndexOf("\"servers\""u8) >= 0 && (IsNamed(file.Name) || head.IndexOf("\"mcp\""u8) >= 0));
    }

    private static bool IsNamed(string name) => name.Contains("mcp", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\.(?:jsonc?|json5|ya?ml)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Endings();

    [GeneratedRegex(@"(?:^|/)(?:tests?|__tests__|testdata|fixtures|spec|specs|vendor|third_party|site-packages|schemas?)/|\.schema\.json$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Left();
}
