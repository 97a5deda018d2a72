using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Posture.Tests;

/// <summary>Of a service the address is kept whole, of a person its network; what is no address is none.</summary>
public sealed class SenderTests
{
    [Theory]
    [InlineData("192.0.2.10", false, "192.0.2.10")]
    [InlineData("192.0.2.10", true, "192.0.2.0")]
    [InlineData("::ffff:192.0.2.10", true, "192.0.2.0")]
    [InlineData("2001:db8:1:2:3:4:5:6", false, "2001:db8:1:2:3:4:5:6")]
    [InlineData("2001:db8:1:2:3:4:5:6", true, "2001:db8:1::")]
    public void An_address_is_whole_only_where_no_person_is_behind_it(string said, bool isPerson, string kept) => Assert.Equal(kept, Sender.Of(said, "aws-cli/2", isPerson)!.Address);

    [Theory]
    [InlineData("lambda.amazonaws.com")]
    [InlineData("AWS Internal")]
    [InlineData("private")]
    [InlineData("1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_address_is_none(string? said)
    {
        Assert.Null(Sender.Of(said, null, false));
        Assert.Equal("", Sender.Of(said, "boto3", false)!.Address);
    }

    [Fact]
    public void A_client_is_cut_and_holds_no_signs_that_steer()
    {
        var client = Sender.Of(null, "a\u001b[31m\n" + new string('x', 500), true)!.Client;
        Assert.StartsWith("a[31mx", client, StringComparison.Ordinal);
        Assert.Equal(200, client.Length);
    }
}
