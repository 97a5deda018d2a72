using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Plumbline.Server.Admission;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Serving;

/// <summary>Where a server listens, and with which certificate.</summary>
internal static class Listening
{
    /// <summary>What is wrong with listening so, or null.</summary>
    public static string? Problem(ServeSettings settings)
    {
        var (cert, key, proxies) = (settings.Access.Cert, settings.Access.Key, settings.Access.Proxies);
        if (cert is null != key is null) return "a certificate comes with its key; give both --cert FILE and --key FILE";
        if (settings.Urls.FirstOrDefault(u => u.Scheme == "https") is { } secure && cert is null) return $"`{secure}` needs a certificate; give --cert FILE --key FILE";
        if (settings.Urls.FirstOrDefault(u => u.Scheme == "http" && !u.IsLoopback) is { } open && proxies.IsEmpty)
            return $"`{open}` would carry passwords in the clear; listen at https:// with --cert and --key, or say which proxy stands before it: --behind-proxy ADDRESS";
        return null;
    }

    /// <summary>Has Kestrel listen at every address.</summary>
    public static void Add(KestrelServerOptions kestrel, ServeSettings settings, TimeProvider machine, Action<string> say)
    {
        var certificates = settings.Urls.Any(u => u.Scheme == "https") ? Read(settings, machine, say) : null;
        foreach (var url in settings.Urls)
        {
            void Listen(ListenOptions listen)
            {
                if (url.Scheme == "https") listen.UseHttps(Handshakes(certificates!));
            }

            if (url.Host == "localhost" && url.Port != 0) kestrel.ListenLocalhost(url.Port, Listen);
            else kestrel.Listen(url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.Host.Trim('[', ']')), url.Port, Listen);
        }
    }

    private static Certificates Read(ServeSettings settings, TimeProvider machine, Action<string> say)
    {
        var certificates = new Certificates(settings.Access.Cert!, settings.Access.Key!, machine, say);
        return certificates.Read() is { } problem ? throw new LedgerException(problem) : certificates;
    }

    private static TlsHandshakeCallbackOptions Handshakes(Certificates certificates) => new()
    {
        HandshakeTimeout = TimeSpan.FromSeconds(5),
        OnConnection = _ =>
        {
            // Two looks at the files cost less than the handshake that follows.
            certificates.Check();
            return ValueTask.FromResult(certificates.Handshake());
        },
    };
}
