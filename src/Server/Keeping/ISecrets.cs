using System.Text;

namespace Plumbline.Server.Keeping;

/// <summary>Secrets that the server needs to show to others: passwords and tokens of sources, keys of webhooks. They go in, and come out only where they are used.</summary>
public interface ISecrets
{
    /// <summary>Keeps a secret under a name, in place of what was there.</summary>
    void Put(string name, string secret);

    /// <summary>The secret, or null where there is none.</summary>
    string? Get(string name);

    /// <summary>Forgets it; false where there was none.</summary>
    bool Remove(string name);
}

/// <summary>Secrets in the cabinet, sealed with the key file.</summary>
/// <param name="ledgers">Where they are kept.</param>
/// <param name="key">Seals them.</param>
public sealed class Vault(LedgerPool ledgers, SecretKey key) : ISecrets
{
    private const string Drawer = "secrets";
    private const string Marks = "marks";
    private const string Mark = "secret-key";

    /// <summary>Sees that the store was sealed with this key; a <see cref="Store.Ledgers.LedgerException"/> where it was another.</summary>
    public void Check()
    {
        if (ledgers.Keep(c => c.Get(Marks, Mark)) is null) ledgers.Keep(c => c.Put(Marks, Mark, key.Seal(Mark, "plumbline"u8), 0));
        key.Open(Mark, ledgers.Keep(c => c.Get(Marks, Mark))!.Body);
    }

    /// <inheritdoc/>
    public void Put(string name, string secret) => ledgers.Keep(c => c.Put(Drawer, name, key.Seal(Purpose(name), Encoding.UTF8.GetBytes(secret))));

    /// <inheritdoc/>
    public string? Get(string name) => ledgers.Keep(c => c.Get(Drawer, name)) is { } kept ? Encoding.UTF8.GetString(key.Open(Purpose(name), kept.Body)) : null;

    /// <inheritdoc/>
    public bool Remove(string name) => ledgers.Keep(c => c.Remove(Drawer, name));

    private static string Purpose(string name) => $"{Drawer}/{name}";
}
