using Npgsql;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Store.Postgres;

/// <summary>What a database refuses, as a sentence.</summary>
internal static class Faults
{
    public static void Guard(string place, Action action) => Guard(place, () =>
    {
        action();
        return true;
    });

    public static T Guard<T>(string place, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (PostgresException e)
        {
            throw new LedgerException(e.SqlState switch
            {
                PostgresErrorCodes.DiskFull => $"there is no room on the disk of `{place}`; nothing of this was written, make room and run again",
                PostgresErrorCodes.InsufficientPrivilege => $"the user may not write in `{place}`; grant it the right to create the schema `plumbline`",
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"`{place}` does not accept this user; check user and password",
                PostgresErrorCodes.InvalidCatalogName => $"there is no database `{place}`; create it and run again",
                _ => $"`{place}`: {e.MessageText} ({e.SqlState}); see `plumb ledger verify`",
            }, e);
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException)
        {
            throw new LedgerException($"`{place}` does not answer ({e.Message.Split('\n')[0]}); see that the database runs and can be reached", e);
        }
    }

    public static void Run(this NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static long ReadNumber(this NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    public static Tip ReadTip(this NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("select number, hash, time from plumbline.tip", connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new Tip(reader.GetInt64(0), [.. reader.GetFieldValue<byte[]>(1)], Instant.Read(System.Text.Encoding.UTF8.GetBytes(reader.GetString(2)))) : Tip.None;
    }
}
