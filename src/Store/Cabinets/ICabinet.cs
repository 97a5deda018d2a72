namespace Plumbline.Store.Cabinets;

/// <summary>
/// What a server keeps beside its ledger and may change or forget: accounts, tokens, sources, deliveries. It follows from no record, so it is
/// never rebuilt; whoever changes it writes into the ledger who did, without the secret. Every failure is a <see cref="Ledgers.LedgerException"/>.
/// </summary>
public interface ICabinet
{
    /// <summary>What is kept under a key, or null.</summary>
    Kept? Get(string drawer, string key);

    /// <summary>Everything in a drawer whose key begins so, in the order of the keys.</summary>
    IReadOnlyList<Kept> List(string drawer, string prefix = "");

    /// <summary>Keeps a text. False, and nothing is written, where somebody else changed it since it was read.</summary>
    /// <param name="drawer">The drawer.</param>
    /// <param name="key">The key in it.</param>
    /// <param name="body">What to keep.</param>
    /// <param name="seen">The version that was read; 0 where nothing was there; null to write whatever is there.</param>
    bool Put(string drawer, string key, string body, long? seen = null);

    /// <summary>Forgets it; false where nothing was there.</summary>
    bool Remove(string drawer, string key);
}

/// <summary>One kept text.</summary>
/// <param name="Key">Its key in the drawer.</param>
/// <param name="Version">Counts its changes, from 1.</param>
/// <param name="Body">The text.</param>
public sealed record Kept(string Key, long Version, string Body);
