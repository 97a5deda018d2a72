using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>One deployed part of a system, as its entries and its account say.</summary>
internal sealed record Workload(Item Item, Item System, Item? AccountItem, string Name, string Environment, string Account)
{
    public AssetId Id { get; } = new(AssetKind.Workload, $"{Name}@{Environment}/{Account}");

    public string? Region => Item.Text("region") is { } region ? ArmId.Region(region) : null;

    /// <summary>The item that speaks for the key: its own entry, else its account's.</summary>
    public Item? Speaker(string key) => Item.States(key) ? Item : AccountItem?.States(key) == true ? AccountItem : null;

    /// <summary>True where the account or the system is regulated, false where one says no; null where neither says.</summary>
    public bool? IsRegulated
    {
        get
        {
            var said = new[] { AccountItem?.Text("regulated"), System.Text("regulated") }.OfType<string>().ToList();
            if (said.Exists(Flags.IsTrue)) return true;
            var isOpen = System.Clashes("regulated") || AccountItem?.Clashes("regulated") == true;
            return said.Count > 0 && !isOpen ? false : null;
        }
    }
}

/// <summary>YAML's booleans.</summary>
internal static class Flags
{
    public static bool IsTrue(string text) => text is "true" or "True" or "TRUE";
}
