using System.Text;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>What a ledger promises to those who write it.</summary>
public sealed class LedgerTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void What_is_written_is_read_back(Engine engine)
    {
        using var store = new StoreCase(engine);
        var body = Encoding.UTF8.GetBytes("""{"text":"„Grüße“ 'quoted' \\ \u0000"}""");
        using var ledger = store.Open();
        ledger.Append(0, [new Entry(RecordKind.Approval, "", "prompts/\0loan", "jané", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), body), StoreCase.Note("b", "two")]);
        var read = new List<Records.Record>();
        ledger.Store.Read(0, (in RecordView r) => { read.Add(r.Keep()); return true; });
        Assert.Equal(2, read.Count);
        Assert.Equal((1L, "approval", "", "prompts/ loan", "jané"), (read[0].Number, read[0].Kind, read[0].Estate, read[0].Subject, read[0].Actor));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 1, 4, 5, TimeSpan.Zero), read[0].Moment);
        Assert.Equal(store.Clock.Now, read[0].Time);
        Assert.Equal(body, read[0].Body.ToArray());
        var about = new List<long>();
        ledger.Store.ReadSubject("b", (in RecordView r) => { about.Add(r.Number); return true; });
        Assert.Equal([2], about);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Who_has_not_seen_the_last_record_writes_nothing(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var first = store.Open();
        using var second = store.Open();
        Assert.NotNull(first.Append(0, [StoreCase.Note("a", "one")]));
        Assert.Null(second.Append(0, [StoreCase.Note("a", "two")]));
        Assert.Equal(1, second.Tip.Number);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Writers_at_the_same_time_make_one_chain(Engine engine)
    {
        using var store = new StoreCase(engine);
        using (store.Open())
        {
        }

        Parallel.For(0, 4, _ =>
        {
            using var ledger = store.Open();
            for (var i = 0; i < 10;) if (ledger.Append(ledger.Tip.Number, [StoreCase.Note("a", "x")]) is not null) i++;
        });
        var found = store.Verify();
        Assert.Empty(found.Faults);
        Assert.Equal(40, found.Records);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_clock_that_is_behind_the_last_record_is_refused(Engine engine)
    {
        using var store = new StoreCase(engine);
        store.Write(1);
        store.Clock.Now -= TimeSpan.FromMinutes(1);
        store.Write(1);
        store.Clock.Now -= TimeSpan.FromHours(1);
        using var ledger = store.Open();
        var refused = Assert.Throws<LedgerException>(() => ledger.Append(2, [StoreCase.Note("a", "late")]));
        Assert.Contains("set the clock right", refused.Message, StringComparison.Ordinal);
        Assert.Empty(store.Verify().Faults);
    }

    [Fact]
    public void A_closed_ledger_is_one_file()
    {
        using var store = new StoreCase(Engine.Sqlite);
        store.Write(3);
        Assert.Equal(["ledger.db"], Directory.GetFiles(Path.GetDirectoryName(store.Address)!).Select(Path.GetFileName));
        Assert.Contains("note 2", Encoding.Latin1.GetString(File.ReadAllBytes(store.Address)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_told()
    {
        using var store = new StoreCase(Engine.Sqlite);
        File.WriteAllText(store.Address, new string('x', 5000));
        Assert.Contains("is no ledger", Assert.Throws<LedgerException>(store.Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://plumb@127.0.0.1:1/none", "does not answer")]
    [InlineData("postgres://[", "cannot be read")]
    public void A_database_that_is_not_there_is_told(string address, string said) =>
        Assert.Contains(said, Assert.Throws<LedgerException>(() => Stores.Open(address)).Message, StringComparison.Ordinal);
}
