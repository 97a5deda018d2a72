using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Plumbline.Server.Keeping;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>Requests that the server sends: which addresses it never talks to, whatever they are called.</summary>
public sealed class OutgoingTests
{
    [Theory]
    [InlineData("93.184.216.34", true, true)]
    [InlineData("2606:4700::1111", true, true)]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("10.1.2.3", false, true)]
    [InlineData("172.31.0.1", false, true)]
    [InlineData("172.32.0.1", true, true)]
    [InlineData("192.168.1.1", false, true)]
    [InlineData("100.64.0.1", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("fd12::1", false, true)]
    [InlineData("::ffff:10.0.0.1", false, true)]
    [InlineData("64:ff9b::10.0.0.1", false, true)]
    [InlineData("169.254.169.254", false, false)]
    [InlineData("::ffff:169.254.169.254", false, false)]
    [InlineData("::169.254.169.254", false, false)]
    [InlineData("64:ff9b::169.254.169.254", false, false)]
    [InlineData("2002:a9fe:a9fe::1", false, false)]
    [InlineData("fd00:ec2::254", false, false)]
    [InlineData("fe80::1", false, false)]
    [InlineData("168.63.129.16", false, false)]
    [InlineData("100.100.100.200", false, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("::", false, false)]
    [InlineData("224.0.0.1", false, false)]
    [InlineData("ff02::1", false, false)]
    [InlineData("255.255.255.255", false, false)]
    public void An_address_is_talked_to_or_not(string address, bool isPublic, bool isPrivate) =>
        Assert.Equal((isPublic, isPrivate), (Outgoing.May(IPAddress.Parse(address), Reach.Public), Outgoing.May(IPAddress.Parse(address), Reach.Private)));

    [Theory]
    [InlineData("http://metadata.example/", "169.254.169.254", Reach.Private)]
    [InlineData("http://inside.example/", "10.0.0.7", Reach.Public)]
    [InlineData("http://mapped.example/", "::ffff:169.254.169.254", Reach.Private)]
    [InlineData("http://169.254.169.254/latest", "", Reach.Private)]
    [InlineData("http://0xa9fea9fe/latest", "169.254.169.254", Reach.Private)]
    [InlineData("http://[::ffff:a9fe:a9fe]/", "", Reach.Private)]
    [InlineData("http://127.0.0.1:9/", "", Reach.Public)]
    public async Task A_name_that_leads_to_a_refused_address_is_refused(string url, string leadsTo, Reach reach)
    {
        using var client = new Outgoing((_, _) => Task.FromResult<IPAddress[]>(leadsTo.Length == 0 ? [] : [IPAddress.Parse(leadsTo)])).Client(reach);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(url), TestContext.Current.CancellationToken));
        Assert.Contains("does not talk to", refused.Message + refused.InnerException?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_that_was_looked_at_is_the_one_that_is_talked_to_and_redirects_are_not_followed()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Run(context =>
        {
            context.Response.Redirect("http://169.254.169.254/");
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var asked = 0;
        using var client = new Outgoing((_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254"), IPAddress.Loopback]);
        }).Client(Reach.Private);
        using var answer = await client.GetAsync(new Uri($"http://hook.example:{new Uri(app.Urls.First()).Port}/"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, 1), (answer.StatusCode, asked));
    }
}
