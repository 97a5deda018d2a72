using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>Reads what publishes servers: `server.json` and answers of the registry's API, entries of a catalogue of images, manifests of bundles, `smithery.yaml`.</summary>
internal static partial class Manifests
{
    private const int Most = 20_000;

    /// <summary>The servers that a document publishes.</summary>
    /// <param name="root">The document.</param>
    /// <param name="folder">The folder it lies in, for what has no name of its own.</param>
    public static IEnumerable<Manifest> In(YamlNode root, string folder)
    {
        if (root is not YamlMap map) yield break;
        if (map["servers"] is YamlList servers)
        {
            foreach (var entry in servers.Nodes.Take(Most))
                if (Published(entry["server"] as YamlMap ?? entry as YamlMap) is { } listed) yield return listed with { IsOwn = false };
        }
        else if ((Published(map["server"] as YamlMap) ?? Published(map) ?? Catalogued(map) ?? Bundled(map) ?? Hosted(map, folder)) is { } one) yield return one;
    }

    // `registryType` and `identifier` since September 2025, `registry_name` and `name` before.
    private static Manifest? Published(YamlMap? map)
    {
        if (map?["name"]?.Text is not { Length: > 0 } name) return null;
        var packages = (map["packages"] as YamlList)?.Nodes.Select(Package).OfType<string>().ToList() ?? [];
        var remotes = (map["remotes"] as YamlList)?.Nodes.Where(r => r["type"] is not null || r["transport_type"] is not null).Select(r => ServiceAddress.Parse(r["url"]?.Text)?.Url).OfType<string>().ToList() ?? [];
        return packages.Count + remotes.Count == 0 ? null : new Manifest(name, map["version"]?.Text ?? map["version_detail"]?["version"]?.Text ?? "", [.. packages, .. remotes], remotes, "server.json", map.Line);
    }

    private static string? Package(YamlNode node)
    {
        var type = (node["registryType"] ?? node["registry_type"] ?? node["registry_name"])?.Text;
        if ((node["identifier"] ?? node["name"])?.Text is not { Length: > 0 } name) return null;
        return type switch
        {
            "npm" => PackageRef.Npm(name)?.Key,
            "pypi" => PackageRef.PyPi(name)?.Key,
            "oci" or "docker" => PackageRef.Image(name)?.Key,
            "nuget" => $"nuget:{name.ToLowerInvariant()}",
            "mcpb" => ServiceAddress.Parse(name) is { } address ? $"url:{address.Url[(address.Url.IndexOf("://", StringComparison.Ordinal) + 3)..]}" : null,
            _ => null,
        };
    }

    private static Manifest? Catalogued(YamlMap map)
    {
        if (map["name"]?.Text is not { Length: > 0 } name || map["type"]?.Text is not ("server" or "remote" or "poci") || map["about"] is not YamlMap) return null;
        var image = map["image"]?.Text is { } text ? PackageRef.Image(text)?.Key : null;
        var remote = ServiceAddress.Parse(map["remote"]?["url"]?.Text)?.Url;
        return new Manifest(name, "", [.. ((string?[])[image, remote]).OfType<string>()], remote is null ? [] : [remote], "docker", map.Line, IsOwn: false);
    }

    private static Manifest? Bundled(YamlMap map)
    {
        if (map["manifest_version"] is null && map["dxt_version"] is null && map["mcpb_version"] is null) return null;
        if (map["name"]?.Text is not { Length: > 0 } name || map["server"] is not YamlMap server) return null;
        var settings = server["mcp_config"] is { } config ? new ServerSettings(config) : null;
        var launch = settings is { Command.Length: > 0 } ? Launch.Of(settings.Command, settings.Arguments) : Launch.None;
        return new Manifest(name, map["version"]?.Text ?? "", launch.Package is { } package ? [package.Key] : [], [], "mcpb", map.Line);
    }

    // `smithery.yaml` gives no name; the function that writes the command line names the package, where there is one.
    private static Manifest? Hosted(YamlMap map, string folder)
    {
        if (map["startCommand"] is not YamlMap start || (start["type"]?.Text is not ("stdio" or "http" or "sse" or "ws") && start["commandFunction"] is null)) return null;
        var line = (start["commandFunction"] ?? map["commandFunction"])?.Text ?? "";
        var command = Command().Match(line) is { Success: true } found ? found.Groups[1].Value : "";
        var arguments = Arguments().Match(line) is { Success: true } list ? Quoted().Matches(list.Groups[1].Value).Select(m => m.Groups[1].Value).ToList() : [];
        var launch = command.Length > 0 ? Launch.Of(command, arguments) : Launch.None;
        var name = launch.Package?.Name ?? (folder.Length > 0 ? folder[(folder.LastIndexOf('/') + 1)..] : "smithery");
        return new Manifest(name, launch.Package?.Version ?? "", launch.Package is { } package ? [package.Key] : [], [], "smithery", map.Line);
    }

    [GeneratedRegex(@"\bcommand['""]?\s{0,20}:\s{0,20}['""`]([^'""`\n]{1,200})['""`]", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\bargs['""]?\s{0,20}:\s{0,20}\[([^\]]{0,4000})\]", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Arguments();

    [GeneratedRegex(@"['""`]([^'""`\n]{1,500})['""`]", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Quoted();
}
