using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Posture.Registries;

/// <summary>Signatures of proposals and decisions: ECDSA over the curve P-256 with SHA-256, in the form of IEEE P1363, Base64.</summary>
public static class Signatures
{
    private const int Length = 64;
    private static readonly string[] Ssh = ["ssh-", "ecdsa-", "sk-", "openpgp"];
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is signed: one JSON list of texts, so that no text can pass for two.</summary>
    public static byte[] Statement(params ReadOnlySpan<string> texts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartArray();
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A moment as statements write it; empty where there is none.</summary>
    public static string Text(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Signs a statement.</summary>
    public static string Sign(ECDsa key, byte[] statement) => Convert.ToBase64String(key.SignData(statement, HashAlgorithmName.SHA256));

    /// <summary>SHA-256 of a public key (SubjectPublicKeyInfo), in hexadecimal digits.</summary>
    public static string Fingerprint(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>The person who signed; null where the signature does not hold or nobody is known to have the key.</summary>
    public static string? Signer(byte[] statement, string key, string signature, Governance governance)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var length) || length != Length) return null;
        foreach (var identity in governance.Identities)
            foreach (var text in identity.Keys)
                if (Holds(text, key, statement, bytes)) return identity.Person;
        return null;
    }

    /// <summary>The same for the same public key, however it is written: SHA-256 in hexadecimal digits, of the key where it can be read and of its text else.</summary>
    public static string Fingerprint(string text)
    {
        using var key = PublicKey(text);
        return key is not null ? Fingerprint(key) : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Bare(text))));
    }

    // A key of ssh or OpenPGP is its kind and its Base64; what follows is a comment.
    private static string Bare(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words is [var kind, ..] && Ssh.Any(s => kind.StartsWith(s, StringComparison.Ordinal)) ? words.Take(2) : words);
    }

    private static bool Holds(string text, string fingerprint, byte[] statement, ReadOnlySpan<byte> signature)
    {
        using var key = PublicKey(text);
        return key is not null && Fingerprint(key) == fingerprint && key.VerifyData(statement, signature, HashAlgorithmName.SHA256);
    }

    /// <summary>A public key of the curve P-256 from its text: PEM, or the Base64 of its SubjectPublicKeyInfo; null where it is none.</summary>
    public static ECDsa? PublicKey(string text)
    {
        var key = ECDsa.Create();
        try
        {
            if (text.Contains("-----BEGIN PUBLIC KEY", StringComparison.Ordinal)) key.ImportFromPem(text);
            else key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text.Trim()), out _);
            if (key.KeySize == 256) return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
        }

        key.Dispose();
        return null;
    }
}
