using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AzureSnapshot.AzureEstate;

namespace Plumbline.Collectors.Deployed.AzureSnapshot;

/// <summary>Accounts as endpoints: who can reach them, with what, and under whose key they store.</summary>
internal static class Endpoints
{
    /// <summary>The words that an account's own answer says.</summary>
    public static ImmutableArray<string> Words { get; } =
        ["endpoint.publicAccess", "endpoint.privateLinks", "endpoint.allowedNetworks", "endpoint.localAuth", "endpoint.customerKey"];

    /// <summary>What the answers say of every account.</summary>
    public static IEnumerable<Claim> Read(AzureEstate estate)
    {
        foreach (var endpoint in estate.Endpoints)
        {
            var asset = Asset(endpoint);
            var account = estate.Account(endpoint);
            var file = account?.File ?? estate.Listing(endpoint, _ => true, "") ?? estate.Children(endpoint, "deployments").FirstOrDefault()?.File ?? "";
            foreach (var claim in Facts(asset, ArmId.Parse(endpoint)!, account, file)) yield return claim;
            foreach (var link in Links(estate, endpoint, account)) yield return link;
            if (account is not null) foreach (var claim in Account(asset, account)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Facts(AssetId asset, ArmId id, AzureResource? account, string file)
    {
        yield return Say(asset, "name", Value.Of(account is null ? id.Name : GuardrailJson.Text(account.Body, "name") ?? id.Name), file);
        yield return Say(asset, "account", Value.Of(id.Subscription), file);
        var origin = new Origin(AzureSnapshotCollector.Source, file);
        yield return new Relation(asset, "lives-in", new AssetId(AssetKind.Account, id.Subscription)).ToClaim(Plane.Deployed, origin, DateTimeOffset.MinValue);
        if (account is null || GuardrailJson.Text(account.Body, "location") is not { } location) yield break;
        var region = ArmId.Region(location);
        yield return Say(asset, "region", Value.Of(region), file);
        yield return new Relation(asset, "lives-in", new AssetId(AssetKind.Account, $"{id.Subscription}/{region}")).ToClaim(Plane.Deployed, origin, DateTimeOffset.MinValue);
    }

    // An answer without its properties (`--query`, a resource list) says nothing of them.
    private static IEnumerable<Claim> Account(AssetId asset, AzureResource account)
    {
        if (account["publicNetworkAccess"].ValueKind == JsonValueKind.Undefined && account["endpoint"].ValueKind == JsonValueKind.Undefined
            && account["networkAcls"].ValueKind == JsonValueKind.Undefined) yield break;
        var networks = Networks(account).ToList();
        var access = account.Text("publicNetworkAccess") ?? "Enabled";
        var isReachable = !access.Equals("Disabled", StringComparison.OrdinalIgnoreCase);
        var isTold = access.Equals("Disabled", StringComparison.OrdinalIgnoreCase) || (access.Equals("Enabled", StringComparison.OrdinalIgnoreCase) && AreRulesReadable(account));
        yield return Say(
            asset, "publicAccess", isTold ? Value.Of(isReachable && OpenNetworks.IsEverywhere(networks)) : Value.Unknown($"who may reach it is not told: public network access is `{Masks.Of(access, [], 40)}`"), account.File);
        if (isReachable) foreach (var network in networks) yield return Say(asset, "allowedNetworks", Value.Of(network), account.File);
        yield return Say(asset, "localAuth", Value.Of(account.Flag("disableLocalAuth") != true), account.File);
        var source = GuardrailJson.Text(account["encryption"], "keySource");
        yield return Say(asset, "customerKey", Value.Of(source?.Equals("Microsoft.KeyVault", StringComparison.OrdinalIgnoreCase) == true), account.File);
        yield return Cover(asset, account.File, Words);
    }

    // Rules hold only where the default is Deny; trusted services of the cloud pass them where `bypass` says so.
    private static IEnumerable<string> Networks(AzureResource account)
    {
        var rules = account["networkAcls"];
        if (GuardrailJson.Upper(rules, "defaultAction") != "DENY") return ["0.0.0.0/0"];
        var addresses = GuardrailJson.Each(rules, "ipRules").Select(r => GuardrailJson.Text(r, "value") ?? GuardrailJson.Text(r, "ipAddressOrRange"));
        var networks = GuardrailJson.Each(rules, "virtualNetworkRules").Select(r => GuardrailJson.Text(r, "id")).Select(i => i is null ? null : ArmId.Canonical(i));
        string?[] bypass = GuardrailJson.Upper(rules, "bypass") == "AZURESERVICES" ? ["AzureServices"] : [];
        return addresses.Concat(networks).Concat(bypass).OfType<string>().Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal);
    }

    private static bool AreRulesReadable(AzureResource account) =>
        account["networkAcls"].At("ipRules") is { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Array } rules
        && (rules.ValueKind != JsonValueKind.Array || rules.EnumerateArray().All(r => r.ValueKind == JsonValueKind.Object));

    private static IEnumerable<Claim> Links(AzureEstate estate, string endpoint, AzureResource? account)
    {
        var nested = account is null ? [] : account.Elements("privateEndpointConnections").Select(c => (Body: c, account.File));
        var listed = estate.Children(endpoint, "privateendpointconnections").Select(c => (c.Body, c.File));
        foreach (var (body, file) in nested.Concat(listed))
        {
            if (PrivateLink.Of(body) is { } link) yield return Say(Asset(endpoint), "privateLinks", Value.Of(link), file);
        }
    }
}
