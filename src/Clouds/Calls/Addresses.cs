using System.Net;
using System.Net.Sockets;

namespace Plumbline.Clouds.Calls;

/// <summary>Which addresses may be called: never those by which a machine hands out its own credentials.</summary>
public static class Addresses
{
    // Never right as a target: the metadata services of clouds answer here, and what answers them is a key.
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"), IPNetwork.Parse("100.100.100.200/32"), IPNetwork.Parse("168.63.129.16/32"), IPNetwork.Parse("192.0.0.192/32"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("2001::/32"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("fd20:ce::254/128"),
    ];

    private static readonly IPNetwork[] Inside =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("fc00::/7"),
    ];

    // Addresses of version 6 that carry one of version 4 behind so many bytes.
    private static readonly (IPNetwork Net, int At)[] Carrying = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("::ffff:0:0:0/96"), 12)];

    /// <summary>Why an endpoint is refused; null where it may be called.</summary>
    /// <param name="endpoint">As the user wrote it.</param>
    public static string? Refusal(string endpoint)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
            return $"`{endpoint}` is no endpoint; write it as https://host:port";
        var isHere = uri.IsLoopback;
        if (!isHere && uri.Scheme != "https") return $"`{endpoint}` is not encrypted; use https, http is for loopback only";
        return !isHere && IPAddress.TryParse(uri.DnsSafeHost, out var address) && IsRefused(address)
            ? $"`{endpoint}` is a link-local or metadata address, which is never called; name the service's own endpoint" : null;
    }

    /// <summary>True for addresses that are never called: link-local, metadata, multicast, unspecified, and those that carry one of them.</summary>
    public static bool IsRefused(IPAddress address) => !May(address, mayInside: true);

    /// <summary>True where an address may be called.</summary>
    /// <param name="address">The address.</param>
    /// <param name="mayInside">True where this machine and private networks may be called as well.</param>
    public static bool May(IPAddress address, bool mayInside)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Never.Any(n => n.Contains(address))) return false;
        if (Inside.Any(n => n.Contains(address))) return mayInside;
        foreach (var (net, at) in Carrying)
            if (net.Contains(address)) return May(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)), mayInside);
        return true;
    }

    /// <summary>A handler that looks at each address a name resolves to before it connects, follows no redirect, and keeps no cookie.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        // A proxy would look up the name where nobody checks what it finds.
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ConnectCallback = static (context, cancellation) => ConnectAsync(context.DnsEndPoint, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancellation)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, cancellation).ConfigureAwait(false);
        var open = found.Where(a => !IsRefused(a)).ToArray();
        if (open.Length == 0) throw new HttpRequestException(HttpRequestError.ConnectionError, $"`{to.Host}` leads to no address that may be called");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, to.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
