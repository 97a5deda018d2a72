using System.Collections.Frozen;
using System.Text;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>What an event says about the estate.</summary>
internal enum TrailTopic
{
    /// <summary>A model was called.</summary>
    Call,

    /// <summary>A function's code, configuration or alias changed.</summary>
    FunctionRelease,

    /// <summary>An agent's configuration or alias changed.</summary>
    AgentRelease,

    /// <summary>A container service was deployed.</summary>
    ServiceRelease,

    /// <summary>A model endpoint was deployed.</summary>
    EndpointRelease,

    /// <summary>A guardrail or its enforcement changed.</summary>
    Guardrail,

    /// <summary>Logging changed.</summary>
    Logging,

    /// <summary>What a role may do, or who may take it, changed.</summary>
    Role,

    /// <summary>A policy that roles hold changed.</summary>
    Policy,
}

/// <summary>The events that are read, by event source and name; the rest only widens the window looked at.</summary>
internal static class TrailEvents
{
    private static readonly FrozenDictionary<(string Source, string Name), TrailTopic> Topics = new (string Source, TrailTopic Topic, string[] Names)[]
    {
        ("bedrock", TrailTopic.Call, ["InvokeModel", "InvokeModelWithResponseStream", "InvokeModelWithBidirectionalStream", "Converse", "ConverseStream", "StartAsyncInvoke"]),
        ("bedrock", TrailTopic.AgentRelease, ["UpdateAgent", "PrepareAgent", "UpdateAgentAlias"]),
        ("bedrock", TrailTopic.Guardrail, [
            "CreateGuardrail", "CreateGuardrailVersion", "UpdateGuardrail", "DeleteGuardrail", "AttachGuardrail", "DetachGuardrail",
            "PutEnforcedGuardrailConfiguration", "DeleteEnforcedGuardrailConfiguration"]),
        ("bedrock", TrailTopic.Logging, ["PutModelInvocationLoggingConfiguration", "DeleteModelInvocationLoggingConfiguration"]),
        ("bedrock-mantle", TrailTopic.Call, [
            "CreateInference", "CreateChatCompletion", "CreateCompletion", "CreateMessage", "CreateResponse", "ChatCompletions", "Responses", "Messages"]),
        ("cloudtrail", TrailTopic.Logging, ["StopLogging", "DeleteTrail", "PutEventSelectors"]),
        ("iam", TrailTopic.Role, [
            "AttachRolePolicy", "DetachRolePolicy", "PutRolePolicy", "DeleteRolePolicy", "UpdateAssumeRolePolicy",
            "PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary"]),
        ("iam", TrailTopic.Policy, ["CreatePolicyVersion", "SetDefaultPolicyVersion"]),
        ("lambda", TrailTopic.FunctionRelease, ["UpdateFunctionCode", "UpdateFunctionConfiguration", "PublishVersion", "UpdateAlias"]),
        ("ecs", TrailTopic.ServiceRelease, ["UpdateService"]),
        ("sagemaker", TrailTopic.EndpointRelease, ["UpdateEndpoint"]),
    }.SelectMany(g => g.Names.Select(n => (Key: ($"{g.Source}.amazonaws.com", n), g.Topic))).ToFrozenDictionary(p => p.Key, p => p.Topic);

    private static readonly byte[][] Sources = [.. Topics.Keys.Select(k => k.Source).Distinct().Select(Encoding.ASCII.GetBytes)];

    /// <summary>What an event is about; null where nothing is read from it.</summary>
    public static TrailTopic? Of(string source, string name) => Topics.TryGetValue((source, Bare(source, name)), out var topic) ? topic : null;

    /// <summary>What the event of a glanced record is about; null where nothing is read from it.</summary>
    public static TrailTopic? Of(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name, Interned names)
    {
        foreach (var read in Sources)
        {
            if (source.SequenceEqual(read)) return Of(names.Text(source), names.Text(name));
        }

        return null;
    }

    // Lambda puts its API's date behind the name: UpdateFunctionCode20150331v2.
    private static string Bare(string source, string name)
    {
        var at = source == "lambda.amazonaws.com" ? name.IndexOf("20", StringComparison.Ordinal) : -1;
        return at > 0 ? name[..at] : name;
    }
}
