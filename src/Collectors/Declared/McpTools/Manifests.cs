using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>Reads what publishes servers: `server.json` and answers of the registry's API, entries of a catalogue of images, manifests of bundles.</summary>
internal static class Manifests
{
    private const int Most = 20_000;

    /// <summary>The servers that a document publishes.</summary>
    public static IEnumerable<Manifest> In(YamlNode root)
    {
        if (root is not YamlMap map) yield break;
        if (map["servers"] is YamlList servers)
        {
            foreach (var entry in servers.Nodes.Take(Most))
                if (Published(entry["server"] as YamlMap ?? entry as YamlMap) is { } listed) yield return listed with { IsOwn = false };
        }
        else if ((Published(map["server"] as YamlMap) ?? Published(map) ?? Catalogued(map) ?? Bundled(map)) is { } one) yield return one;
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
}
