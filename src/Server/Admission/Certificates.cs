using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Plumbline.Server.Admission;

/// <summary>The server's certificate, read again where its files change: no restart, and a broken new one leaves the old one in use.</summary>
/// <param name="certFile">Certificate and chain, PEM.</param>
/// <param name="keyFile">Private key, PEM.</param>
/// <param name="clock">Now.</param>
/// <param name="say">Told one sentence about each change.</param>
internal sealed class Certificates(string certFile, string keyFile, TimeProvider clock, Action<string> say)
{
    private volatile SslStreamCertificateContext? context;
    private (DateTime, DateTime, long, long) stamp;

    /// <summary>What handshakes are made with.</summary>
    public SslStreamCertificateContext Context => context ?? throw new InvalidOperationException("no certificate was read yet");

    /// <summary>What a server says in a handshake.</summary>
    public SslServerAuthenticationOptions Handshake() => new()
    {
        ServerCertificateContext = Context, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13, ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
    };

    /// <summary>Reads what is there; a sentence where it cannot be used.</summary>
    public string? Read()
    {
        try
        {
            stamp = Stamp();
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certFile);
            using var pem = X509Certificate2.CreateFromPemFile(certFile, keyFile);
            // Keys that only PEM knows cannot be used in handshakes everywhere; what went through PKCS#12 can.
            var leaf = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
            if (leaf.NotAfter.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime) return $"`{certFile}` is no longer valid";
            var more = new X509Certificate2Collection(chain.Where(c => c.Thumbprint != leaf.Thumbprint).ToArray());
            context = SslStreamCertificateContext.Create(leaf, more, offline: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"`{certFile}` and `{keyFile}` are no certificate with its key in PEM that can be used";
        }
    }

    /// <summary>Reads again where a file changed.</summary>
    public void Check()
    {
        if (Stamp() == stamp) return;
        var problem = Read();
        say(problem is null ? $"uses the certificate that is in `{certFile}` now" : $"the certificate read before stays in use: {problem}");
    }

    private (DateTime, DateTime, long, long) Stamp()
    {
        var (cert, key) = (new FileInfo(Target(certFile)), new FileInfo(Target(keyFile)));
        return cert.Exists && key.Exists ? (cert.LastWriteTimeUtc, key.LastWriteTimeUtc, cert.Length, key.Length) : default;
    }

    // Mounted secrets are links that are set anew.
    private static string Target(string file) => File.Exists(file) && File.ResolveLinkTarget(file, returnFinalTarget: true) is { } target ? target.FullName : file;
}

/// <summary>A certificate of one's own: an authority in a folder, and a server certificate that it signs.</summary>
internal static class OwnCertificate
{
    private const string Server = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan Authority = TimeSpan.FromDays(5 * 365);
    private static readonly TimeSpan Leaf = TimeSpan.FromDays(90);
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    /// <summary>The authority's certificate, for `caBundle`.</summary>
    public static string CaFile(string folder) => Path.Combine(folder, "ca.crt");

    /// <summary>The server's certificate.</summary>
    public static string CertFile(string folder) => Path.Combine(folder, "tls.crt");

    /// <summary>The server's key.</summary>
    public static string KeyFile(string folder) => Path.Combine(folder, "tls.key");

    /// <summary>Makes what is missing or ends soon; the authority stays the same as long as it is there.</summary>
    public static void Ensure(string folder, IReadOnlyList<string> names, TimeProvider clock)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (caKeyFile, now) = (Path.Combine(folder, "ca.key"), clock.GetUtcNow());
        if (!File.Exists(CaFile(folder)) || !File.Exists(caKeyFile)) MakeAuthority(folder, caKeyFile, now);
        if (File.Exists(CertFile(folder)) && File.Exists(KeyFile(folder)) && Lasts(CertFile(folder), names, now)) return;
        using var ca = X509Certificate2.CreateFromPemFile(CaFile(folder), caKeyFile);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Server)], false));
        request.CertificateExtensions.Add(Alternatives(names));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, true, false));
        var ends = now + Leaf < ca.NotAfter ? now + Leaf : ca.NotAfter;
        using var leaf = request.Create(ca, now.AddMinutes(-5), ends, RandomNumberGenerator.GetBytes(16));
        Write(KeyFile(folder), key.ExportPkcs8PrivateKeyPem(), true);
        Write(CertFile(folder), leaf.ExportCertificatePem() + "\n", false);
    }

    private static void MakeAuthority(string folder, string caKeyFile, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=plumbline admission", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var ca = request.CreateSelfSigned(now.AddMinutes(-5), now + Authority);
        Write(caKeyFile, key.ExportPkcs8PrivateKeyPem(), true);
        Write(CaFile(folder), ca.ExportCertificatePem() + "\n", false);
        File.Delete(CertFile(folder));
    }

    private static X509Extension Alternatives(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            if (IPAddress.TryParse(name, out var address)) builder.AddIpAddress(address);
            else builder.AddDnsName(name);
        return builder.Build();
    }

    private static bool Lasts(string file, IReadOnlyList<string> names, DateTimeOffset now)
    {
        try
        {
            using var there = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            return there.NotAfter.ToUniversalTime() - now.UtcDateTime > Renewal && names.All(n => there.MatchesHostname(n, allowCommonName: false));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static void Write(string file, string text, bool isSecret)
    {
        var part = file + ".new";
        File.Delete(part);
        using (var stream = isSecret ? Store.Ledgers.PrivateFile.Make(part) : new FileStream(part, FileMode.CreateNew, FileAccess.Write)) stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
        File.Move(part, file, overwrite: true);
    }
}
