using System.Text;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;
using Plumbline.Store.Sqlite;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>The stores that every test of the ledger runs on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>An empty store for one test.</summary>
internal sealed class StoreCase : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plumb-store-").FullName;

    public StoreCase(Engine engine)
    {
        if (engine == Engine.Postgres && PostgresServer.Unavailable is { } reason) Assert.Skip(reason);
        Address = engine == Engine.Sqlite ? Path.Combine(folder, "ledger.db") : PostgresServer.NewDatabase();
    }

    public string Address { get; }

    public FixedClock Clock { get; } = new();

    public Ledger Open() => new(Stores.Open(Address), Clock);

    /// <summary>Runs SQL behind the ledger's back.</summary>
    public void Tamper(string sql)
    {
        if (Address.Contains("://", StringComparison.Ordinal))
        {
            PostgresServer.Run(Address, "alter table plumbline.records disable trigger all; set search_path = plumbline; " + sql);
            return;
        }

        using var database = new Database(Address, TimeSpan.FromSeconds(10));
        foreach (var one in ("drop trigger if exists records_stay; drop trigger if exists records_last; " + sql).Split("; ", StringSplitOptions.RemoveEmptyEntries)) database.Run(one);
    }

    public static Entry Note(string subject, string text, RecordKind kind = RecordKind.Decision) =>
        new(kind, "bank", subject, "jane", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}"""));

    public void Write(int count)
    {
        using var ledger = Open();
        for (var i = 1; i <= count; i++) Assert.NotNull(ledger.Append(ledger.Tip.Number, [Note($"workload:w{i}", $"note {i}")]));
    }

    public Verification Verify(params Checkpoint[] checkpoints)
    {
        using var ledger = Open();
        return Verification.Of(ledger.Store, checkpoints, _ => { });
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

/// <summary>A clock that tests move.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
