using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>The head of a chain at a moment, signed, to be kept where whoever can write the ledger cannot.</summary>
/// <param name="Number">The last record.</param>
/// <param name="Hash">Its hash, in hexadecimal digits.</param>
/// <param name="Time">When it was signed.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="Statement"/>, in the form of IEEE P1363, Base64.</param>
/// <param name="Key">SHA-256 of the public key (SubjectPublicKeyInfo), in hexadecimal digits.</param>
public sealed record Checkpoint(long Number, string Hash, string Time, string Signature, string Key)
{
    /// <summary>What is signed.</summary>
    public static byte[] Statement(long number, string hash, string time) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"plumbline checkpoint v1\n{number}\n{hash}\n{time}\n"));

    /// <summary>Signs the head of a chain.</summary>
    public static Checkpoint Sign(Tip tip, DateTimeOffset time, ECDsa key)
    {
        var (hash, at) = (Convert.ToHexStringLower(tip.Hash.AsSpan()), Instant.Write(time));
        return new Checkpoint(
            tip.Number, hash, at, Convert.ToBase64String(key.SignData(Statement(tip.Number, hash, at), HashAlgorithmName.SHA256)), Keys.Fingerprint(key));
    }

    /// <summary>True where the key signed this.</summary>
    public bool IsSignedBy(ECDsa key)
    {
        var signature = new byte[64];
        return Convert.TryFromBase64String(Signature, signature, out var length) && length == signature.Length
            && key.VerifyData(Statement(Number, Hash, Time), signature, HashAlgorithmName.SHA256);
    }

    /// <summary>The checkpoint as a file.</summary>
    public string Write() => $$"""
        {
          "plumbline": "checkpoint/v1",
          "number": {{Number.ToString(CultureInfo.InvariantCulture)}},
          "hash": "{{Hash}}",
          "time": "{{Time}}",
          "key": "{{Key}}",
          "signature": "{{Signature}}"
        }

        """;

    /// <summary>Reads a file; null where it holds no checkpoint.</summary>
    public static Checkpoint? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            string Text(string name) => root.GetProperty(name).GetString() ?? throw new FormatException();
            return Text("plumbline") == "checkpoint/v1"
                ? new Checkpoint(root.GetProperty("number").GetInt64(), Text("hash"), Text("time"), Text("signature"), Text("key")) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
