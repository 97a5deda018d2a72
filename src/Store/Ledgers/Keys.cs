using System.Security.Cryptography;

namespace Plumbline.Store.Ledgers;

/// <summary>Keys of signatures: ECDSA over the curve P-256, in PEM files.</summary>
public static class Keys
{
    private const int Bits = 256;

    /// <summary>SHA-256 of a public key, in hexadecimal digits.</summary>
    public static string Fingerprint(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>Reads a private or public key.</summary>
    /// <param name="path">A PEM file.</param>
    /// <param name="isPrivate">True where it must be able to sign.</param>
    public static ECDsa Read(string path, bool isPrivate)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.KeySize != Bits) throw new LedgerException($"the key in `{path}` is not of the curve P-256; make one with `plumb ledger key --to FILE`");
            if (isPrivate) _ = key.SignHash(new byte[Bits / 8]);
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            key.Dispose();
            var needed = isPrivate ? "private" : "public";
            throw new LedgerException($"`{path}` holds no {needed} key that can be read; name a PEM file, or make one with `plumb ledger key --to FILE`", e);
        }
    }
}
