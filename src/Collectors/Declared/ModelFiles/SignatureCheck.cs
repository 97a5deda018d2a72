using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>Whether a signature was made by somebody the estate trusts.</summary>
/// <param name="State">verified, invalid, unverifiable.</param>
/// <param name="Signer">The file of the key, or the subject of the certificate; empty where it is not known.</param>
/// <param name="Reason">Why it is not verified; empty where it is.</param>
internal readonly record struct SignatureCheck(string State, string Signer, string Reason)
{
    private static readonly RSASignaturePadding[] Paddings = [RSASignaturePadding.Pkcs1, RSASignaturePadding.Pss];

    public static SignatureCheck Of(ModelSignature signature, ModelTrust trust) =>
        signature.Certificates.IsEmpty ? ByKey(signature, trust) : ByCertificate(signature, trust);

    private static SignatureCheck ByKey(ModelSignature signature, ModelTrust trust)
    {
        if (trust.Keys.IsEmpty) return new("unverifiable", "", "no key is given to verify it with");
        var signed = signature.Signed();
        foreach (var (file, key) in trust.Keys) if (Verifies(key, signed, signature.Signature)) return new("verified", file, "");
        return new("invalid", "", "none of the given keys made it, or the list was changed after it was signed");
    }

    private static SignatureCheck ByCertificate(ModelSignature signature, ModelTrust trust)
    {
        try
        {
            using var own = X509CertificateLoader.LoadCertificate(signature.Certificates[0]);
            if (!Verifies(own.PublicKey.ExportSubjectPublicKeyInfo(), signature.Signed(), signature.Signature)) return new("invalid", own.Subject, "its certificate did not make it, or the list was changed after it was signed");
            if (trust.Roots.IsEmpty) return new("unverifiable", own.Subject, "no certificate is given that its chain could end in");
            return IsTrusted(own, signature, trust) ? new("verified", own.Subject, "") : new("invalid", own.Subject, "its certificate does not lead to one that is given, or is not for signing");
        }
        catch (CryptographicException)
        {
            return new("invalid", "", "its certificates cannot be read");
        }
    }

    // Certificates for signing live for minutes, so the chain is asked as of the time when it was made, without the network.
    private static bool IsTrusted(X509Certificate2 own, ModelSignature signature, ModelTrust trust)
    {
        var usage = own.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        var extended = own.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>());
        if (usage?.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature) != true && !extended.Any(o => o.Value == "1.3.6.1.5.5.7.3.3")) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = own.NotBefore;
        foreach (var root in trust.Roots) chain.ChainPolicy.CustomTrustStore.Add(root);
        foreach (var other in signature.Certificates.Skip(1)) chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(other));
        return chain.Build(own);
    }

    private static bool Verifies(byte[] key, byte[] signed, byte[] signature)
    {
        try
        {
            using var curve = ECDsa.Create();
            curve.ImportSubjectPublicKeyInfo(key, out _);
            var hash = curve.KeySize switch { 256 => HashAlgorithmName.SHA256, 384 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
            return curve.VerifyData(signed, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return VerifiesRsa(key, signed, signature);
        }
    }

    private static bool VerifiesRsa(byte[] key, byte[] signed, byte[] signature)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(key, out _);
            return Paddings.Any(p => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, p));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
