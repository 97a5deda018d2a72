using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Azure: accounts of AI services and their deployments, search services; Terraform's and ARM's own names.</summary>
internal static class AzureServices
{
    private static readonly string[] Accounts = ["azurerm_cognitive_account", "azurerm_ai_services", "Microsoft.CognitiveServices/accounts"];
    private static readonly string[] Deployments = ["azurerm_cognitive_deployment", "Microsoft.CognitiveServices/accounts/deployments"];

    /// <summary>An account of AI services.</summary>
    public static IEnumerable<Claim> Account(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Endpoint, p.At("name"));
        Access(asset, p);
        asset.Flag("localAuth", LocalAuth(p));
        asset.Flag("customerKey", Key(p, r, estate));
        asset.Optional("managedIdentity", p.At("identity", "type").Text().Map(t => t.Length > 0 && t != "None"));
        if (p.At("kind").Text("AIServices").Value is "OpenAI" or "AIServices") asset.Optional("outboundLimited", Outbound(p));
        foreach (var deployment in estate.Of(Deployments).Where(d => IsOf(d, r, estate))) asset.Say("deployments", Deployment(deployment), deployment.Line, deployment.File);
        asset.Cover("deployments");
        return asset.Claims();
    }

    /// <summary>A search service: the vector store of many an assistant.</summary>
    public static IEnumerable<Claim> Search(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.VectorStore, p.At("name"));
        var addresses = p.Any("allowed_ips") ?? p.At("networkRuleSet", "ipRules");
        var networks = addresses?.Unknown is { } open ? new Known<ImmutableArray<string>>([], open.Line, open.Why)
            : new([.. addresses.Items().Select(i => i.AsText ?? i.At("value")?.AsText).OfType<string>()], addresses?.Line ?? 0, null);
        asset.Optional("publicAccess", Public(p).With(networks, (on, let) => on && (let.IsEmpty || OpenNetworks.IsEverywhere(let))));
        asset.Optional("localAuth", LocalAuth(p));
        asset.Optional("managedIdentity", p.At("identity", "type").Text().Map(t => t.Length > 0 && t != "None"));
        return asset.Claims();
    }

    // What is not set has the service's default: reachable from everywhere.
    internal static Known<bool> Public(MapTerm p) => p.At("public_network_access_enabled") is { } flag
        ? flag.Flag(true) : p.At("public_network_access").Text("Enabled").Map(t => !t.Equals("Disabled", StringComparison.OrdinalIgnoreCase));

    // Azure documents two parts, the switch and the list of what is let through; what the switch does alone is not documented.
    private static Known<bool> Outbound(MapTerm p)
    {
        var on = p.Any("outbound_network_access_restricted", "restrictOutboundNetworkAccess").Flag(false);
        return on is { Unknown: null, Value: false } ? on : on.With(p.Any("fqdns", "allowedFqdnList").IsSet(), (limits, lists) => limits && lists);
    }

    private static Known<bool> LocalAuth(MapTerm p) =>
        p.Any("local_auth_enabled", "local_authentication_enabled") is { } on ? on.Flag(true) : p.At("disableLocalAuth").Flag(false).Map(off => !off);

    private static Known<bool> Key(MapTerm p, Resource r, Estate estate)
    {
        if (p.At("encryption", "keySource") is { } source) return source.Text().Map(t => t.Equals("Microsoft.KeyVault", StringComparison.OrdinalIgnoreCase));
        var own = p.At("customer_managed_key").IsSet();
        var beside = estate.Of("azurerm_cognitive_account_customer_managed_key").Any(k => estate.Named(k.Properties.At("cognitive_account_id"), Accounts, "id") == r);
        return beside ? new(true, r.Line, null) : own;
    }

    private static void Access(Subject asset, MapTerm p)
    {
        var rules = p.At("network_acls");
        var denies = rules.At("default_action").Text("Allow").Map(t => t.Equals("Deny", StringComparison.OrdinalIgnoreCase));
        var addresses = rules.At("ip_rules");
        var listed = addresses?.Unknown is { } open ? new Known<ImmutableArray<string>>([], open.Line, open.Why)
            : new([.. addresses.Items().Select(i => i.AsText ?? i.At("value")?.AsText).OfType<string>()], addresses?.Line ?? 0, null);
        var everybody = denies.With(listed, (deny, let) => !deny || OpenNetworks.IsEverywhere(let));
        var on = Public(p);
        // Closed altogether, the rules do not matter.
        asset.Flag("publicAccess", on is { Unknown: null, Value: false } ? on : on.With(everybody, (enabled, all) => enabled && all));
        if (on.With(denies, (enabled, deny) => (enabled, deny)) is { Unknown: null, Value: var (isOn, isDenied) } && listed.Unknown is null)
        {
            if (isOn) foreach (var network in isDenied ? listed.Value : ["0.0.0.0/0"]) asset.Say("allowedNetworks", Value.Of(network), rules?.Line ?? 0);
            asset.Cover("allowedNetworks");
        }
    }

    private static bool IsOf(Resource deployment, Resource account, Estate estate) =>
        deployment.Properties.At("cognitive_account_id") is { } id ? estate.Named(id, Accounts, "id") == account
        : deployment.Properties.At("name")?.AsText is { } name && account.Properties.At("name")?.AsText is { } of && name.StartsWith(of + "/", StringComparison.OrdinalIgnoreCase);

    private static Value Deployment(Resource r)
    {
        var p = r.Properties;
        var model = p.At("model", "name").Text();
        var version = p.At("model", "version").Text().Value;
        var (sku, policy) = (p.At("sku", "name") ?? p.At("scale", "type"), p.Any("rai_policy_name").Text().Value);
        var (given, option) = (p.At("name").Text(r.Name).Value, p.At("version_upgrade_option"));
        Value Say(Term? term, Func<string, string> read) => term.Text().Unknown is { } why ? Value.Unknown($"it hangs on `{why}`") : Value.Of(read(term.Text().Value));
        return Value.Map(
            ("name", Value.Of(given[(given.LastIndexOf('/') + 1)..])), ("model", Value.Of(AzureModel.Of(model.Value, version))), ("base", Value.Of(AzureModel.Base(model.Value, version))),
            ("pinned", Value.Of(version is { Length: > 0 })), ("upgrade", Say(option, o => AzureDeployment.UpgradeOf(o.Length > 0 ? o : null, sku.Text().Value ?? ""))),
            ("processing", Say(sku, AzureDeployment.ProcessingOf)), ("guardrail", Value.Of(policy ?? "")));
    }
}
