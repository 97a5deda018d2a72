using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the accounts, region by region, and what lives in them.</summary>
internal static class Accounts
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["accounts"])
        {
            foreach (var (_, sentence, at) in item.Contradictions($"account `{item.Id}`"))
                statements.Contradict(Impact.Of(item, book), sentence, at);
        }

        var keys = book["accounts"].Select(a => a.Id).Concat(book.Workloads.Select(w => w.Account)).Where(a => a.Length > 0);
        foreach (var account in keys.Distinct()) State(account, book, statements);
    }

    private static void State(string account, Book book, Statements statements)
    {
        var item = book.Find("accounts", account);
        var inside = book.About.In(account).ToList();
        var regions = inside.Where(w => w.Region is not null).Select(w => (Region: w.Region!, At: w.Item.One("region")!)).DistinctBy(p => p.Region).ToList();
        // A permitted region where nothing runs has nothing to assess.
        if (regions.Count == 0 && item is not null) Facts(new AssetId(AssetKind.Account, account), account, null, item, item.First, statements);
        foreach (var (region, at) in regions)
        {
            var id = new AssetId(AssetKind.Account, $"{account}/{region}");
            Facts(id, account, region, item, item?.First ?? at, statements);
            foreach (var workload in inside.Where(w => w.Region == region))
                statements.Word(id, "workloads", Value.Of(workload.Name), workload.Item.First);
        }
    }

    private static void Facts(AssetId id, string account, string? region, Item? item, Said at, Statements statements)
    {
        statements.Fact(id, "name", item?.Text("name") ?? account, item?.One("name") ?? at);
        statements.Fact(id, "account", account, at);
        statements.Fact(id, "region", region, at);
        if (item is null) return;
        foreach (var permitted in item.All("regions")) statements.Word(id, "regions", Value.Of(ArmId.Region(permitted.Text!)), permitted);
        if (item.Settles("regions")) statements.Cover(new Reach(id), item.One("regions")!, "account.regions");
        statements.Word(id, "registered", Value.True, at);
        statements.Fact(id, "environment", item.Text("environment"), item.One("environment") ?? at);
        if (item.One("regulated") is { } regulated) statements.Fact(id, "regulated", Flags.IsTrue(regulated.Text!), regulated);
    }
}
