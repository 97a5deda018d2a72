using System.Collections.Immutable;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Storage accounts of Azure and their containers: whether somebody without a name can read blobs, and whose key they have.</summary>
internal static class AzureStorage
{
    /// <summary>Accounts, by dialect.</summary>
    public static readonly string[] Accounts = ["azurerm_storage_account", "Microsoft.Storage/storageAccounts"];

    /// <summary>Containers, by dialect.</summary>
    public static readonly string[] Containers = ["azurerm_storage_container", "Microsoft.Storage/storageAccounts/blobServices/containers"];

    /// <summary>True where a container lets everybody in and neither its account nor its network keeps them out; of an account any container counts.</summary>
    public static Known<bool> IsPublic(Resource store, Estate estate)
    {
        var isContainer = Containers.Contains(store.Type, StringComparer.OrdinalIgnoreCase);
        var account = isContainer ? estate.Of(Accounts).FirstOrDefault(a => IsIn(store, a, estate)) : store;
        var containers = isContainer ? [store] : estate.Of(Containers).Where(c => IsIn(c, store, estate));
        var opens = containers.Select(c => c.Properties.Any("container_access_type", "public_access").Text("private")
            .Map(t => t.Equals("blob", StringComparison.OrdinalIgnoreCase) || t.Equals("container", StringComparison.OrdinalIgnoreCase)));
        return Openings.Unless(opens, account is null ? new(default, store.Line, "an account that is declared elsewhere") : IsClosed(account, estate));
    }

    /// <summary>True where what is stored is encrypted with a key of the customer's.</summary>
    public static Known<bool> Key(Resource store, Estate estate)
    {
        var account = Accounts.Contains(store.Type, StringComparer.OrdinalIgnoreCase) ? store : estate.Of(Accounts).FirstOrDefault(a => IsIn(store, a, estate));
        if (account is null) return new(default, store.Line, "an account that is declared elsewhere");
        if (account.Properties.At("encryption", "keySource") is { } source) return source.Text().Map(t => t.Equals("Microsoft.Keyvault", StringComparison.OrdinalIgnoreCase));
        var beside = estate.Of("azurerm_storage_account_customer_managed_key").Any(k => estate.Named(k.Properties.At("storage_account_id"), Accounts, "id") == account);
        return beside ? new(true, 0, null) : account.Properties.At("customer_managed_key").IsSet();
    }

    private static bool IsIn(Resource container, Resource account, Estate estate)
    {
        if (container.Properties.Any("storage_account_id", "storage_account_name") is { } of) return estate.Named(of, Accounts, "id", "name") == account;
        return estate.IsIn(container, account);
    }

    // What is not set: Terraform's provider lets containers be public, Resource Manager does not; every network is let in.
    private static Known<bool> IsClosed(Resource account, Estate estate)
    {
        var p = account.Properties;
        var allows = p.Any("allow_nested_items_to_be_public", "allow_blob_public_access", "allowBlobPublicAccess").Flag(account.Type.StartsWith("azurerm_", StringComparison.Ordinal));
        var beside = estate.Of("azurerm_storage_account_network_rules").FirstOrDefault(n => estate.Named(n.Properties.Any("storage_account_id", "storage_account_name"), Accounts, "id", "name") == account);
        var rules = (Term?)beside?.Properties ?? p.Any("network_rules", "networkAcls");
        var listed = rules.At("ip_rules");
        var networks = listed?.Unknown is { } open ? new Known<ImmutableArray<string>>([], open.Line, open.Why)
            : new([.. listed.Items().Select(i => i.AsText ?? i.At("value")?.AsText).OfType<string>()], 0, null);
        var denies = rules.At("default_action").Text("Allow").Map(t => t.Equals("Deny", StringComparison.OrdinalIgnoreCase));
        if (denies is not { Unknown: null, Value: false }) denies = denies.With(networks, (deny, let) => deny && !OpenNetworks.IsEverywhere(let));
        return Openings.Any(allows.Map(a => !a), AzureServices.Public(p).Map(on => !on), denies);
    }
}
