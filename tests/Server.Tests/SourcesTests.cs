using Plumbline.Server.Sources;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What is wrong with a command is said before anybody is asked.</summary>
public sealed class SourcesTests
{
    [Theory]
    [InlineData("aws", "--region", "eu-west-1")]
    [InlineData("aws", "--to", "answers")]
    [InlineData("aws", "--to", "answers", "--region", "nowhere")]
    [InlineData("aws", "--to", "answers", "--region", "eu-west-1", "--external-id", "door-7")]
    [InlineData("aws", "--to", "answers", "--region", "eu-west-1", "--role", "reader")]
    [InlineData("aws", "--to", "answers", "--region", "eu-west-1", "--at-once", "0")]
    [InlineData("aws", "--to", "answers", "--region", "eu-west-1", "--endpoint", "https://169.254.169.254")]
    [InlineData("aws", "--to", "answers", "--region", "eu-west-1", "--profile", "there-is-none-of-this-name")]
    public async Task A_command_that_cannot_be_is_told_so(params string[] arguments)
    {
        Assert.Equal(2, await SourcesCommand.Make().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists("answers"));
    }

    [Fact]
    public async Task The_policy_is_printed() =>
        Assert.Equal(0, await SourcesCommand.Make().Parse(["aws-policy"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
}
