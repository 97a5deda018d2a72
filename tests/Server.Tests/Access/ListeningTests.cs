using System.Net;
using Plumbline.Server.Access;
using Plumbline.Server.Admission;
using Plumbline.Server.Serving;
using Plumbline.Server.Standings;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>Where the server listens: https with a certificate, plain only where nobody else hears it, and whose word about callers counts.</summary>
public sealed class ListeningTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7420", "", "", null)]
    [InlineData("http://[::1]:7420", "", "", null)]
    [InlineData("http://0.0.0.0:7420", "", "", "in the clear")]
    [InlineData("http://192.168.1.5:7420", "", "", "in the clear")]
    [InlineData("http://0.0.0.0:7420", "", "10.0.0.0/24", null)]
    [InlineData("https://0.0.0.0:7420", "", "", "needs a certificate")]
    [InlineData("https://0.0.0.0:7420", "tls", "", null)]
    public void An_address_on_which_passwords_would_be_heard_is_refused(string url, string cert, string proxy, string? why)
    {
        var access = new AccessSettings("x") { Cert = cert.Length == 0 ? null : cert, Key = cert.Length == 0 ? null : cert, Proxies = proxy.Length == 0 ? [] : [IPNetwork.Parse(proxy)] };
        var problem = Listening.Problem(new ServeSettings([new Uri(url)], [], TimeSpan.FromMinutes(5), null, new EstateSettings(null, "", "", [], ""), access));
        if (why is null) Assert.Null(problem);
        else Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_cookies_are_secure_and_browsers_are_told_to_stay()
    {
        var folder = Cluster.Temporary();
        OwnCertificate.Ensure(folder, ["localhost", "127.0.0.1"], TimeProvider.System);
        await using var served = await Served.StartAsync(s => s with { Cert = OwnCertificate.CertFile(folder), Key = OwnCertificate.KeyFile(folder) }, urls: ["https://127.0.0.1:0"]);
        using var client = Cluster.Client(OwnCertificate.CaFile(folder));
        using var answer = await client.GetAsync(new Uri($"https://localhost:{served.Address.Port}/sign-in"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData("127.0.0.1/32", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("", false)]
    public async Task A_forwarded_protocol_counts_from_a_known_proxy_only(string proxy, bool counts)
    {
        await using var served = await Served.StartAsync(s => s with { Proxies = proxy.Length == 0 ? [] : [IPNetwork.Parse(proxy)] });
        using var client = served.Browser();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        Assert.Equal(counts, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.0/24")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.0/24")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1::/48")]
    [InlineData(null, "unknown")]
    public void Of_an_address_only_the_network_is_written(string? address, string network) =>
        Assert.Equal(network, Server.Access.Sessions.SignIn.Network(address is null ? null : IPAddress.Parse(address)));
}
