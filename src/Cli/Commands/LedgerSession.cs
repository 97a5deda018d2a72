using System.Globalization;
using System.Security.Cryptography;
using Plumbline.Store;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>Verbs that read or write the ledger: which one, and what a user is told when it cannot be done.</summary>
internal static class LedgerSession
{
    /// <summary>Where the ledger is: as asked for, else `PLUMB_STORE`, else a file at home.</summary>
    public static string Address(string? asked) => Home.Ledger(asked);

    /// <summary>Opens the ledger; the file is made where it is not there.</summary>
    public static Ledger Open(string? asked) => new(Stores.Open(Address(asked)), TimeProvider.System);

    /// <summary>Who acts, as far as this machine knows: asserted, not proven.</summary>
    public static string Actor => Environment.UserName is { Length: > 0 } user ? user : "unknown";

    /// <summary>Runs a verb on the ledger.</summary>
    /// <param name="asked">The store that was asked for.</param>
    /// <param name="mustExist">True where a ledger that is not there is an error.</param>
    /// <param name="action">Gives the exit code.</param>
    public static int Run(string? asked, bool mustExist, Func<Ledger, int> action) => Guard(() =>
    {
        var address = Address(asked);
        if (mustExist && !address.Contains("://", StringComparison.Ordinal) && !File.Exists(address))
            throw new LedgerException($"`{address}` is not there; `plumb scan PATH --record` begins a ledger");
        using var ledger = Open(asked);
        return action(ledger);
    });

    /// <summary>Runs a verb; what the ledger refuses becomes a sentence on standard error.</summary>
    public static int Guard(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (LedgerException e)
        {
            Console.Error.WriteLine($"plumb: {e.Message}");
            return Exit.Incomplete;
        }
    }

    /// <summary>Reads a checkpoint and checks its signature.</summary>
    public static Checkpoint ReadCheckpoint(string file, ECDsa key)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"`{file}` cannot be read; name a file that `plumb ledger checkpoint` wrote", e);
        }

        var checkpoint = Checkpoint.Read(text) ?? throw new LedgerException($"`{file}` is no checkpoint; name a file that `plumb ledger checkpoint` wrote");
        return checkpoint.IsSignedBy(key) ? checkpoint
            : throw new LedgerException($"`{file}` is not signed by this key: it was forged or changed, or the key is another one");
    }

    /// <summary>Writes a small file; a secret one only its owner reads.</summary>
    public static void WriteFile(string file, string text, bool isSecret = false)
    {
        try
        {
            if (isSecret)
            {
                using var stream = PrivateFile.Make(file);
                stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            }
            else File.WriteAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"`{file}` cannot be written; see that the folder is there and yours", e);
        }
    }
}

/// <summary>How far a long walk is, on a terminal only.</summary>
internal sealed class LedgerProgress(string doing) : IDisposable
{
    private readonly bool isShown = !Console.IsErrorRedirected;

    public void At(long number)
    {
        if (isShown) Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r  {doing} … {number}"));
    }

    public void Dispose()
    {
        if (isShown) Console.Error.Write("\r                                        \r");
    }
}
