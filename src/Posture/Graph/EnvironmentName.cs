namespace Plumbline.Posture.Graph;

/// <summary>Environments by the names people give them.</summary>
public static class EnvironmentName
{
    /// <summary>One name for each: `prod` is `production`.</summary>
    public static string Of(string? text) => (text ?? "").Trim().ToLowerInvariant() switch
    {
        "dev" or "devel" or "develop" => "development",
        "prod" or "prd" or "live" => "production",
        "stage" or "stg" or "preprod" or "pre-production" => "staging",
        "qa" or "testing" => "test",
        var other => other,
    };

    /// <summary>True where both name one environment.</summary>
    public static bool Same(string? one, string? other) => Of(one) == Of(other);

    /// <summary>A workload's name without the environment that some put into it.</summary>
    public static string Plain(string name)
    {
        var parts = name.ToLowerInvariant().Split('-', '_', '.', '/').Where(p => Of(p) is not ("development" or "production" or "staging" or "test")).ToArray();
        return parts.Length == 0 ? name : string.Join('-', parts);
    }
}
