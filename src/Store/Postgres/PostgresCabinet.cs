using Npgsql;
using Plumbline.Store.Cabinets;

namespace Plumbline.Store.Postgres;

/// <summary>The cabinet in the schema of the ledger.</summary>
internal sealed class PostgresCabinet(string place, NpgsqlDataSource source) : ICabinet
{
    public const string Shape = """
        create table if not exists plumbline.kept (
          drawer text collate "C" not null, key text collate "C" not null, version bigint not null, body text not null, primary key (drawer, key));
        """;

    public Kept? Get(string drawer, string key) => Ask("select key, version, body from plumbline.kept where drawer = $1 and key = $2", drawer, key).SingleOrDefault();

    public IReadOnlyList<Kept> List(string drawer, string prefix = "") =>
        Ask("select key, version, body from plumbline.kept where drawer = $1 and starts_with(key, $2) order by key", drawer, prefix);

    public bool Put(string drawer, string key, string body, long? seen = null) => seen switch
    {
        null => Run("insert into plumbline.kept as k values ($1, $2, 1, $3) on conflict (drawer, key) do update set version = k.version + 1, body = excluded.body", drawer, key, body),
        0 => Run("insert into plumbline.kept values ($1, $2, 1, $3) on conflict (drawer, key) do nothing", drawer, key, body),
        { } version => Run("update plumbline.kept set version = version + 1, body = $3 where drawer = $1 and key = $2 and version = $4", drawer, key, body, version),
    };

    public bool Remove(string drawer, string key) => Run("delete from plumbline.kept where drawer = $1 and key = $2", drawer, key);

    private List<Kept> Ask(string sql, params object[] values) => Faults.Guard(place, () =>
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var all = new List<Kept>();
        while (reader.Read()) all.Add(new Kept(reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return all;
    });

    private bool Run(string sql, params object[] values) => Faults.Guard(place, () =>
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery() > 0;
    });

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value is string text ? text.Replace("\0", "", StringComparison.Ordinal) : value);
        return command;
    }
}
