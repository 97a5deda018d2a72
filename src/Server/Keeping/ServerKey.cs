using System.Security.Cryptography;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Keeping;

/// <summary>The key by which a server proves who was signed in when something was decided. It counts once `identities` bind it with `vouches: true`.</summary>
public sealed class ServerKey : IDisposable
{
    private const string FileName = "server-signing.pem";

    private ServerKey(ECDsa key) => (Key, Public) = (key, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));

    /// <summary>The private key.</summary>
    public ECDsa Key { get; }

    /// <summary>The public key as `identities` write it.</summary>
    public string Public { get; }

    /// <summary>The key of a server; made at its first start.</summary>
    /// <param name="home">The server's own folder. Several servers of one ledger share the file, or are bound one by one.</param>
    /// <exception cref="LedgerException">The file is there and cannot be read, or cannot be made.</exception>
    public static ServerKey Of(string home)
    {
        var file = Path.Combine(home, FileName);
        try
        {
            Directory.CreateDirectory(home);
            if (!File.Exists(file)) Make(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!File.Exists(file)) throw new LedgerException($"`{file}` cannot be made; see that its folder is yours", e);
        }

        PrivateFile.Check(file);
        return new ServerKey(Keys.Read(file, isPrivate: true));
    }

    /// <summary>True where the registry takes this server's word for who was signed in.</summary>
    public bool CountsIn(Governance governance) =>
        governance.HolderOf(Public) is { } holder && governance.Identities.Any(i => i.Person == holder && i.Vouches);

    /// <summary>The entry that binds the key, to be proposed and approved like any other.</summary>
    public string Entry(string name) => $"plumbline: registry/v1\nidentities:\n  - {{ person: {name}, vouches: true, keys: [{Public}] }}\n";

    private static void Make(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stream = PrivateFile.Make(file);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
    }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
