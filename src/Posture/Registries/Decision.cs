using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Registries;

/// <summary>What a record of a decision says.</summary>
/// <param name="What">What was decided.</param>
/// <param name="Entry">The version.</param>
/// <param name="Digest">The digest that was looked at.</param>
/// <param name="Proposal">The hash of the record that proposed it.</param>
/// <param name="Note">A reason, or the kind of review.</param>
public sealed record Decision(Decided What, string Entry, string Digest, string Proposal, string Note)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>It counts no longer from then on; of a promotion, its end.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the version is to be looked at again.</summary>
    public DateTimeOffset? ReviewBy { get; init; }

    /// <summary>The environment that a promotion comes from; empty where it is none.</summary>
    public string From { get; init; } = "";

    /// <summary>The environment that it goes to.</summary>
    public string To { get; init; } = "";

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo) in hexadecimal digits; empty where nothing is signed.</summary>
    public string Key { get; init; } = "";

    /// <summary>ECDSA P-256 with SHA-256 over <see cref="Statement"/>, in the form of IEEE P1363, Base64.</summary>
    public string Signature { get; init; } = "";

    /// <summary>What is signed: one JSON list of texts, so that no text can pass for two. It names the ledger by the hash of the proposal's record, and the moment.</summary>
    public byte[] Statement(DateTimeOffset moment)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartArray();
            foreach (var text in (string[])["plumbline decision v1", What.Name(), Entry, Digest, Proposal, Moment(moment), Moment(Expires), Moment(ReviewBy), From, To, Note]) json.WriteStringValue(text);
            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same, signed.</summary>
    public Decision SignedBy(ECDsa key, DateTimeOffset moment) =>
        this with { Key = Fingerprint(key), Signature = Convert.ToBase64String(key.SignData(Statement(moment), HashAlgorithmName.SHA256)) };

    /// <summary>Who signed it; null where the signature does not hold or nobody is known to have the key.</summary>
    public string? Signer(DateTimeOffset moment, Governance governance)
    {
        Span<byte> signature = stackalloc byte[64];
        if (!Convert.TryFromBase64String(Signature, signature, out var length) || length != signature.Length) return null;
        foreach (var identity in governance.Identities)
            foreach (var text in identity.Keys)
                if (Holds(text, Statement(moment), signature)) return identity.Person;
        return null;
    }

    private bool Holds(string text, byte[] statement, ReadOnlySpan<byte> signature)
    {
        using var key = PublicKey(text);
        return key is not null && Fingerprint(key) == Key && key.VerifyData(statement, signature, HashAlgorithmName.SHA256);
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

    private static string Fingerprint(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
