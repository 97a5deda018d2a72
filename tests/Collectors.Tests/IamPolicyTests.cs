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

    [Theory]
    [InlineData("StringEquals", "aws:PrincipalAccount", "111122223333", Holding.Always)]
    [InlineData("StringNotEquals", "aws:PrincipalAccount", "111122223333", Holding.Never)]
    [InlineData("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/a*", Holding.Never)]
    [InlineData("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/b*", Holding.Always)]
    [InlineData("StringLike", "aws:userId", "AROA1:*", Holding.Always)]
    [InlineData("Bool", "aws:SecureTransport", "false", Holding.Never)]
    [InlineData("Bool", "aws:MultiFactorAuthPresent", "true", Holding.Never)]
    [InlineData("BoolIfExists", "aws:MultiFactorAuthPresent", "true", Holding.Always)]
    [InlineData("DateLessThan", "aws:TokenIssueTime", "2020-01-01T00:00:01Z", Holding.Never)]
    [InlineData("DateGreaterThan", "aws:TokenIssueTime", "2020-01-01T00:00:01Z", Holding.Always)]
    [InlineData("StringEquals", "aws:RequestedRegion", "us-east-1", Holding.Never)]
    [InlineData("StringEquals", "aws:PrincipalTag/team", "ops", Holding.Unknown)]
    [InlineData("ForAllValues:StringEquals", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/app", Holding.Unknown)]
    [InlineData("StringEquals", "aws:PrincipalArn", "${aws:PrincipalArn}", Holding.Unknown)]
    public void A_condition_holds_always_never_or_is_not_known(string operation, string key, string value, Holding expected)
    {
        using var document = JsonDocument.Parse($$"""{ "{{operation}}": { "{{key}}": "{{value}}" } }""");
        var actor = new Actor("arn:aws:iam::111122223333:role/app", "111122223333", "AROA1", true, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), "eu-west-1");
        Assert.Equal(expected, ConditionTest.Of(ConditionTest.Read(document.RootElement), actor));
    }

    [Theory]
    [InlineData("s3:Get*", false)]
    [InlineData("s3:*", true)]
    [InlineData("s3:P*", true)]
    [InlineData("dynamodb:BatchGetItem", false)]
    [InlineData("dynamodb:BatchWriteItem", true)]
    [InlineData("bedrock:InvokeModel", false)]
    [InlineData("logs:PutLogEvents", false)]
    [InlineData("foo:DeleteThing", true)]
    public void A_name_or_pattern_writes_by_its_verb(string action, bool expected) => Assert.Equal(expected, ActionTable.Writes(action));
}
