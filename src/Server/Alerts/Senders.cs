using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Alerts;

/// <summary>Makes the door to a target.</summary>
/// <param name="home">The server's own folder.</param>
/// <param name="secrets">Secrets by name.</param>
/// <param name="outgoing">What connections go through.</param>
/// <param name="reach">Which machines webhooks may go to.</param>
/// <param name="clock">Dates signatures.</param>
/// <param name="host">The name of this machine.</param>
public sealed class Senders(string home, SecretNames secrets, Outgoing outgoing, Reach reach, TimeProvider clock, string host)
{
    /// <summary>Bytes after which a file of lines is full.</summary>
    public long LargestFile { get; init; } = 100L << 20;

    /// <summary>The door.</summary>
    public ISender Of(Target target) => target.Kind switch
    {
        TargetKind.File => new FileSender(Path.Combine(home, "alerts", target.Address), LargestFile),
        TargetKind.Syslog => new SyslogSender(target, host, Trust(target), outgoing),
        _ => new WebhookSender(target, () => target.Secret.Length == 0 ? null : secrets.Find(target.Secret), new HttpClient(outgoing.Handler(reach, Trust(target))) { Timeout = Timeout.InfiniteTimeSpan }, clock),
    };

    private SslClientAuthenticationOptions? Trust(Target target)
    {
        if (target.Trust.Length == 0) return null;
        var roots = new X509Certificate2Collection();
        try
        {
            // Without any certificate nobody is trusted, which is what a secret that is gone means.
            if (secrets.Find(target.Trust) is { } pem) roots.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            roots.Clear();
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
