using Plumbline.Posture.Assets;
using Plumbline.Server.Web;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>How pages say times, numbers and addresses.</summary>
public sealed class ToldTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(30, "30 seconds ago")]
    [InlineData(60 * 90, "90 minutes ago")]
    [InlineData(3600 * 47, "47 hours ago")]
    [InlineData(86400 * 41, "41 days ago")]
    [InlineData(-86400 * 3, "in 3 days")]
    public void A_time_stands_beside_how_long_ago_it_was(int seconds, string told) => Assert.Equal(told, Told.Ago(Now.AddSeconds(-seconds), Now));

    [Theory]
    [InlineData("loans", "/assets/workload/loans")]
    [InlineData("arn:aws:iam::1:role/a b?#%2F", "/assets/workload/arn%3Aaws%3Aiam%3A%3A1%3Arole/a%20b%3F%23%252F")]
    [InlineData("/subscriptions/x", "/assets/workload//subscriptions/x")]
    public void An_asset_has_an_address_whatever_its_id_is(string key, string address) => Assert.Equal(address, Links.Asset(new AssetId(AssetKind.Workload, key)));

    [Fact]
    public void Text_of_the_estate_cannot_turn_the_reading_direction() => Assert.Equal("a\uFFFDb c", Told.T("a\u202Eb\nc"));
}
