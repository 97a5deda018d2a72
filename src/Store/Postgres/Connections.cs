using Npgsql;

namespace Plumbline.Store.Postgres;

/// <summary>The connections to a database, shared by everybody who has it open in this process; the last one closes them.</summary>
internal static class Connections
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, (NpgsqlDataSource Source, int Users)> All = new(StringComparer.Ordinal);

    /// <summary>The connections of an address.</summary>
    public static NpgsqlDataSource Take(string address)
    {
        lock (Gate)
        {
            var (source, users) = All.TryGetValue(address, out var known) ? known : (NpgsqlDataSource.Create(address), 0);
            All[address] = (source, users + 1);
            return source;
        }
    }

    /// <summary>One user less.</summary>
    public static void Give(NpgsqlDataSource source)
    {
        lock (Gate)
        {
            foreach (var (address, (known, users)) in All)
            {
                if (known != source) continue;
                if (users > 1)
                {
                    All[address] = (known, users - 1);
                    return;
                }

                All.Remove(address);
                break;
            }
        }

        source.Dispose();
    }
}
