using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Server.Admission;
using Plumbline.Server.Alerts;
using Xunit;

namespace Plumbline.Server.Tests.Alerts;

/// <summary>Messages as a syslog server takes them from the wire.</summary>
public sealed class SyslogTests
{
    [Fact]
    public async Task A_datagram_is_one_message()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var desk = await new AlertCase().StartAsync();
        desk.Add(TargetKind.Syslog, $"udp://127.0.0.1:{((IPEndPoint)server.Client.LocalEndPoint!).Port}");
        await desk.ChangeAsync(1);
        var message = Encoding.UTF8.GetString((await server.ReceiveAsync(AlertCase.Token)).Buffer);
        Assert.Matches("^<83>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z test-host plumbline - finding - \\{", message);
        Assert.Equal("2003", JsonDocument.Parse(message[message.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("class_uid").GetRawText());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_counts_the_bytes_of_each_message(bool isSecure)
    {
        await using var desk = await new AlertCase().StartAsync();
        OwnCertificate.Ensure(desk.Home, ["localhost"], TimeProvider.System);
        desk.Secret("authority", File.ReadAllText(OwnCertificate.CaFile(desk.Home)));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        desk.Add(TargetKind.Syslog, $"{(isSecure ? "tls" : "tcp")}://localhost:{port}", t => t with { Form = TargetForm.Cef, Trust = isSecure ? "authority" : "" });
        await desk.ChangeAsync(3, severity: "critical", message: "ä = a|b\\\\c\\nd");
        using var accepted = await listener.AcceptTcpClientAsync(AlertCase.Token);
        await using var stream = await OpenAsync(accepted, isSecure ? desk.Home : null);
        for (var i = 1; i <= 3; i++)
        {
            var message = await FrameAsync(stream);
            Assert.StartsWith("<82>1 ", message, StringComparison.Ordinal);
            var cef = message[message.IndexOf("CEF:0|", StringComparison.Ordinal)..];
            Assert.Equal(["CEF:0", "Plumbline", "Plumbline"], cef.Split('|')[..3]);
            Assert.Contains($"|shadow-workload|", cef, StringComparison.Ordinal);
            Assert.Contains("|10|", cef, StringComparison.Ordinal);
            Assert.Contains($" msg=ä \\= a|b\\\\c d {i} ", cef, StringComparison.Ordinal);
            Assert.Contains($"externalId={AlertCase.Id(i)} ", cef, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_the_call_came_from_stands_in_its_own_fields()
    {
        await using var desk = new AlertCase();
        var trial = desk.Records.Trial(DateTimeOffset.UnixEpoch);
        var proof = new Proof(Plane.Observed, "releases", Value.Null, new Origin("cloudtrail", "t.json", 1), null, new Sender("192.0.2.10", "aws-cli/2 a=b"));
        var cef = CefText.Of(trial with { Finding = trial.Finding with { Evidence = [proof] } });
        Assert.Contains(" src=192.0.2.10 requestClientApplication=aws-cli/2 a\\=b ", cef, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", CefText.Of(trial), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_is_told_nothing()
    {
        await using var desk = await new AlertCase().StartAsync();
        OwnCertificate.Ensure(desk.Home, ["localhost"], TimeProvider.System);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = desk.Add(TargetKind.Syslog, $"tls://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var sending = desk.Desk.TryAsync(target.Id, AlertCase.Token);
        using var accepted = await listener.AcceptTcpClientAsync(AlertCase.Token);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var stream = await OpenAsync(accepted, desk.Home);
            await FrameAsync(stream);
        });
        Assert.Contains("not trusted", (await sending)!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_up_gets_the_rest_over_a_new_connection()
    {
        await using var desk = await new AlertCase().StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        desk.Add(TargetKind.Syslog, $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var got = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            await desk.ChangeAsync(1, from: i);
            using var accepted = await listener.AcceptTcpClientAsync(AlertCase.Token);
            var message = await FrameAsync(accepted.GetStream());
            got.Add(JsonDocument.Parse(message[message.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("finding_info").GetProperty("uid").GetString()!);
            accepted.Client.Shutdown(SocketShutdown.Both);
        }

        Assert.Equal([AlertCase.Id(1), AlertCase.Id(2), AlertCase.Id(3)], got);
    }

    private static async Task<Stream> OpenAsync(TcpClient client, string? certificates)
    {
        if (certificates is null) return client.GetStream();
        var secure = new SslStream(client.GetStream());
        using var pem = X509Certificate2.CreateFromPemFile(OwnCertificate.CertFile(certificates), OwnCertificate.KeyFile(certificates));
        await secure.AuthenticateAsServerAsync(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null));
        return secure;
    }

    private static async Task<string> FrameAsync(Stream stream)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(AlertCase.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (true)
        {
            await stream.ReadExactlyAsync(one, limit.Token);
            if (one[0] == ' ') break;
            head.Append((char)one[0]);
        }

        var message = new byte[int.Parse(head.ToString(), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(message, limit.Token);
        return Encoding.UTF8.GetString(message);
    }
}
