using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Containers;

/// <summary>Reads a service as a compose file writes it.</summary>
internal static class ServiceNode
{
    private const int MostVariables = 500;
    private static readonly string[] Strong = ["SYS_ADMIN", "ALL", "SYS_PTRACE", "SYS_MODULE", "DAC_READ_SEARCH", "SYS_RAWIO", "BPF"];

    /// <summary>The container of a service.</summary>
    public static Container Read(string name, YamlMap service, YamlMap file)
    {
        var gpus = Gpus(service);
        return new Container(name, service.Line, ImageName.Parse(service.TextAt("image")), Words(service), Variables(service))
        {
            HasMoreVariables = service["env_file"] is not null || service["extends"] is not null,
            Accelerator = gpus is null ? "" : "nvidia.com/gpu",
            Accelerators = gpus ?? 0,
            IsPrivileged = service.IsTrue("privileged"),
            Capabilities = [.. service.TextsAt("cap_add").Where(c => Strong.Contains(c.ToUpperInvariant().Replace("CAP_", "", StringComparison.Ordinal))).Order(StringComparer.Ordinal)],
            Watched = file.EntriesAt("services").Any(s => (s.Node.TextAt("image") ?? "") is var image && (image.Contains("prom/prometheus", StringComparison.Ordinal) || image.Contains("opentelemetry-collector", StringComparison.Ordinal)))
                ? "whether the collector beside it watches it stands in a file of its own" : "false",
        };
    }

    /// <summary>The ports that it publishes on its machine: who reaches them (host, node) and the port there.</summary>
    public static IEnumerable<(string From, string Port)> Published(YamlMap service) =>
        Ports(service).Where(p => p.Port is "host" || Placeholders.In(p.Port) || (p.Port.Length > 0 && p.Port.All(c => char.IsAsciiDigit(c) || c == '-')));

    private static IEnumerable<(string From, string Port)> Ports(YamlMap service)
    {
        if (service.TextAt("network_mode") == "host")
        {
            yield return ("node", "host");
            yield break;
        }

        foreach (var port in service.ListAt("ports"))
        {
            if (port is YamlMap given)
            {
                if (given.TextAt("target") is { } target) yield return (Place(given.TextAt("host_ip") ?? ""), given.TextAt("published") ?? target);
            }
            else if (port.Text is { } text)
            {
                // [address:][published:]target[/protocol]; an address of IPv6 stands in brackets.
                var parts = text.Split('/')[0];
                var last = parts.LastIndexOf(':');
                var before = last < 0 ? "" : parts[..last];
                var colon = before.StartsWith('[') ? before.IndexOf("]:", StringComparison.Ordinal) + 1 : Colon(before);
                var address = colon > 0 ? before[..colon].Trim('[', ']') : "";
                yield return (Place(address), colon > 0 ? before[(colon + 1)..] : before.Length > 0 ? before : parts);
            }
        }
    }

    /// <summary>Folders and sockets of the machine that it mounts.</summary>
    public static IEnumerable<string> HostPaths(YamlMap service) =>
        service.ListAt("volumes").Select(v => v is YamlMap m ? m.TextAt("type") == "bind" ? m.TextAt("source") : null : v.Text?.Split(':')[0])
            .Where(p => p is { Length: > 0 } && p[0] == '/').Select(p => p!).Order(StringComparer.Ordinal);

    // `${PORT:-8000}` holds colons of its own.
    private static int Colon(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{') depth++;
            else if (text[i] == '}') depth--;
            else if (text[i] == ':' && depth == 0) return i;
        }

        return -1;
    }

    private static string Place(string address) => address.StartsWith("127.", StringComparison.Ordinal) || address is "::1" or "localhost" ? "host" : "node";

    private static ImmutableArray<string> Words(YamlMap service) =>
        [.. Part(service["entrypoint"]), .. Part(service["command"])];

    private static ImmutableArray<string> Part(YamlNode? node) => node switch
    {
        YamlList list => CommandWords.Of(list.Texts),
        YamlScalar { IsNull: false } scalar => [.. CommandWords.Split(scalar.Raw)],
        _ => [],
    };

    private static ImmutableArray<EnvVariable> Variables(YamlMap service) => service["environment"] switch
    {
        YamlMap map => [.. map.Entries.Take(MostVariables).Select(e => new EnvVariable(e.Key, e.Node is YamlScalar { IsNull: false } s ? s.Raw : null, e.Node.Line))],
        YamlList list => [.. list.Nodes.Take(MostVariables).Where(n => n.Text is not null).Select(n => n.Text!.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? new EnvVariable(n.Text[..at], n.Text[(at + 1)..], n.Line) : new EnvVariable(n.Text, null, n.Line))],
        _ => [],
    };

    private static long? Gpus(YamlMap service)
    {
        if (service["gpus"] is not null || service.TextAt("runtime") == "nvidia") return 1;
        var devices = service.ListAt("deploy", "resources", "reservations", "devices").Where(d => d.TextAt("driver") is "nvidia" or "amdgpu" || d.TextsAt("capabilities").Contains("gpu")).ToList();
        return devices.Count == 0 ? null : Math.Max(1, devices.Max(d => d.NumberAt("count")));
    }
}
