using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Plumbline.Store.Tests.PostgresEnd))]

namespace Plumbline.Store.Tests;

/// <summary>One PostgreSQL server for all tests, in a folder of its own, listening on loopback; stopped when the tests end.</summary>
internal static class PostgresServer
{
    private static readonly Lazy<(string? Reason, int Port)> Started = new(Start);
    private static int databases;
    private static string data = "";
    private static string[] control = [];

    /// <summary>Why there is none; null where it runs.</summary>
    public static string? Unavailable => Started.Value.Reason;

    public static string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"ledger{Interlocked.Increment(ref databases)}");
        Run(AddressOf("postgres"), $"create database {name}");
        return AddressOf(name);
    }

    public static void Run(string address, string sql)
    {
        using var source = NpgsqlDataSource.Create(Postgres.Address.Read(address));
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>Stops the server at once, as a machine does that goes down.</summary>
    public static void Stop() => Control("-m", "immediate", "stop");

    /// <summary>Starts it again.</summary>
    public static void Again() => Control("-w", "-l", Path.Combine(data, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {Started.Value.Port} -h 127.0.0.1 -k {data}"), "start");

    /// <summary>Stops the server that was started, and takes its folder away.</summary>
    internal static void End()
    {
        if (!Started.IsValueCreated || data.Length == 0) return;
        Do([.. control, "-D", data, "-m", "immediate", "stop"]);
        Directory.Delete(data, recursive: true);
    }

    private static void Control(params string[] what)
    {
        if (Do([.. control, "-D", data, .. what]) is { } problem) throw new InvalidOperationException(problem);
    }

    private static string AddressOf(string database) => string.Create(CultureInfo.InvariantCulture, $"postgres://plumb@127.0.0.1:{Started.Value.Port}/{database}");

    private static (string?, int) Start()
    {
        var bin = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb"))) : null;
        if (bin is null) return ("PostgreSQL is not installed: no initdb below /usr/lib/postgresql", 0);
        var folder = Directory.CreateTempSubdirectory("plumb-postgres-").FullName;
        // The server refuses to run as root; Debian's package has made a user for it.
        var isRoot = Environment.UserName == "root";
        if (isRoot && Do("chown", "postgres", folder) is { } owner) return (owner, 0);
        string[] As(params string[] command) => isRoot ? ["runuser", "-u", "postgres", "--", .. command] : command;
        if (Do(As(Path.Combine(bin, "initdb"), "-D", folder, "-U", "plumb", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")) is { } made) return (made, 0);
        (data, control) = (folder, As(Path.Combine(bin, "pg_ctl")));
        var port = FreePort();
        var started = Do(As(Path.Combine(bin, "pg_ctl"), "-D", folder, "-w", "-l", Path.Combine(folder, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port} -h 127.0.0.1 -k {folder}"), "start"));
        return (started, port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Do(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/tmp" })!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"`{command[0]}` ended with {process.ExitCode}: {error.Result}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"`{command[0]}` cannot be run: {e.Message}";
        }
    }
}

/// <summary>Ends the server of all tests when the last of them has ended.</summary>
public sealed class PostgresEnd : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => PostgresServer.End();
}
