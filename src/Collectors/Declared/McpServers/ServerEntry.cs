using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>Reads how one client is set up to use one server.</summary>
internal static partial class ServerEntry
{
    /// <summary>The server's id and its entry.</summary>
    /// <param name="configured">The server.</param>
    /// <param name="file">The file.</param>
    /// <param name="more">Tools that the file approves for it elsewhere.</param>
    public static (AssetId Id, Value Entry, Lookalike? Likeness) Read(ConfiguredServer configured, string file, IReadOnlyList<string> more)
    {
        var settings = new ServerSettings(configured.Node);
        var launch = settings.Command.Length > 0 ? Launch.Of(settings.Command, settings.Arguments) : Launch.None;
        var address = ServiceAddress.Parse(launch.Address ?? settings.Address);
        var approved = Names(settings.Approved.Concat(more));
        var (name, client) = (Short(configured.Name), configured.Client);
        var entry = Value.Map(
            ("client", Value.Of(client.Id)), ("scope", Value.Of(client.Scope)), ("folder", Value.Of(client.Folder)), ("file", Value.Of(file)), ("name", Value.Of(name)),
            ("transport", Value.Of(settings.Transport)), ("launcher", Value.Of(Short(launch.Launcher))), ("ecosystem", Value.Of(launch.Package?.Ecosystem ?? "")),
            ("package", Value.Of(launch.Package?.Name ?? "")), ("version", Value.Of(launch.Package?.Version ?? "")), ("pin", Value.Of(launch.Package?.Pin ?? "")),
            ("url", Value.Of(address?.Url ?? "")), ("host", Value.Of(address?.Host ?? "")), ("network", Value.Of(address?.Network ?? "")), ("plain", Value.Of(address?.IsPlain ?? false)),
            ("bridge", Value.Of(launch.Address is not null)), ("shell", Value.Of(launch.Shell)),
            ("secrets", Value.List(ServerSecrets.Of(settings, launch))),
            ("variables", Value.List(Names(settings.Variables.Select(v => v.Name).Concat(launch.Variables.Select(i => i.Split('=')[0]))))),
            ("references", Value.List(Names(ServerSecrets.References(settings, launch)))),
            ("approved", Value.List(approved)), ("destructive", Value.List(approved.Where(a => Destructive().IsMatch(a)))), ("trusted", Value.Of(settings.IsTrusted)),
            ("enabledTools", Value.List(Names(settings.Tools.Enabled))), ("disabledTools", Value.List(Names(settings.Tools.Disabled))), ("enabled", Value.Of(settings.IsEnabled)));
        return (new AssetId(AssetKind.McpServer, ServerKey.Of(launch, address, client, file, name)), entry, launch.Package is { } fetched ? Lookalikes.Of(fetched) : null);
    }

    private static List<string> Names(IEnumerable<string> names) => [.. names.Select(Short).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Short(string name) => ServerKey.Shown(name);

    [GeneratedRegex(
        @"^(?:.*[_./:-])?(?:delete|remove|drop|destroy|purge|truncate|wipe|terminate|kill|write|update|create|edit|move|rename|insert|upsert|push|merge|commit|deploy|apply|execute|exec|run|shell|bash|command|eval|send|post|publish|pay|transfer|grant|revoke|put|patch|install|uninstall|restart|stop|rollback)(?:[_./:-].*|[A-Z].*|$)"
        + @"|^(?:delete|remove|drop|write|update|create|edit|execute|run|send|push|merge|deploy)[A-Z]",
        RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Destructive();
}
