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
        foreach (var deployment in estate.Of(Deployments).Where(d => ReferenceEquals(Owner(d, estate), r))) asset.Say("deployments", Deployment(deployment), deployment.Line, deployment.File);
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
    internal static Known<bool> Public(MapTerm p)
    {
        if (p.At("public_network_access_enabled") is { } flag) return flag.Flag(true);
        var said = p.At("public_network_access").Text("Enabled");
        // The rules of a perimeter are its own resources, joined to this one from the other side.
        return said is { Unknown: null, Value: var text } && text.Equals("SecuredByPerimeter", StringComparison.OrdinalIgnoreCase)
            ? new(default, said.Line, "the network security perimeter it lies in") : said.Map(t => !t.Equals("Disabled", StringComparison.OrdinalIgnoreCase));
    }

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

    // A name that is not known may be written the same for two accounts.
    private static Resource? Owner(Resource deployment, Estate estate)
    {
        if (deployment.Properties.At("cognitive_account_id") is { } id) return estate.Named(id, Accounts, "id");
        return estate.Around(deployment, Accounts);
    }

    /// <summary>True for the type of a deployment.</summary>
    public static bool IsDeployment(string type) => Deployments.Contains(type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Accounts that this code does not make, but puts deployments into: of them only those are known.</summary>
    public static IEnumerable<Claim> Elsewhere(Estate estate)
    {
        foreach (var group in estate.Of(Deployments).Where(d => Owner(d, estate) is null).GroupBy(Outside).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var first = group.First();
            var type = first.Source is Sources.Terraform or Sources.Plan ? Accounts[0] : Accounts[2];
            var prefix = first.Address[..Math.Max(0, first.Address.IndexOf(first.Type, StringComparison.Ordinal))];
            var name = group.Key.Length > 0 ? group.Key : "()";
            var asset = new Subject(first with { Type = type, Name = name, Address = type == Accounts[0] ? $"{prefix}{type}.{name}" : $"{prefix}{type}/{name}" }, AssetKind.Endpoint, Term.Of(name));
            foreach (var deployment in group) asset.Say("deployments", Deployment(deployment), deployment.Line, deployment.File);
            asset.Lack(first.Line, "an account that is not made here", "deployments");
            foreach (var claim in asset.Claims()) yield return claim;
        }
    }

    // The account as its deployment calls it.
    private static string Outside(Resource deployment)
    {
        if (deployment.Properties.At("cognitive_account_id") is { } id) return id.AsText is { } text ? text[(text.LastIndexOf('/') + 1)..] : $"({(id as OpenTerm)?.Why})";
        return deployment.Name.LastIndexOf('/') is > 0 and var slash ? deployment.Name[..slash] : "";
    }

    // A part that is not known makes what is read from it unknown, and nothing else.
    private static Value Deployment(Resource r)
    {
        var p = r.Properties;
        var (model, version) = (p.At("model", "name").Text(), p.At("model", "version").Text());
        var (sku, policy, option) = ((p.At("sku", "name") ?? p.At("scale", "type") ?? p.At("scaleSettings", "scaleType")).Text(), p.Any("rai_policy_name").Text(), p.At("version_upgrade_option").Text());
        var whole = model.With(version, (name, number) => (name, number));
        var given = p.At("name").Text(r.Name).Map(n => n[(n.LastIndexOf('/') + 1)..]);
        return Value.Map(
            ("name", Said(given.Map(Value.Of))), ("model", Said(whole.Map(m => Value.Of(AzureModel.Of(m.name, m.number))))), ("base", Said(whole.Map(m => Value.Of(AzureModel.Base(m.name, m.number))))),
            ("pinned", Said(version.Map(v => Value.Of(v.Length > 0 && !v.Equals("latest", StringComparison.OrdinalIgnoreCase))))),
            ("upgrade", Said(option.Unknown is null && option.Value.Length > 0 ? option.Map(o => Value.Of(AzureDeployment.UpgradeOf(o, ""))) : option.With(sku, (_, s) => Value.Of(AzureDeployment.UpgradeOf(null, s))))),
            ("processing", Said(sku.Map(s => Value.Of(AzureDeployment.ProcessingOf(s))))), ("guardrail", Said(policy.Map(Value.Of))));
    }

    private static Value Said(Known<Value> known) => known.Unknown is { } why ? Value.Unknown($"it hangs on {Subject.Quoted(why)}") : known.Value;
}
