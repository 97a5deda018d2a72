using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Declared.ModelFiles;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

public class ModelSignatureTests
{
    private const string Kind = "application/vnd.in-toto+json";

    private static byte[] Weights { get; } = Safetensors();

    [Fact]
    public async Task A_signature_of_a_given_key_is_verified()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("verified", await State(key, key));
    }

    [Fact]
    public async Task A_signature_of_another_key_is_invalid()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal("invalid", await State(key, other));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_verified()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("unverifiable", await State(key, null));
    }

    [Fact]
    public async Task One_changed_byte_is_a_change()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var changed = (byte[])Weights.Clone();
        changed[^1] = 1;
        Assert.Equal("changed", await State(key, key, found: changed));
    }

    [Fact]
    public async Task A_file_that_was_added_is_a_change()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("changed", await State(key, key, more: ("m/modeling.py", Encoding.UTF8.GetBytes("import os"))));
    }

    [Fact]
    public async Task A_list_whose_own_hash_is_another_is_invalid()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("invalid", await State(key, key, root: new string('0', 64)));
    }

    [Fact]
    public async Task A_chain_that_ends_in_a_given_certificate_is_verified()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (from, until) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var asked = new CertificateRequest("CN=root", rootKey, HashAlgorithmName.SHA256);
        asked.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = asked.CreateSelfSigned(from, until);
        var own = new CertificateRequest("CN=signer", key, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        using var signer = own.Create(root, from.AddDays(1), from.AddDays(2), [1, 2, 3, 4]);
        Assert.Equal("verified", await State(key, null, pem: root.ExportCertificatePem(), chain: [signer.RawData]));
        Assert.Equal("unverifiable", await State(key, null, chain: [signer.RawData]));
        using var stranger = asked.CreateSelfSigned(from, until.AddDays(1));
        using var strangerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherRoot = new CertificateRequest("CN=other", strangerKey, HashAlgorithmName.SHA256).CreateSelfSigned(from, until);
        Assert.Equal("invalid", await State(key, null, pem: otherRoot.ExportCertificatePem(), chain: [signer.RawData]));
    }

    private static async Task<string?> State(ECDsa key, ECDsa? given, byte[]? found = null, (string, byte[])? more = null, string? root = null, string? pem = null, byte[][]? chain = null)
    {
        pem ??= given?.ExportSubjectPublicKeyInfoPem();
        var files = new List<(string Path, byte[] Bytes)>
        {
            ("m/w.safetensors", found ?? Weights), ("m/model.sig", Bundle(key, root, chain ?? [])),
            ("plumbline.yaml", Encoding.UTF8.GetBytes($"plumbline: estate/v1\nmodels: {{ signing: {{ keys: [{(pem is null ? "" : "k.pem")}] }} }}\n")),
        };
        if (pem is not null) files.Add(("k.pem", Encoding.UTF8.GetBytes(pem)));
        if (more is { } added) files.Add(added);
        var scope = new Scope("test", DateTimeOffset.UnixEpoch, [.. files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new EstateFile(f.Path, f.Bytes.Length, () => new MemoryStream(f.Bytes)))], []);
        await foreach (var claim in new ModelFilesCollector().CollectAsync(scope, TestContext.Current.CancellationToken))
            if (claim.Property == "signature") return claim.Value.AsMap!["state"].AsString;
        return null;
    }

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static byte[] Bundle(ECDsa key, string? root, byte[][] chain)
    {
        var hash = SHA256.HashData(Weights);
        var statement = JsonSerializer.SerializeToUtf8Bytes(new
        {
            _type = "https://in-toto.io/Statement/v1",
            subject = new[] { new { name = "m", digest = new { sha256 = root ?? Convert.ToHexStringLower(SHA256.HashData(hash)) } } },
            predicateType = "https://model_signing/signature/v1.0",
            predicate = new { serialization = new { method = "files", hash_type = "sha256" }, resources = new[] { new { name = "w.safetensors", algorithm = "sha256", digest = Convert.ToHexStringLower(hash) } } },
        }, Plainly);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"DSSEv1 {Kind.Length} {Kind} {statement.Length} "), .. statement];
        var algorithm = key.KeySize switch { 256 => HashAlgorithmName.SHA256, 384 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
        var signature = Convert.ToBase64String(key.SignData(signed, algorithm, DSASignatureFormat.Rfc3279DerSequence));
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json",
            verificationMaterial = new { x509CertificateChain = new { certificates = chain.Select(c => new { rawBytes = Convert.ToBase64String(c) }) } },
            dsseEnvelope = new { payload = Convert.ToBase64String(statement), payloadType = Kind, signatures = new[] { new { sig = signature } } },
        });
    }

    private static byte[] Safetensors()
    {
        var header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8;
        return [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. new byte[8]];
    }
}
