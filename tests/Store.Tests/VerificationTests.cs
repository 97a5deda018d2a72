using System.Security.Cryptography;
using Plumbline.Store.Ledgers;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>Whatever is done to a ledger behind its back is found and named.</summary>
public sealed class VerificationTests
{
    private static readonly string Shown = "select number, time, moment, kind, estate, subject, actor, body, hash";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void An_untouched_ledger_has_no_fault(Engine engine)
    {
        using var store = new StoreCase(engine);
        store.Write(20);
        var found = store.Verify();
        Assert.Empty(found.Faults);
        Assert.Equal(20, found.Records);
    }

    [Theory]
    [CombinatorialTampering]
    public void A_record_that_was_touched_is_named(Engine engine, string sql, FaultKind kind, long number)
    {
        using var store = new StoreCase(engine);
        store.Write(20);
        store.Tamper(sql);
        var fault = Assert.Single(store.Verify().Faults);
        Assert.Equal((kind, number), (fault.Kind, fault.Number));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_row_of_a_projection_that_was_touched_is_named_and_made_again(Engine engine)
    {
        using var store = new StoreCase(engine);
        using (var ledger = store.Open()) ledger.Append(0, [StoreCase.Note("f1", "open", Records.RecordKind.Finding), StoreCase.Note("f2", "open", Records.RecordKind.Finding)]);
        store.Tamper("update projections set body = 'resolved' where key like '%f2'");
        var fault = Assert.Single(store.Verify().Faults);
        Assert.Equal((FaultKind.Projection, 2), (fault.Kind, fault.Number));
        using (var ledger = store.Open()) ledger.Rebuild();
        Assert.Empty(store.Verify().Faults);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Who_rewrites_the_whole_ledger_and_every_hash_is_exposed_by_a_checkpoint_only(Engine engine)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var store = new StoreCase(engine);
        store.Write(10);
        Checkpoint checkpoint;
        using (var ledger = store.Open()) checkpoint = Checkpoint.Sign(ledger.Tip, store.Clock.Now, key);
        using var forged = new StoreCase(engine);
        using (var ledger = forged.Open())
        {
            for (var i = 1; i <= 12; i++) ledger.Append(ledger.Tip.Number, [StoreCase.Note($"workload:w{i}", i == 5 ? "forged" : $"note {i}")]);
        }

        Assert.Empty(forged.Verify().Faults);
        Assert.Equal((FaultKind.Checkpoint, 10), forged.Verify(checkpoint).Faults.Select(f => (f.Kind, f.Number)).Single());
        Assert.Empty(store.Verify(checkpoint).Faults);
        using var shortened = new StoreCase(engine);
        shortened.Write(9);
        Assert.Equal(FaultKind.Checkpoint, Assert.Single(shortened.Verify(checkpoint).Faults).Kind);
    }

    [Fact]
    public void A_checkpoint_that_was_changed_is_not_signed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var checkpoint = Checkpoint.Sign(Tip.None with { Number = 7 }, DateTimeOffset.UnixEpoch, key);
        var read = Checkpoint.Read(System.Text.Encoding.UTF8.GetBytes(checkpoint.Write()));
        Assert.Equal(checkpoint, read);
        Assert.True(read!.IsSignedBy(key));
        Assert.False(read.IsSignedBy(other));
        Assert.False((read with { Number = 6 }).IsSignedBy(key));
        Assert.False((read with { Signature = "AAAA" }).IsSignedBy(key));
        Assert.Null(Checkpoint.Read("{}"u8.ToArray()));
    }

    /// <summary>Each way to touch a record on each store.</summary>
    private sealed class CombinatorialTamperingAttribute : Xunit.v3.DataAttribute
    {
        private static readonly (string Sql, FaultKind Kind, long Number)[] Ways =
        [
            ("update records set body = replace(body, 'note', 'vote') where number = 7", FaultKind.Altered, 7),
            ("update records set actor = 'john' where number = 20", FaultKind.Altered, 20),
            ("update records set moment = '2026-11-21T09:00:00.0000000Z' where number = 1", FaultKind.Altered, 1),
            ("delete from records where number = 7", FaultKind.Removed, 7),
            ("delete from records where number > 18", FaultKind.Removed, 19),
            ("update records set number = -1 where number = 7; update records set number = 7 where number = 8; update records set number = 8 where number = -1", FaultKind.Reordered, 7),
            ("delete from records where number = 7; update records set number = number + 100 where number > 7; update records set number = number - 101 where number > 100; update tip set number = 19", FaultKind.Removed, 7),
            ("update records set number = number + 100 where number > 7; update records set number = number - 99 where number > 100; "
                + $"insert into records {Shown.Replace("number,", "8,", StringComparison.Ordinal)} from records where number = 3; update tip set number = 21", FaultKind.Inserted, 8),
        ];

        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            new([.. from engine in Enum.GetValues<Engine>() from way in Ways select new TheoryDataRow<Engine, string, FaultKind, long>(engine, way.Sql, way.Kind, way.Number)]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
