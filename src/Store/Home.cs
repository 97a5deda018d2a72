namespace Plumbline.Store;

/// <summary>Where the program keeps what outlives a run.</summary>
public static class Home
{
    /// <summary>The folder of store and caches: `PLUMB_HOME`, else `~/.plumbline`.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable("PLUMB_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".plumbline");

    /// <summary>Where the ledger is: as asked for, else `PLUMB_STORE`, else a file at home.</summary>
    public static string Ledger(string? asked) => asked is { Length: > 0 } ? asked
        : Environment.GetEnvironmentVariable("PLUMB_STORE") is { Length: > 0 } set ? set : Path.Combine(Folder, "ledger.db");

    /// <summary>True where there is a ledger at an address, or one on another machine.</summary>
    public static bool HasLedger(string address) => address.Contains("://", StringComparison.Ordinal) || File.Exists(address);
}
