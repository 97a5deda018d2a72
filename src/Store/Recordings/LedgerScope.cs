using System.Collections.Immutable;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;

namespace Plumbline.Store.Recordings;

/// <summary>What a ledger adds to a scan.</summary>
public static class LedgerScope
{
    /// <summary>With what the ledger has approved. One that cannot be read is a gap of the scan.</summary>
    public static Scope WithRegistry(Scope scope, string address)
    {
        if (!Home.HasLedger(address)) return scope;
        try
        {
            using var store = Stores.Open(address);
            var book = RegistryBooks.Read(store, scope.AsOf);
            return book.Versions.IsEmpty ? scope : scope with { Registry = book };
        }
        catch (LedgerException e)
        {
            return scope with { Unread = scope.Unread.Add(("ledger", $"what it approves is not known: {e.Message}")) };
        }
    }

    /// <summary>With the overrides and bindings of a ledger. One that cannot be read is a gap of the scan.</summary>
    /// <param name="scope">The estate.</param>
    /// <param name="address">The ledger.</param>
    /// <param name="at">What was recorded later does not count.</param>
    public static Scope WithGates(Scope scope, string address, DateTimeOffset at)
    {
        if (!Home.HasLedger(address)) return scope;
        try
        {
            using var store = Stores.Open(address);
            ImmutableArray<EstateFile> files = [.. GateRecord.Files(store, at).Select(f => new EstateFile(f.Path, f.Content.Length, () => new MemoryStream(f.Content, writable: false)))];
            return files.IsEmpty ? scope : scope with { Files = [.. scope.Files.Concat(files).OrderBy(f => f.Path, StringComparer.Ordinal)] };
        }
        catch (LedgerException e)
        {
            return scope with { Unread = scope.Unread.Add(("ledger", $"its overrides and bindings are not known: {e.Message}")) };
        }
    }
}
