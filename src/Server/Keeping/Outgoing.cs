using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Plumbline.Server.Keeping;

/// <summary>Which machines a request may go to.</summary>
public enum Reach
{
    /// <summary>The public network alone.</summary>
    Public,

    /// <summary>Also this machine and private networks, because who runs the server said so.</summary>
    Private,
}

/// <summary>
/// Requests that the server sends to addresses that somebody wrote down. Every connection looks up the name itself and refuses addresses that nobody
/// outside should reach through it; redirects are not followed, certificates are checked, and every request ends in time.
/// </summary>
/// <param name="lookup">Looks up a name; null for the machine's own way.</param>
public sealed class Outgoing(Func<string, CancellationToken, Task<IPAddress[]>>? lookup = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(5);

    // Never right as a target: the metadata services of clouds answer here, and what answers them is a key.
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"), IPNetwork.Parse("100.100.100.200/32"), IPNetwork.Parse("168.63.129.16/32"), IPNetwork.Parse("192.0.0.192/32"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("2001::/32"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("fd20:ce::254/128"),
    ];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("fc00::/7"),
    ];

    // Addresses of version 6 that carry one of version 4 behind so many bytes.
    private static readonly (IPNetwork Net, int At)[] Carrying = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("::ffff:0:0:0/96"), 12)];

    /// <summary>A client for some targets; its owner keeps it as long as it is used.</summary>
    /// <param name="reach">Which machines it may talk to.</param>
    public HttpClient Client(Reach reach) => new(Handler(reach), disposeHandler: true) { Timeout = Longest, MaxResponseContentBufferSize = 4 << 20 };

    /// <summary>True where a request may go to this address.</summary>
    public static bool May(IPAddress address, Reach reach)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Never.Any(n => n.Contains(address))) return false;
        if (Private.Any(n => n.Contains(address))) return reach == Reach.Private;
        foreach (var (net, at) in Carrying)
            if (net.Contains(address)) return May(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)), reach);
        return true;
    }

    /// <summary>What requests go through: no proxy, which would look up the name where nobody checks what it finds; no redirects, no cookies.</summary>
    /// <param name="reach">Which machines it may talk to.</param>
    /// <param name="tls">Whom to trust; null for those the system trusts.</param>
    public SocketsHttpHandler Handler(Reach reach, SslClientAuthenticationOptions? tls = null) => new()
    {
        UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Connecting, PooledConnectionLifetime = TimeSpan.FromMinutes(2), PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 64, MaxResponseDrainSize = 0, SslOptions = tls ?? new(),
        ConnectCallback = async (context, cancellation) => new NetworkStream(await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, reach, cancellation).ConfigureAwait(false), ownsSocket: true),
    };

    /// <summary>The addresses of a host that may be talked to; an <see cref="IOException"/> where there is none.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="reach">Which machines may be meant.</param>
    /// <param name="cancellation">Ends looking it up.</param>
    public async Task<IPAddress[]> FindAsync(string host, Reach reach, CancellationToken cancellation)
    {
        IPAddress[] all = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await LookAsync(host, cancellation).ConfigureAwait(false);
        var addresses = all.Where(a => May(a, reach)).ToArray();
        return addresses.Length > 0 ? addresses : throw new IOException(all.Length == 0 ? $"`{host}` has no address" : $"`{host}` leads to an address that this server does not talk to");
    }

    private async Task<IPAddress[]> LookAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await (lookup ?? Dns.GetHostAddressesAsync)(host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new IOException($"`{host}` has no address: {e.Message}", e);
        }
    }

    /// <summary>A connection over TCP.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="reach">Which machines may be meant.</param>
    /// <param name="cancellation">Ends connecting.</param>
    public async Task<Socket> ConnectAsync(string host, int port, Reach reach, CancellationToken cancellation)
    {
        var addresses = await FindAsync(host, reach, cancellation).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
