using System.Security.Cryptography;
using System.Text;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Keeping;

/// <summary>The key that everything secret in the cabinet is sealed with. It lies in a file beside the store, never in it: who has only one of both has nothing.</summary>
/// <param name="key">32 bytes.</param>
public sealed class SecretKey(byte[] key)
{
    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Reads the key, or makes one where there is no file. Every failure is a <see cref="LedgerException"/>.</summary>
    /// <param name="file">The file: 32 bytes in Base64, for its owner alone.</param>
    public static SecretKey Of(string file)
    {
        try
        {
            if (!File.Exists(file)) Make(file);
            PrivateFile.Check(file);
            if (new FileInfo(file).Length > 1024) throw new LedgerException($"`{file}` is no key; a key is {Length} bytes in Base64");
            var key = new byte[Length];
            if (!Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out var length) || length != Length) throw new LedgerException($"`{file}` is no key; a key is {Length} bytes in Base64");
            return new SecretKey(key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"the key file `{file}` can be neither read nor made; see that its folder is yours", e);
        }
    }

    /// <summary>Seals bytes.</summary>
    /// <param name="purpose">What they are and whose: what was sealed for one purpose does not open for another.</param>
    /// <param name="secret">The bytes.</param>
    /// <returns>Base64 of nonce, text and tag.</returns>
    public string Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        var sealedBytes = new byte[NonceLength + secret.Length + TagLength];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(purpose);
        cipher.Encrypt(nonce, secret, sealedBytes.AsSpan(NonceLength, secret.Length), sealedBytes.AsSpan(NonceLength + secret.Length));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>Opens what <see cref="Seal"/> sealed; a <see cref="LedgerException"/> where it was sealed with another key, for another purpose, or changed.</summary>
    public byte[] Open(string purpose, string sealedText)
    {
        try
        {
            var bytes = Convert.FromBase64String(sealedText);
            if (bytes.Length < NonceLength + TagLength) throw new FormatException();
            var secret = new byte[bytes.Length - NonceLength - TagLength];
            using var cipher = Cipher(purpose);
            cipher.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, secret.Length), bytes.AsSpan(NonceLength + secret.Length), secret);
            return secret;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw new LedgerException("what is sealed in the store does not open with this key file; give the file it was sealed with: --key-file", e);
        }
    }

    // Each purpose has a key of its own, so that nonces of one never meet those of another.
    private AesGcm Cipher(string purpose) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: Encoding.UTF8.GetBytes("plumbline/v1/" + purpose)), TagLength);

    private static void Make(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        using var stream = PrivateFile.Make(file);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
    }
}
