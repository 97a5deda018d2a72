using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>A signature of OpenSSF model signing: a Sigstore bundle around an in-toto statement that lists the files of a model with their hashes.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Payload">The statement, as it was signed.</param>
/// <param name="Type">The kind of payload, which is signed too.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Certificates">The chain of the signer, its own certificate first; none where it signed with a bare key.</param>
internal sealed record ModelSignature(EstateFile File, byte[] Payload, string Type, byte[] Signature, ImmutableArray<byte[]> Certificates)
{
    private const int Largest = 64 << 20;
    private const string Now = "https://model_signing/signature/v1.0";
    private const string Before = "https://model_signing/Digests/v0.1";
    private static readonly string[] Endings = [".sig", ".json", ".sigstore", ".bundle", ""];

    /// <summary>Reads a signature; null where the file is none.</summary>
    public static ModelSignature? Read(EstateFile file)
    {
        if (file.Length is < 64 or > Largest || !Endings.Contains(Path.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase)) return null;
        var head = Content.Head(file);
        if (head.IndexOf("sigstore.bundle"u8) < 0 && head.IndexOf("dsseEnvelope"u8) < 0) return null;
        using var document = Json.Parse(Content.ReadAll(file, out _, Largest), out _);
        if (document is null || !document.RootElement.HasOnlyText()) return null;
        var (root, envelope) = (document.RootElement, document.RootElement.At("dsseEnvelope"));
        var chain = root.Elements("verificationMaterial", "x509CertificateChain", "certificates").Append(root.At("verificationMaterial", "certificate"));
        try
        {
            if (envelope.Text("payload") is not { } payload || envelope.Elements("signatures").Select(s => s.Text("sig")).FirstOrDefault() is not { } signature) return null;
            var bytes = Convert.FromBase64String(payload);
            if (bytes.AsSpan().IndexOf("https://model_signing/"u8) < 0) return null;
            return new ModelSignature(file, bytes, envelope.Text("payloadType") ?? "", Convert.FromBase64String(signature),
                [.. chain.Select(c => c.Text("rawBytes")).OfType<string>().Select(Convert.FromBase64String)]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What was signed: the bytes that DSSE puts together from the payload and its kind.</summary>
    public byte[] Signed() =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(Type)} {Type} {Payload.Length} ")), .. Payload];

    /// <summary>The files it lists with their hashes, paths relative to the model; null and one sentence where the statement makes no sense.</summary>
    public IReadOnlyList<(string Path, string Sha256)>? Files(out string? reason)
    {
        reason = null;
        using var document = Json.Parse(Payload, out _);
        if (document is null || !document.RootElement.HasOnlyText())
        {
            reason = "its statement is not json";
            return null;
        }

        var root = document.RootElement;
        var isOld = root.Text("predicateType") == Before;
        if (!isOld && root.Text("predicateType") != Now) reason = "its statement is of a kind that is not known";
        else if (root.Text("predicate", "serialization", "method") is { } method && method != "files") reason = $"it lists parts of files (`{method}`), which are not read";
        if (reason is not null) return null;
        var listed = isOld
            ? root.Elements("subject").Select(s => (Path: s.Text("name") ?? "", Hash: s.Text("digest", "sha256") ?? "")).ToList()
            : [.. root.Elements("predicate", "resources").Select(r => (Path: r.Text("name") ?? "", Hash: r.Text("algorithm") is "sha256" ? r.Text("digest") ?? "" : ""))];
        if (listed.Count == 0 || listed.Exists(l => l.Path.Length == 0 || l.Hash.Length != 64 || !l.Hash.All(char.IsAsciiHexDigit))) reason = "it lists files without a SHA-256";
        else if (!isOld && !IsWhole(root, listed)) reason = "the hash of its list is not the one it names";
        return reason is null ? listed.ConvertAll(l => (l.Path, l.Hash.ToLowerInvariant())) : null;
    }

    /// <summary>Paths that were left out on purpose.</summary>
    public IReadOnlyList<string> Ignored()
    {
        using var document = Json.Parse(Payload, out _);
        return document is null ? [] : [.. document.RootElement.Elements("predicate", "serialization", "ignore_paths").Select(p => p.ValueKind is JsonValueKind.String ? p.GetString() : null).OfType<string>()];
    }

    // The subject is the hash over the hashes, in their order.
    private static bool IsWhole(JsonElement root, List<(string Path, string Hash)> listed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, digest) in listed) hash.AppendData(Convert.FromHexString(digest));
        return root.Elements("subject").Select(s => s.Text("digest", "sha256")).FirstOrDefault() is { } said && said.Equals(Convert.ToHexString(hash.GetHashAndReset()), StringComparison.OrdinalIgnoreCase);
    }
}
