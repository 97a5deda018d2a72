using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot;

/// <summary>A kind of answer, known by its keys and by the resource name it carries.</summary>
/// <param name="Api">The command that answers it.</param>
/// <param name="List">The key under which the API wraps a list of them; empty where there is no list.</param>
/// <param name="Mark">Bytes by which a file that cannot be read is told as one of these.</param>
/// <param name="IsIt">True for an object of the kind.</param>
/// <param name="Speaks">The words that are missing where such an answer cannot be read.</param>
internal sealed record AnswerKind(string Api, string List, string Mark, Func<JsonElement, bool> IsIt, ImmutableArray<string> Speaks)
{
    /// <summary>The words of an endpoint.</summary>
    public static ImmutableArray<string> EndpointWords { get; } =
    [
        "endpoint.publicAccess", "endpoint.privateLinks", "endpoint.allowedNetworks", "endpoint.customerKey", "endpoint.logs", "endpoint.deployments",
    ];

    /// <summary>The words of a guardrail's policies.</summary>
    public static ImmutableArray<string> GuardrailWords { get; } =
        ["guardrail.pii", "guardrail.patterns", "guardrail.filters", "guardrail.topics", "guardrail.words", "guardrail.grounding", "guardrail.breadth", "guardrail.wording", "guardrail.detectOnly"];

    public static AnswerKind Endpoint { get; } = new("ai endpoints list", "endpoints", "/endpoints/", e => IsNamed(e, "endpoints") && !Has(e, "endpointForwardingRule"), EndpointWords);

    public static AnswerKind Model { get; } = new("ai models list", "models", "/models/",
        e => IsNamed(e, "models") && (Has(e, "versionId") || Has(e, "modelSourceInfo") || Has(e, "supportedDeploymentResourcesTypes")), []);

    public static AnswerKind Template { get; } = new("model-armor templates list", "templates", "\"filterConfig\"", e => IsNamed(e, "templates") && Has(e, "filterConfig"), GuardrailWords);

    public static AnswerKind Floor { get; } = new("model-armor floorsettings describe", "", "/floorSetting\"", e => e.Text("name")?.EndsWith("/floorSetting", StringComparison.Ordinal) == true, GuardrailWords);

    public static AnswerKind Cache { get; } = new("aiplatform cachedContents list", "cachedContents", "/cachedContents/", e => IsNamed(e, "cachedContents"), ["workload.caches"]);

    public static AnswerKind Sink { get; } = new("logging sinks list", "sinks", "\"writerIdentity\"",
        e => Has(e, "destination") && Has(e, "name") && (Has(e, "filter") || Has(e, "writerIdentity")), []);

    public static AnswerKind Policy { get; } = new("projects get-iam-policy", "", "\"auditConfigs\"", IsPolicy, ["account.dataAccess", "workload.actions"]);

    public static AnswerKind Ancestor { get; } = new("projects get-ancestors-iam-policy", "", "\"policy\"",
        e => e.Text("type") is "project" or "folder" or "organization" && Has(e, "id") && e.At("policy").ValueKind == JsonValueKind.Object, ["account.dataAccess", "workload.actions"]);

    public static AnswerKind RequestLog { get; } = new("aiplatform fetchPublisherModelConfig", "", "\"samplingRate\"",
        e => e.At("loggingConfig") is { ValueKind: JsonValueKind.Object } config && !Has(config, "s3Config") && !Has(config, "cloudWatchConfig")
            && (Has(config, "bigqueryDestination") || Has(config, "samplingRate") || Has(config, "enabled")), ["account.invocationLogging"]);

    public static AnswerKind Project { get; } = new("projects describe", "projects", "\"projectNumber\"", e => Has(e, "projectNumber") && Has(e, "projectId"), []);

    /// <summary>Every kind that is read; the first that fits is taken.</summary>
    public static ImmutableArray<AnswerKind> All { get; } = [Endpoint, Model, Template, Floor, Cache, Sink, Ancestor, Policy, RequestLog, Project];

    /// <summary>The kind of an object; null where it is none.</summary>
    public static AnswerKind? Find(JsonElement element) => element.ValueKind == JsonValueKind.Object ? All.FirstOrDefault(k => k.IsIt(element)) : null;

    private static bool IsPolicy(JsonElement e) =>
        (Has(e, "bindings") || Has(e, "auditConfigs")) && !Has(e, "Statement")
        && e.Elements("bindings").All(b => b.Text("role") is not null) && (Has(e, "etag") || Has(e, "version") || Has(e, "auditConfigs"));

    private static bool IsNamed(JsonElement element, string collection) =>
        GoogleName.Parse(element.Text("name")) is { } name && name.Collection == collection && name.Rest.Count(c => c == '/') == 1;

    private static bool Has(JsonElement element, string key) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out _);
}
