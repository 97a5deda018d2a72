using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Workspaces of Azure Machine Learning, hubs and projects among them; Terraform's and ARM's own names.</summary>
internal static class AzureWorkspaces
{
    private static readonly string[] Types = ["azurerm_machine_learning_workspace", "Microsoft.MachineLearningServices/workspaces"];

    /// <summary>A workspace: who reaches it, whose key it has, and what its data lies in.</summary>
    public static IEnumerable<Claim> Workspace(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Endpoint, p.At("name"));
        asset.Flag("publicAccess", AzureServices.Public(p));
        asset.Flag("customerKey", p.Any("encryption").At("key_vault_id").IsSet().With(p.At("encryption", "status").Text(), (set, status) => set || status == "Enabled"));
        asset.Optional("managedIdentity", p.At("identity", "type").Text().Map(t => t.Length > 0 && t != "None"));
        asset.Optional("privatelyConnected", Inward(r, estate) is { Unknown: null, Value: true } inward ? inward : Inward(r, estate).With(Outward(r, estate), (i, o) => i || o));
        var store = estate.Named(p.Any("storage_account_id", "storageAccount"), ["azurerm_storage_account", "Microsoft.Storage/storageAccounts"], "id", "name");
        if (store is not null) asset.Optional("sensitiveStore", p.Any("high_business_impact", "hbiWorkspace").Flag(false).With(AzureServices.Public(store.Properties).Elsewhere, (high, open) => high && open));
        return asset.Claims();
    }

    // A private endpoint in a network of the callers' that leads to it.
    private static Known<bool> Inward(Resource workspace, Estate estate)
    {
        string? unknown = null;
        foreach (var door in estate.Of("azurerm_private_endpoint", "Microsoft.Network/privateEndpoints"))
        {
            var to = door.Properties.At("private_service_connection", "private_connection_resource_id") ?? door.Properties.At("privateLinkServiceConnections").At("properties", "privateLinkServiceId");
            if (estate.Named(to, Types, "id") == workspace) return new(true, 0, null);
            if (to is OpenTerm { Refs.IsEmpty: true } open) unknown = open.Why;
        }

        return new(false, 0, unknown);
    }

    // Private endpoints of its managed network, which lead to the data it reads; a network that is switched off has none.
    private static Known<bool> Outward(Resource workspace, Estate estate)
    {
        var network = workspace.Properties.At("managed_network");
        if (network is OpenTerm hidden) return new(default, hidden.Line, hidden.Why);
        var mode = network.At("isolation_mode").Text();
        if (mode is { Unknown: null, Value: "Disabled" }) return new(false, mode.Line, null);
        if (estate.Of("azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint").Any(d => estate.Named(d.Properties.At("workspace_id"), Types, "id") == workspace)) return new(true, 0, null);
        var rules = network.At("outboundRules");
        if (rules is OpenTerm open) return new(default, open.Line, open.Why);
        var types = ((rules as MapTerm)?.Entries.Select(e => e.Value) ?? []).Concat(Children(workspace, estate)).Select(d => d.At("type").Text()).ToList();
        var found = types.Find(t => t is { Unknown: null, Value: "PrivateEndpoint" });
        if (found.Value is not null) return found.Map(_ => true);
        var unsure = types.Find(t => t.Unknown is not null);
        return unsure.Unknown is null ? new(false, rules?.Line ?? 0, null) : unsure.Map(_ => false);
    }

    private static IEnumerable<Term> Children(Resource workspace, Estate estate) => estate.Of("Microsoft.MachineLearningServices/workspaces/outboundRules")
        .Where(d => estate.IsIn(d, workspace)).Select(d => d.Properties);
}
