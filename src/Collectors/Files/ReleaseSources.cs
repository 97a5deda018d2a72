namespace Plumbline.Collectors.Files;

/// <summary>Names of what releases a workload: `github:ORG/REPO`, `codepipeline:NAME`, a pipeline's ARN, `codedeploy:APPLICATION`.</summary>
/// <remarks>Several workloads may be released from one; a longer name (`github:ORG/REPO/ENVIRONMENT`) is a part of the shorter.</remarks>
public static class ReleaseSources
{
    /// <summary>The key of a workload that is released from there.</summary>
    public static string Key(string source)
    {
        var text = source.Trim().Trim('/');
        if (Arn.Parse(text) is { } arn && arn.Service == "codepipeline") text = $"codepipeline:{arn.Account}/{arn.Region}/{arn.Resource}";
        return "path:@" + (text.StartsWith("github:", StringComparison.OrdinalIgnoreCase) ? text.ToLowerInvariant() : text);
    }
}
