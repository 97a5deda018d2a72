namespace Plumbline.Clouds.Aws.Tables;

/// <summary>How a service is spoken to.</summary>
public enum Protocol
{
    /// <summary>JSON over paths.</summary>
    RestJson,

    /// <summary>JSON posted to `/`, the operation in a header.</summary>
    Json11,

    /// <summary>A form posted to `/`, answered in XML.</summary>
    Query,

    /// <summary>As <see cref="Query"/>, with names and lists of its own.</summary>
    Ec2,

    /// <summary>XML over paths.</summary>
    RestXml,
}

/// <summary>One service of the control plane.</summary>
/// <param name="Name">As the command line calls it: `bedrock-agent`.</param>
/// <param name="Signs">The name it is signed for, and that its actions begin with.</param>
/// <param name="Host">The first part of its host.</param>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="Version">Version of a query interface, or what stands before the operation in the header.</param>
/// <param name="IsGlobal">It answers for all regions in one.</param>
public sealed record Service(string Name, string Signs, string Host, Protocol Protocol, string Version = "", bool IsGlobal = false)
{
    public static Service Sts { get; } = new("sts", "sts", "sts", Protocol.Query, "2011-06-15");

    public static Service Bedrock { get; } = new("bedrock", "bedrock", "bedrock", Protocol.RestJson);

    public static Service BedrockAgent { get; } = new("bedrock-agent", "bedrock", "bedrock-agent", Protocol.RestJson);

    public static Service AgentCore { get; } = new("bedrock-agentcore-control", "bedrock-agentcore", "bedrock-agentcore-control", Protocol.RestJson);

    public static Service SageMaker { get; } = new("sagemaker", "sagemaker", "api.sagemaker", Protocol.Json11, "SageMaker");

    public static Service CloudTrail { get; } = new("cloudtrail", "cloudtrail", "cloudtrail", Protocol.Json11, "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101");

    public static Service Logs { get; } = new("logs", "logs", "logs", Protocol.Json11, "Logs_20140328");

    public static Service Lambda { get; } = new("lambda", "lambda", "lambda", Protocol.RestJson);

    public static Service Iam { get; } = new("iam", "iam", "iam", Protocol.Query, "2010-05-08", IsGlobal: true);

    public static Service Ec2 { get; } = new("ec2", "ec2", "ec2", Protocol.Ec2, "2016-11-15");

    public static Service S3 { get; } = new("s3api", "s3", "s3", Protocol.RestXml);

    /// <summary>Where it answers for a region.</summary>
    public Uri EndpointIn(string region)
    {
        var suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : region.StartsWith("eusc-", StringComparison.Ordinal) ? "amazonaws.eu" : "amazonaws.com";
        var place = !IsGlobal ? $".{region}" : region switch
        {
            _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => ".us-gov",
            _ when region.StartsWith("cn-", StringComparison.Ordinal) => ".cn-north-1",
            _ => "",
        };
        return new Uri($"https://{Host}{place}.{suffix}");
    }

    /// <summary>The region that a call is signed for.</summary>
    public string SignedIn(string region) => !IsGlobal ? region
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "us-gov-west-1" : region.StartsWith("cn-", StringComparison.Ordinal) ? "cn-north-1" : "us-east-1";
}
