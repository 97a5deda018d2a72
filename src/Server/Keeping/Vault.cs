namespace Plumbline.Server.Keeping;

/// <summary>Whether the store and the key file belong together.</summary>
/// <param name="ledgers">The store.</param>
/// <param name="key">The key.</param>
public sealed class Vault(LedgerPool ledgers, SecretKey key)
{
    private const string Marks = "marks";
    private const string Mark = "secret-key";

    /// <summary>Sees that the store was sealed with this key; a <see cref="Store.Ledgers.LedgerException"/> where it was another.</summary>
    public void Check()
    {
        if (ledgers.Keep(c => c.Get(Marks, Mark)) is null) ledgers.Keep(c => c.Put(Marks, Mark, key.Seal(Mark, "plumbline"u8), 0));
        key.Open(Mark, ledgers.Keep(c => c.Get(Marks, Mark))!.Body);
    }
}
