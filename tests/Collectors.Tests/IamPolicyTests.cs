using System.Text.Json;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>What is allowed, and what an explicit Deny takes back whole.</summary>
public sealed class IamPolicyTests
{
    private const string Allow = """{"Effect":"Allow","Action":["Bedrock:InvokeModel","s3:*"],"Resource":"arn:aws:s3:::a/*"}""";

    [Theory]
    [InlineData("", "bedrock:InvokeModel s3:*")]
    [InlineData(""",{"Effect":"Deny","Action":"bedrock:Invoke*","Resource":"*"}""", "s3:*")]
    [InlineData(""",{"Effect":"Deny","Action":"s3:PutObject","Resource":"*"}""", "bedrock:InvokeModel s3:*")]
    [InlineData(""",{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}""", "bedrock:InvokeModel s3:*")]
    [InlineData(""",{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", "bedrock:InvokeModel s3:*")]
    [InlineData(""",{"Effect":"Deny","NotAction":"s3:*","Resource":"*"}""", "s3:*")]
    [InlineData(""",{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", "* bedrock:InvokeModel s3:*")]
    public void Allowed_actions_are_those_that_no_deny_covers(string more, string expected)
    {
        using var document = JsonDocument.Parse($$"""{"Statement":[{{Allow}}{{more}}]}""");
        Assert.Equal(expected, string.Join(' ', PolicyDocument.Allowed(PolicyDocument.Read(document.RootElement)!.Value)));
    }

    [Fact]
    public void A_document_may_be_url_encoded_text()
    {
        using var document = JsonDocument.Parse("\"%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22a%3Ab%22%2C%22Resource%22%3A%22%2A%22%7D%7D\"");
        Assert.Equal(["a:b"], PolicyDocument.Allowed(PolicyDocument.Read(document.RootElement)!.Value));
    }
}
