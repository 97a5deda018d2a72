using Plumbline.Store.Cabinets;

namespace Plumbline.Store.Sqlite;

/// <summary>The cabinet in the file of the ledger.</summary>
internal sealed class SqliteCabinet(Database database) : ICabinet
{
    public const string Shape =
        "create table if not exists kept (drawer text not null, key text not null, version integer not null, body text not null, primary key (drawer, key)) without rowid";

    public Kept? Get(string drawer, string key)
    {
        using var statement = database.Prepare("select key, version, body from kept where drawer = ?1 and key = ?2");
        return statement.Bind(1, drawer).Bind(2, key).Step() ? One(statement) : null;
    }

    public IReadOnlyList<Kept> List(string drawer, string prefix = "")
    {
        var all = new List<Kept>();
        using var statement = database.Prepare("select key, version, body from kept where drawer = ?1 and key >= ?2 and key < ?3 order by key");
        statement.Bind(1, drawer).Bind(2, prefix).Bind(3, prefix + "\U0010FFFF");
        while (statement.Step()) all.Add(One(statement));
        return all;
    }

    public bool Put(string drawer, string key, string body, long? seen = null)
    {
        using var statement = database.Prepare(seen switch
        {
            null => "insert into kept values (?1, ?2, 1, ?3) on conflict (drawer, key) do update set version = version + 1, body = excluded.body returning version",
            0 => "insert into kept values (?1, ?2, 1, ?3) on conflict (drawer, key) do nothing returning version",
            _ => "update kept set version = version + 1, body = ?3 where drawer = ?1 and key = ?2 and version = ?4 returning version",
        });
        statement.Bind(1, drawer).Bind(2, key).Bind(3, body);
        if (seen is > 0) statement.Bind(4, seen.Value);
        return IsDone(statement);
    }

    public bool Remove(string drawer, string key)
    {
        using var statement = database.Prepare("delete from kept where drawer = ?1 and key = ?2 returning version");
        return IsDone(statement.Bind(1, drawer).Bind(2, key));
    }

    // A statement that returns rows is done only when it was read to its end.
    private static bool IsDone(Statement statement)
    {
        var any = false;
        while (statement.Step()) any = true;
        return any;
    }

    private static Kept One(Statement statement) => new(statement.Text(0), statement.Number(1), statement.Text(2));
}
