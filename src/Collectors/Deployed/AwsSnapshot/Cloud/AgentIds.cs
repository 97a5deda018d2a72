using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>How answers about agents, models and guardrails name them.</summary>
internal static class AgentIds
{
    /// <summary>The ARN of an agent that an answer names by its bare id.</summary>
    public static string? ArnOf(string? agentId, Answer answer, Snapshot snapshot)
    {
        if (agentId is null) return null;
        if (snapshot.AgentArn(agentId) is { } known) return known;
        return answer.Home is { Account: { } account, Region: { } region } ? $"arn:{Arn.PartitionOf(region)}:bedrock:{region}:{account}:agent/{agentId}" : null;
    }

    /// <summary>The ARN of a function without its version; null where the text names none.</summary>
    public static string? FunctionOf(string? lambda) => Arn.Parse(lambda) is { Service: "lambda" } arn && arn.Resource.Split(':') is [_, var name, ..]
        ? $"arn:{arn.Partition}:lambda:{arn.Region}:{arn.Account}:function:{name}" : null;

    /// <summary>A model as claims name it.</summary>
    public static Value Model(string text)
    {
        var id = ModelId.Parse(text);
        return Value.Map(("id", Value.Of(id.Text)), ("base", Value.Of(id.Base)), ("pinned", Value.Of(id.IsPinned)));
    }

    /// <summary>The guardrail that a configuration asks for; null where it asks for none.</summary>
    public static Value? Guardrail(JsonElement configuration) =>
        configuration.Text("guardrailIdentifier") is { Length: > 0 } id ? Guardrail(id, configuration.Text("guardrailVersion") ?? "") : null;

    /// <summary>A guardrail by its id or ARN, and the version asked for.</summary>
    public static Value Guardrail(string id, string version) => Value.Map(("id", Value.Of(Arn.Parse(id)?.Name ?? id)), ("version", Value.Of(version)));
}
