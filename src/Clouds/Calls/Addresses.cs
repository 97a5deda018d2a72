using System.Net;
using System.Net.Sockets;

namespace Plumbline.Clouds.Calls;

/// <summary>Which addresses may be called: never those by which a machine hands out its own credentials.</summary>
public static class Addresses
{
    // fd00:ec2::254 answers as 169.254.169.254 does, and fd20:ce::254 on another cloud.
    private static readonly IPAddress[] Metadata = [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("fd20:ce::254"), IPAddress.Parse("100.100.100.200")];

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

    /// <summary>True for link-local, metadata, multicast and unspecified addresses.</summary>
    public static bool IsRefused(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Metadata.Contains(plain) || plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any)) return true;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6) return plain.IsIPv6LinkLocal || plain.IsIPv6Multicast;
        var bytes = plain.GetAddressBytes();
        return (bytes[0] == 169 && bytes[1] == 254) || bytes[0] is 0 or >= 224;
    }

    /// <summary>A handler that looks at each address a name resolves to before it connects, follows no redirect, and keeps no cookie.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
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
