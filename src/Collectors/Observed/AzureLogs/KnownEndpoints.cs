using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>What the control plane's answers say of the accounts that logs name: which model a deployment is, where it is processed, and which private ways lead to it.</summary>
internal sealed class KnownEndpoints
{
    private readonly Dictionary<string, AzureDeployment> deployments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> regions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedSet<string>> ways = new(StringComparer.Ordinal);

    public KnownEndpoints(AzureResources resources)
    {
        foreach (var resource in resources.All)
        {
            if (resource.Id.Child("deployments") is not null) deployments[resource.Id.Text] = AzureDeployment.Of(resource);
            if (resource.Id.Child("privateendpointconnections") is not null) AddWay(resource.Id.Service, PrivateLink.Of(resource.Body));
            if (resource.Id.IsAccount) Account(resource);
        }
    }

    /// <summary>The region of an account; null where no answer says it.</summary>
    public string? RegionOf(string endpoint) => regions.GetValueOrDefault(endpoint);

    /// <summary>The account that answers under a host; null where no answer says it.</summary>
    public string? AtHost(string host) => hosts.GetValueOrDefault(host);

    /// <summary>A deployment of an account; null where no answer shows it.</summary>
    public AzureDeployment? Deployment(string endpoint, string name) => deployments.GetValueOrDefault(DeploymentId(endpoint, name));

    /// <summary>The id of a deployment.</summary>
    public static string DeploymentId(string endpoint, string name) => $"{endpoint}/deployments/{name.ToLowerInvariant()}";

    /// <summary>By which way a call came, as its address tells: the private endpoint or network, empty for the internet, else unknown.</summary>
    public Value Interface(string endpoint, string? address)
    {
        if (IsPrivate(address) is not { } isPrivate) return Value.Unknown("the record does not say from which address the call came");
        if (!isPrivate) return Value.Of("");
        return ways.GetValueOrDefault(endpoint) is { Count: 1 } only
            ? Value.Of(only.Min!)
            : Value.Unknown("the call came from a private address, and the control plane's answers show no single private way to the account");
    }

    /// <summary>Where a call was processed: in the account's region, or unknown where the deployment says no place.</summary>
    public Value Landed(string endpoint, string deployment, string region) => Deployment(endpoint, deployment)?.Processing switch
    {
        "region" => Value.Of(region),
        "zone" or "global" => Value.Unknown($"deployment `{deployment}` is processed wherever its zone has capacity"),
        _ => Value.Unknown($"no answer of the control plane shows deployment `{deployment}`"),
    };

    // The last part is masked (`203.0.113.***`) and a port may follow: the first two parts decide.
    private static bool? IsPrivate(string? address)
    {
        if (address is null || address.Length is < 3 or > 64) return null;
        if (IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 && !ip.IsIPv4MappedToIPv6)
            return ip.IsIPv6LinkLocal || ip.IsIPv6SiteLocal || (ip.GetAddressBytes()[0] & 0xFE) == 0xFC;
        var text = address.StartsWith("::ffff:", StringComparison.OrdinalIgnoreCase) ? address[7..] : address;
        if (text.Split('.') is not [var a, var b, _, ..] || !byte.TryParse(a, out var first) || !byte.TryParse(b, out var second))
            return text.Contains(':', StringComparison.Ordinal) ? text.StartsWith("fc", StringComparison.OrdinalIgnoreCase) || text.StartsWith("fd", StringComparison.OrdinalIgnoreCase) : null;
        return first == 10 || (first == 172 && second is >= 16 and <= 31) || (first == 192 && second == 168) || (first == 100 && second is >= 64 and <= 127);
    }

    private void Account(AzureResource account)
    {
        var id = account.Id.Text;
        if (GuardrailJson.Text(account.Body, "location") is { } location) regions[id] = ArmId.Region(location);
        if (account.Text("endpoint") is { } uri && Uri.TryCreate(uri, UriKind.Absolute, out var at)) hosts.TryAdd(at.Host, id);
        if (account.Text("customSubDomainName") is { Length: > 0 } name)
            foreach (var zone in (ImmutableArray<string>)["openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com"]) hosts.TryAdd($"{name}.{zone}", id);
        foreach (var connection in account.Elements("privateEndpointConnections")) AddWay(id, PrivateLink.Of(connection));
        foreach (var rule in GuardrailJson.Each(account["networkAcls"], "virtualNetworkRules"))
            AddWay(id, GuardrailJson.Text(rule, "id") is { } network ? ArmId.Canonical(network) : null);
    }

    private void AddWay(string endpoint, string? way)
    {
        if (way is null) return;
        if (!ways.TryGetValue(endpoint, out var all)) ways[endpoint] = all = new SortedSet<string>(StringComparer.Ordinal);
        all.Add(way);
    }
}
