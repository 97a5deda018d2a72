using Plumbline.Collectors.Observed.CloudTrail;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Changes carry where the call came from: whole for a role, the network for a person.</summary>
public sealed class SenderTests
{
    private const string Event =
        """{"Records":[{"eventVersion":"1.09","userIdentity":USER,"eventTime":"2026-11-03T10:00:00Z","eventSource":"iam.amazonaws.com","eventName":"AttachRolePolicy","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.10","userAgent":"aws-cli/2.31","requestParameters":{"roleName":"letters"},"requestID":"r","eventID":"e","recipientAccountId":"111122223333"}]}""";

    [Theory]
    [InlineData("""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deploy/build-7"}""", "192.0.2.10")]
    [InlineData("""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deploy/jane@bank.example"}""", "192.0.2.0")]
    [InlineData("""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_1/jane"}""", "192.0.2.0")]
    [InlineData("""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deploy/jane.doe"}""", "192.0.2.0")]
    [InlineData("""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deploy/jane","sessionContext":{"attributes":{"mfaAuthenticated":"true"}}}""", "192.0.2.0")]
    [InlineData("""{"type":"FederatedUser","arn":"arn:aws:sts::111122223333:federated-user/jane"}""", "192.0.2.0")]
    [InlineData("""{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/jane"}""", "192.0.2.0")]
    [InlineData("""{"type":"Root","arn":"arn:aws:iam::111122223333:root"}""", "192.0.2.0")]
    [InlineData("{}", "192.0.2.0")]
    public async Task A_change_in_the_trail_carries_its_sender(string user, string address)
    {
        var claims = await Estate.Claims(new CloudTrailCollector(), ("log.json", Event.Replace("USER", user, StringComparison.Ordinal)));
        var change = claims.Single(c => c.Property == "roleChanges");
        Assert.Equal((address, "aws-cli/2.31"), (change.Sender!.Address, change.Sender.Client));
        Assert.DoesNotContain("192.0.2", change.ToString().Replace(change.Sender.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_calls_from_a_browser_is_a_person()
    {
        var log = Event.Replace("USER", """{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deploy/build-7"}""", StringComparison.Ordinal).Replace("aws-cli/2.31", "Mozilla/5.0 (X11)", StringComparison.Ordinal);
        var claims = await Estate.Claims(new CloudTrailCollector(), ("log.json", log));
        Assert.Equal("192.0.2.0", claims.Single(c => c.Property == "roleChanges").Sender!.Address);
    }
}
