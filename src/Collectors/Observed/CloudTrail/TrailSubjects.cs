using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>The assets that control-plane events speak of, named by ARN whatever the caller passed.</summary>
internal static class TrailSubjects
{
    /// <summary>The asset of an event; null where the record does not say which.</summary>
    public static AssetId? Of(TrailTopic topic, TrailRecord record) => topic switch
    {
        TrailTopic.FunctionRelease => record.Asked("functionName") is { } name ? Function(name, record.Head) : null,
        TrailTopic.AgentRelease => record.Asked("agentId") is { } id ? Workload(record.Head, "bedrock", "agent/" + id) : null,
        TrailTopic.ServiceRelease => Service(record),
        TrailTopic.EndpointRelease => record.Asked("endpointName") is { } endpoint
            ? Workload(record.Head, "sagemaker", "endpoint/" + endpoint.ToLowerInvariant()) : null,
        TrailTopic.Guardrail => Guardrail(record),
        TrailTopic.Logging => Account(record.Head),
        TrailTopic.Role => record.Asked("roleName") is { Length: > 0 } role ? new AssetId(AssetKind.Workload, Iam(record.Head, "role/" + role)) : null,
        TrailTopic.Policy => Policy(record),
        _ => null,
    };

    /// <summary>The account and region of an event.</summary>
    public static AssetId Account(TrailHead head) => new(AssetKind.Account, $"{head.Account}/{head.Region}");

    // A name, `name:qualifier`, `account:function:name` or a whole ARN, with or without a qualifier.
    private static AssetId? Function(string text, TrailHead head)
    {
        var parts = text.Split(':');
        var at = Array.IndexOf(parts, "function");
        var name = at < 0 ? parts[0] : at + 1 < parts.Length ? parts[at + 1] : "";
        if (name.Length == 0) return null;
        var account = at > 0 && parts[at - 1].Length > 0 ? parts[at - 1] : head.Account;
        var region = at > 1 && parts[at - 2].Length > 0 ? parts[at - 2] : head.Region;
        return new AssetId(AssetKind.Workload, $"arn:{Principal.PartitionOf(region)}:lambda:{region}:{account}:function:{name}");
    }

    private static AssetId? Service(TrailRecord record)
    {
        if (record.Asked("service") is not { Length: > 0 } service) return null;
        if (service.StartsWith("arn:", StringComparison.Ordinal)) return new AssetId(AssetKind.Workload, service);
        var cluster = record.Asked("cluster") ?? "default";
        return Workload(record.Head, "ecs", $"service/{cluster[(cluster.LastIndexOf('/') + 1)..]}/{service}");
    }

    private static AssetId? Guardrail(TrailRecord record)
    {
        var id = record.Asked("guardrailIdentifier") ?? record.Asked("guardrailInferenceConfig", "guardrailIdentifier")
            ?? record.Asked("guardrailConfiguration", "guardrailIdentifier") ?? record.Asked("guardrailId") ?? record.Asked("guardrailArn")
            ?? record.Answered("guardrailArn") ?? record.Answered("guardrailId");
        if (string.IsNullOrEmpty(id)) return null;
        if (!id.StartsWith("arn:", StringComparison.Ordinal)) return new AssetId(AssetKind.Guardrail, Arn(record.Head, "bedrock", "guardrail/" + id));
        var parts = id.Split(':');
        return new AssetId(AssetKind.Guardrail, string.Join(':', parts.Take(6)));
    }

    // A version that does not become the default changes nothing yet.
    private static AssetId? Policy(TrailRecord record) =>
        record.Asked("policyArn") is not { Length: > 0 } arn || (record.Head.Name == "CreatePolicyVersion" && !record.SetsDefault) ? null : new AssetId(AssetKind.Identity, arn);

    private static string Iam(TrailHead head, string resource) => $"arn:{Principal.PartitionOf(head.Region)}:iam::{head.Account}:{resource}";

    private static AssetId Workload(TrailHead head, string service, string resource) => new(AssetKind.Workload, Arn(head, service, resource));

    private static string Arn(TrailHead head, string service, string resource) =>
        $"arn:{Principal.PartitionOf(head.Region)}:{service}:{head.Region}:{head.Account}:{resource}";
}
