using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>What may change and be forgotten lies beside the ledger, on both stores alike.</summary>
public sealed class CabinetTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void What_is_kept_is_found_changed_and_forgotten(Engine engine)
    {
        using var store = new StoreCase(engine);
        using (var ledger = store.Open())
        {
            Assert.True(ledger.Store.Cabinet.Put("sources", "folder-1", """{"a":"„Grüße“ 'x'"}"""));
            Assert.True(ledger.Store.Cabinet.Put("sources", "git-1", "two"));
            Assert.True(ledger.Store.Cabinet.Put("tokens", "folder-1", "another drawer"));
        }

        using var again = store.Open();
        var cabinet = again.Store.Cabinet;
        Assert.Equal("""{"a":"„Grüße“ 'x'"}""", cabinet.Get("sources", "folder-1")?.Body);
        Assert.Equal(["folder-1", "git-1"], cabinet.List("sources").Select(k => k.Key));
        Assert.Equal(["git-1"], cabinet.List("sources", "git").Select(k => k.Key));
        Assert.True(cabinet.Put("sources", "git-1", "three"));
        Assert.Equal((2L, "three"), (cabinet.Get("sources", "git-1")!.Version, cabinet.Get("sources", "git-1")!.Body));
        Assert.True(cabinet.Remove("sources", "git-1"));
        Assert.False(cabinet.Remove("sources", "git-1"));
        Assert.Null(cabinet.Get("sources", "git-1"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Who_has_not_seen_the_last_change_changes_nothing(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        var cabinet = ledger.Store.Cabinet;
        Assert.True(cabinet.Put("accounts", "jane", "one", seen: 0));
        Assert.False(cabinet.Put("accounts", "jane", "lost", seen: 0));
        Assert.True(cabinet.Put("accounts", "jane", "two", seen: 1));
        Assert.False(cabinet.Put("accounts", "jane", "lost", seen: 1));
        Assert.Equal("two", cabinet.Get("accounts", "jane")?.Body);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_rebuilt_ledger_keeps_its_cabinet(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        ledger.Store.Cabinet.Put("accounts", "jane", "one");
        ledger.Append(0, [StoreCase.Note("a", "one")]);
        ledger.Rebuild();
        Assert.Equal("one", ledger.Store.Cabinet.Get("accounts", "jane")?.Body);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Acts_are_told_latest_first_and_without_claims(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        ledger.Append(0, [StoreCase.Note("a", "1"), StoreCase.Note("b", "2", RecordKind.Claim), StoreCase.Note("c", "3", RecordKind.Waiver), StoreCase.Note("d", "4", RecordKind.ClaimGone), StoreCase.Note("e", "5")]);
        List<long> Acts(long before, RecordKind? kind, int most)
        {
            var numbers = new List<long>();
            ledger.Store.ReadActs(before, kind, (in RecordView r) => { numbers.Add(r.Number); return numbers.Count < most; });
            return numbers;
        }

        Assert.Equal([5, 3, 1], Acts(long.MaxValue, null, 10));
        Assert.Equal([3], Acts(5, null, 1));
        Assert.Equal([5, 1], Acts(long.MaxValue, RecordKind.Decision, 10));
    }
}
