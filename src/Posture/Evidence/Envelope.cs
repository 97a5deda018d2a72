using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Plumbline.Posture.Evidence;

/// <summary>A signed statement as DSSE writes it: what is signed is the type of the payload together with the payload, so that neither can be exchanged.</summary>
/// <param name="PayloadType">What the payload is.</param>
/// <param name="Payload">The bytes that were signed.</param>
/// <param name="Signatures">Who signed: the key's fingerprint as far as it is said, and an ECDSA P-256 signature with SHA-256 in DER.</param>
public sealed record Envelope(string PayloadType, ImmutableArray<byte> Payload, ImmutableArray<(string KeyId, ImmutableArray<byte> Signature)> Signatures)
{
    /// <summary>The type of in-toto statements.</summary>
    public const string InToto = "application/vnd.in-toto+json";

    private const int MostSignatures = 16;
    private const int Bits = 256;

    /// <summary>SHA-256 of a public key (SubjectPublicKeyInfo), in hexadecimal digits.</summary>
    public static string Fingerprint(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>Signs a payload.</summary>
    public static Envelope Sign(string payloadType, ReadOnlySpan<byte> payload, ECDsa key) => new(
        payloadType, [.. payload],
        [(Fingerprint(key), [.. key.SignData(Encoded(payloadType, payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)])]);

    /// <summary>True where the key signed this payload as this type.</summary>
    public bool IsSignedBy(ECDsa key)
    {
        if (key.KeySize != Bits) return false;
        var signed = Encoded(PayloadType, Payload.AsSpan());
        foreach (var (_, signature) in Signatures)
            if (key.VerifyData(signed, signature.AsSpan(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)) return true;
        return false;
    }

    /// <summary>The envelope as a file.</summary>
    public string Write()
    {
        var signatures = Signatures.Select(s => $"    {{ \"keyid\": \"{JsonEncodedText.Encode(s.KeyId)}\", \"sig\": \"{Convert.ToBase64String(s.Signature.AsSpan())}\" }}");
        return $"{{\n  \"payloadType\": \"{JsonEncodedText.Encode(PayloadType)}\",\n  \"payload\": \"{Convert.ToBase64String(Payload.AsSpan())}\",\n  \"signatures\": [\n{string.Join(",\n", signatures)}\n  ]\n}}\n";
    }

    /// <summary>Reads an envelope; null where the element is none.</summary>
    public static Envelope? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("payloadType", out var type) || type.ValueKind != JsonValueKind.String) return null;
        if (!json.TryGetProperty("payload", out var payload) || Bytes(payload) is not { } bytes) return null;
        if (!json.TryGetProperty("signatures", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var signatures = ImmutableArray.CreateBuilder<(string, ImmutableArray<byte>)>();
        foreach (var one in list.EnumerateArray().Take(MostSignatures))
        {
            if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("sig", out var sig) || Bytes(sig) is not { } signature) continue;
            signatures.Add((one.TryGetProperty("keyid", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "", signature));
        }

        return new Envelope(type.GetString()!, bytes, signatures.ToImmutable());
    }

    private static ImmutableArray<byte>? Bytes(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String) return null;
        // DSSE allows both alphabets, and padding may be left out.
        var text = json.GetString()!.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) ? [.. bytes.AsSpan(0, length)] : null;
    }

    // DSSE's pre-authentication encoding.
    private static byte[] Encoded(string type, ReadOnlySpan<byte> payload)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {payload.Length} "));
        return [.. head, .. payload];
    }
}
