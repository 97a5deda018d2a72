using System.Collections.Frozen;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>What an entry says about the estate.</summary>
internal enum AuditTopic
{
    /// <summary>A model was called.</summary>
    Call,

    /// <summary>A prompt or an answer was given to Model Armor.</summary>
    Sanitize,

    /// <summary>An endpoint, an agent or a service was deployed or changed.</summary>
    Release,

    /// <summary>A Model Armor template or floor changed.</summary>
    Guardrail,

    /// <summary>Logging changed.</summary>
    Logging,

    /// <summary>A context cache was made.</summary>
    Cache,
}

/// <summary>The methods that are read, by service and name, whatever the version in their package.</summary>
internal static class AuditTopics
{
    private static readonly FrozenDictionary<(string Service, string Method), AuditTopic> Topics = new (string Service, AuditTopic Topic, string[] Methods)[]
    {
        ("aiplatform", AuditTopic.Call, [
            "GenerateContent", "StreamGenerateContent", "BidiGenerateContent", "Predict", "RawPredict", "StreamRawPredict", "ServerStreamingPredict",
            "StreamingPredict", "StreamingRawPredict", "DirectPredict", "DirectRawPredict", "StreamDirectPredict", "PredictLongRunning", "EmbedContent", "ChatCompletions"]),
        ("aiplatform", AuditTopic.Release, [
            "CreateEndpoint", "UpdateEndpoint", "UpdateEndpointLongRunning", "DeleteEndpoint", "DeployModel", "UndeployModel", "MutateDeployedModel",
            "CreateReasoningEngine", "UpdateReasoningEngine", "DeleteReasoningEngine"]),
        ("aiplatform", AuditTopic.Logging, ["SetPublisherModelConfig"]),
        ("aiplatform", AuditTopic.Cache, ["CreateCachedContent"]),
        ("modelarmor", AuditTopic.Guardrail, ["CreateTemplate", "UpdateTemplate", "DeleteTemplate", "UpdateFloorSetting"]),
        ("modelarmor", AuditTopic.Sanitize, ["SanitizeUserPrompt", "SanitizeModelResponse", "StreamSanitizeUserPrompt", "StreamSanitizeModelResponse"]),
        ("run", AuditTopic.Release, ["CreateService", "UpdateService", "ReplaceService", "CreateJob", "UpdateJob", "ReplaceJob"]),
        ("cloudfunctions", AuditTopic.Release, ["CreateFunction", "UpdateFunction"]),
        ("logging", AuditTopic.Logging, ["CreateSink", "UpdateSink", "DeleteSink", "CreateExclusion", "UpdateExclusion", "DeleteExclusion"]),
    }.SelectMany(g => g.Methods.Select(m => (Key: ($"{g.Service}.googleapis.com", m.ToUpperInvariant()), g.Topic))).ToFrozenDictionary(p => p.Key, p => p.Topic);

    /// <summary>What an entry is about; null where nothing is read from it.</summary>
    public static AuditTopic? Of(string service, string method) =>
        Topics.TryGetValue((service.EndsWith("-aiplatform.googleapis.com", StringComparison.Ordinal) ? "aiplatform.googleapis.com" : service, method.ToUpperInvariant()), out var topic) ? topic : null;
}
