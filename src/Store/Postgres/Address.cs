using Npgsql;
using Plumbline.Store.Ledgers;

namespace Plumbline.Store.Postgres;

/// <summary>Where a database is, as people write it.</summary>
internal static class Address
{
    public static NpgsqlConnectionStringBuilder Read(string address)
    {
        try
        {
            var settings = address.Contains("://", StringComparison.Ordinal) ? OfUrl(new Uri(address)) : new NpgsqlConnectionStringBuilder(address);
            settings.ApplicationName = "plumbline";
            return settings;
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException or FormatException)
        {
            throw new LedgerException("the address of the store cannot be read; write it as `postgres://user@host:5432/database`", e);
        }
    }

    private static NpgsqlConnectionStringBuilder OfUrl(Uri url)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(url.Host), Database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/')) };
        if (url.Port > 0) settings.Port = url.Port;
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = Uri.UnescapeDataString(parts[^1]);
            settings[parts[0] switch { "sslmode" => "SSL Mode", "sslrootcert" => "Root Certificate", var other => other }] = parts[0] == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return settings;
    }
}
