using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Plumbline.Server.Alerts;

/// <summary>Sends to a syslog server over UDP, TCP or TLS. A connection is kept, and made again where the other side has closed it.</summary>
/// <param name="target">Where to, and what a message carries.</param>
/// <param name="host">The name of this machine.</param>
/// <param name="trust">Which certificates are trusted; null for those of the system.</param>
/// <param name="outgoing">Connects; who runs the server may have syslog on private networks.</param>
internal sealed class SyslogSender(Target target, string host, SslClientAuthenticationOptions? trust, Keeping.Outgoing outgoing) : ISender
{
    private const int LargestDatagram = 65_000;
    private readonly Uri address = new(target.Address);
    private Socket? socket;
    private Stream? stream;

    public async Task<Sending> SendAsync(Notice notice, CancellationToken cancellation)
    {
        var message = SyslogText.Of(notice, target.Form, host);
        try
        {
            return address.Scheme == "udp" ? await SendAloneAsync(message, cancellation).ConfigureAwait(false) : await StreamAsync(message, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or ObjectDisposedException)
        {
            await CloseAsync().ConfigureAwait(false);
            return new Sending(e is AuthenticationException ? $"`{address.Host}` shows a certificate that is not trusted; name the authority's with `trust`" : $"`{address.Host}:{address.Port}` does not take it: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            // Half a message may be on its way: the next one begins a new connection.
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Sending> SendAloneAsync(byte[] message, CancellationToken cancellation)
    {
        if (message.Length > LargestDatagram) return new Sending("the message is too long for UDP; use tcp:// or tls://", IsFinal: true);
        var to = (await outgoing.FindAsync(address.Host, Keeping.Reach.Private, cancellation).ConfigureAwait(false))[0];
        using var datagram = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await datagram.SendToAsync(message, new System.Net.IPEndPoint(to, address.Port), cancellation).ConfigureAwait(false);
        return Sending.Done;
    }

    private async Task<Sending> StreamAsync(byte[] message, CancellationToken cancellation)
    {
        if (socket is not null && IsClosed(socket)) await CloseAsync().ConfigureAwait(false);
        if (stream is null) await OpenAsync(cancellation).ConfigureAwait(false);
        await stream!.WriteAsync(SyslogText.Counted(message), cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
        return Sending.Done;
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        socket = await outgoing.ConnectAsync(address.Host, address.Port, Keeping.Reach.Private, cancellation).ConfigureAwait(false);
        stream = new NetworkStream(socket, ownsSocket: true);
        if (address.Scheme != "tls") return;
        var secure = new SslStream(stream);
        stream = secure;
        var options = trust ?? new SslClientAuthenticationOptions();
        options.TargetHost = address.Host.Trim('[', ']');
        options.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        await secure.AuthenticateAsClientAsync(options, cancellation).ConfigureAwait(false);
    }

    // A syslog server never answers: readable and empty means that it hung up.
    private static bool IsClosed(Socket socket)
    {
        try
        {
            return !socket.Connected || (socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    private async Task CloseAsync()
    {
        if (stream is not null) await stream.DisposeAsync().ConfigureAwait(false);
        else socket?.Dispose();
        (stream, socket) = (null, null);
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);
}
