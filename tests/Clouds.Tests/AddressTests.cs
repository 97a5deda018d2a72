using System.Net;
using Plumbline.Clouds.Calls;
using Xunit;

namespace Plumbline.Clouds.Tests;

/// <summary>Which addresses are called, and how long.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("https://vpce-1.bedrock.eu-west-1.vpce.amazonaws.com")]
    [InlineData("https://10.0.0.5:8443")]
    [InlineData("http://127.0.0.1:4566")]
    [InlineData("http://localhost:4566")]
    [InlineData("http://[::1]:4566")]
    public void An_endpoint_of_ones_own_may_be_called(string endpoint) => Assert.Null(Addresses.Refusal(endpoint));

    [Theory]
    [InlineData("http://169.254.169.254")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://169.254.170.2")]
    [InlineData("https://2852039166")]
    [InlineData("https://[fe80::1]")]
    [InlineData("https://[fd00:ec2::254]")]
    [InlineData("https://[::ffff:169.254.169.254]")]
    [InlineData("https://0.0.0.0")]
    [InlineData("http://10.0.0.5")]
    [InlineData("http://example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("https://name:word@example.com")]
    [InlineData("example.com")]
    public void Metadata_and_plain_text_are_refused(string endpoint) => Assert.NotNull(Addresses.Refusal(endpoint));

    [Fact]
    public async Task A_name_that_leads_to_a_refused_address_is_not_called()
    {
        using var network = Addresses.Handler();
        using var http = new HttpClient(network);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri("http://169.254.169.254/latest/meta-data"), TestContext.Current.CancellationToken));
        Assert.True(Addresses.IsRefused(IPAddress.Parse("::ffff:169.254.1.1")));
    }

    [Theory]
    [InlineData(1, 0, 100)]
    [InlineData(1, 1, 500)]
    [InlineData(3, 1, 2000)]
    [InlineData(40, 1, 8000)]
    public void Waits_double_up_to_a_bound_and_are_spread(int tried, double chance, double milliseconds) =>
        Assert.Equal(milliseconds, Patience.Usual.After(tried, chance).TotalMilliseconds);
}
