using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Plumbline.Server.Admission;

/// <summary>The authority whose certificates callers must show, read again where its file changes; a broken new one leaves the old one in use.</summary>
/// <param name="file">Its certificates, PEM.</param>
/// <param name="say">Told one sentence about each change.</param>
internal sealed class ClientAuthority(string file, Action<string> say)
{
    private const string ForClients = "1.3.6.1.5.5.7.3.2";
    private volatile X509Certificate2Collection? trusted;
    private (DateTime, long) stamp;

    /// <summary>Reads what is there; a sentence where it cannot be used.</summary>
    public string? Read()
    {
        try
        {
            stamp = Stamp();
            var read = new X509Certificate2Collection();
            read.ImportFromPemFile(file);
            if (read.Count == 0) return $"`{file}` holds no certificate in PEM";
            trusted = read;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"`{file}` holds no certificates in PEM that can be read";
        }
    }

    /// <summary>Reads again where the file changed.</summary>
    public void Check()
    {
        if (Stamp() == stamp) return;
        var problem = Read();
        say(problem is null ? $"callers are asked for certificates of what is in `{file}` now" : $"the authority of callers read before stays in use: {problem}");
    }

    /// <summary>Has handshakes ask for a certificate. Who shows none may still ask how the server is; a certificate of somebody else's ends the handshake.</summary>
    public void Ask(SslServerAuthenticationOptions options)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted!);
        policy.ApplicationPolicy.Add(new Oid(ForClients));
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = policy;
        options.RemoteCertificateValidationCallback = (_, _, _, errors) => errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateNotAvailable;
    }

    private (DateTime, long) Stamp()
    {
        var there = new FileInfo(File.Exists(file) && File.ResolveLinkTarget(file, returnFinalTarget: true) is { } target ? target.FullName : file);
        return there.Exists ? (there.LastWriteTimeUtc, there.Length) : default;
    }
}
