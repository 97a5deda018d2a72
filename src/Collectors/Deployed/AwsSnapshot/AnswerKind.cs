using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>A kind of answer of the AWS command line, known by its top-level keys.</summary>
/// <param name="Api">The command: `bedrock get-guardrail`.</param>
/// <param name="Keys">Top-level keys that all must be there.</param>
/// <param name="IsIt">What else must hold, where the keys are everyday words; null where the keys suffice.</param>
/// <param name="Speaks">The words that are missing where such an answer cannot be read.</param>
internal sealed record AnswerKind(string Api, ImmutableArray<string> Keys, Func<JsonElement, bool>? IsIt, ImmutableArray<string> Speaks)
{
    private static readonly ImmutableArray<string> Trails = ["account.managementEvents", "account.dataEvents"];
    private static readonly ImmutableArray<string> Agents = ["agent.models", "agent.tools", "agent.guardrail", "agent.instruction", "account.dataResources"];
    private static readonly ImmutableArray<string> Actions = ["workload.actions", "workload.surface", "workload.logControl", "agent.actions", "agent.surface", "agent.logControl"];
    private static readonly ImmutableArray<string> Functions = ["workload.models", "workload.guardrail"];
    private static readonly ImmutableArray<string> Resources = ["account.dataResources"];
    private static readonly ImmutableArray<string> Models = ["workload.models"];

    private static readonly string[] LifecycleKeys = ["Filter", "Prefix", "Expiration", "Transitions", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"];
    private static readonly ImmutableArray<string> Tuned =
        ["fine-tune.trainingData", "fine-tune.madeBy", "fine-tune.tunedFrom", "fine-tune.approval", "fine-tune.customerKey"];

    private static readonly ImmutableArray<string> Jobs = ["pipeline.record", "fine-tune.trainingData", "dataset.writtenBy", "dataset.changed"];
    private static readonly ImmutableArray<string> Containers = ["fine-tune.isolated", "fine-tune.vpc", "endpoint.isolated", "endpoint.vpc", "endpoint.deployments"];
    private static readonly ImmutableArray<string> Served = ["endpoint.customerKey", "endpoint.logs", "endpoint.deployments"];
    private static readonly ImmutableArray<string> Notebooks =
        ["notebook.internet", "notebook.root", "notebook.vpc", "notebook.customerKey", "notebook.metadataVersion"];

    // Words of agents that other answers cover one by one are left alone: of a runtime nobody may ask of, they are not known anyway.
    private static readonly ImmutableArray<string> Runtimes = ["agent.vpc", "agent.imageFixed"];
    private static readonly ImmutableArray<string> Gateways = ["endpoint.authenticated", "endpoint.tellsErrors", "endpoint.policyOnlyLogs"];
    private static readonly ImmutableArray<string> Offered = ["mcp-server.capabilities"];
    private static readonly ImmutableArray<string> AgentTools = ["tool.openNetwork", "tool.recorded", "tool.runsCode"];

    private static readonly ImmutableArray<string> Open = ["bucket.publicAccess"];
    private static readonly ImmutableArray<string> Opened = ["bucket.publicAccess", "bucket.publicWrite", "bucket.writers"];
    private static readonly ImmutableArray<string> Documents = ["corpus.customerKey", "bucket.holds"];

    /// <summary>The words of a guardrail's policies.</summary>
    public static ImmutableArray<string> Guardrails { get; } =
    [
        "guardrail.pii", "guardrail.patterns", "guardrail.filters", "guardrail.topics", "guardrail.words", "guardrail.grounding",
        "guardrail.breadth", "guardrail.wording", "guardrail.detectOnly", "guardrail.version", "guardrail.status",
    ];

    /// <summary>Every kind that is read; the first that fits is taken.</summary>
    public static ImmutableArray<AnswerKind> All { get; } =
    [
        Of("bedrock get-guardrail", [.. Guardrails, .. Resources], "guardrailId", "guardrailArn", "version"),
        Of("bedrock list-guardrails", [.. Guardrails, .. Resources], "guardrails"),
        Of("bedrock list-enforced-guardrails-configuration", ["account.enforced"], "guardrailsConfig"),
        Of("bedrock get-model-invocation-logging-configuration", ["account.invocationLogging"], r => r.Text("loggingConfig", "bigqueryDestination", "outputUri") is null && r.At("loggingConfig", "samplingRate").ValueKind == JsonValueKind.Undefined, "loggingConfig"),
        Of("bedrock list-inference-profiles", Models, "inferenceProfileSummaries"),
        Of("bedrock get-inference-profile", Models, "inferenceProfileArn", "models"),
        Of("bedrock get-custom-model", Tuned, r => IsModel(r, ":custom-model/"), "modelArn", "modelName"),
        Of("bedrock get-imported-model", Tuned, r => IsModel(r, ":imported-model/"), "modelArn", "modelName"),
        Of("bedrock list-custom-models", Tuned, r => AreModels(r, ":custom-model/"), "modelSummaries"),
        Of("bedrock list-imported-models", Tuned, r => AreModels(r, ":imported-model/"), "modelSummaries"),
        Of("bedrock get-model-customization-job", Jobs, "jobArn", "outputModelName"),
        Of("bedrock get-model-import-job", Jobs, "jobArn", "importedModelName"),
        Of("bedrock list-model-customization-jobs", Jobs, "modelCustomizationJobSummaries"),
        Of("bedrock get-provisioned-model-throughput", Models, "provisionedModelArn", "provisionedModelName"),
        Of("bedrock get-custom-model-deployment", Models, "customModelDeploymentArn", "modelDeploymentName"),
        Of("bedrock list-custom-model-deployments", Models, "modelDeploymentSummaries"),
        Of("sagemaker describe-model-package", Tuned, "ModelPackageArn", "ModelPackageStatus"),
        Of("sagemaker list-model-packages", Tuned, "ModelPackageSummaryList"),
        Of("sagemaker describe-model", Containers, r => IsSageMaker(r, "ModelArn"), "ModelArn", "ModelName"),
        Of("sagemaker describe-training-job", Jobs, "TrainingJobArn", "TrainingJobStatus"),
        Of("sagemaker list-training-jobs", Jobs, "TrainingJobSummaries"),
        Of("sagemaker describe-processing-job", Jobs, "ProcessingJobArn", "ProcessingJobStatus"),
        Of("sagemaker list-processing-jobs", Jobs, "ProcessingJobSummaries"),
        Of("sagemaker list-pipeline-execution-steps", Jobs, "PipelineExecutionSteps"),
        Of("sagemaker describe-pipeline-execution", Jobs, "PipelineExecutionArn", "PipelineExecutionStatus"),
        Of("sagemaker describe-endpoint-config", Served, "EndpointConfigArn", "EndpointConfigName"),
        Of("sagemaker describe-endpoint", Served, r => IsSageMaker(r, "EndpointArn"), "EndpointArn", "EndpointName"),
        Of("sagemaker list-endpoints", Served, r => r.Elements("Endpoints").All(e => IsSageMaker(e, "EndpointArn")), "Endpoints"),
        Of("sagemaker describe-notebook-instance", Notebooks, "NotebookInstanceArn", "NotebookInstanceName"),
        Of("sagemaker list-notebook-instances", Notebooks, "NotebookInstances"),
        Of("sagemaker describe-domain", Notebooks, r => IsSageMaker(r, "DomainArn"), "DomainArn", "DomainId"),
        Of("bedrock list-foundation-models", Models, r => r.Elements("modelSummaries").All(m => m.Text("modelArn") is not null), "modelSummaries"),
        Of("bedrock get-foundation-model", Models, r => r.Text("modelDetails", "modelArn") is not null, "modelDetails"),
        Of("bedrock list-provisioned-model-throughputs", Models, "provisionedModelSummaries"),
        Of("bedrock-agent get-agent", Agents, r => r.Text("agent", "agentArn") is not null, "agent"),
        Of("bedrock-agent list-agents", Agents, "agentSummaries"),
        Of("bedrock-agent get-agent-action-group", Agents, "agentActionGroup"),
        Of("bedrock-agent list-agent-action-groups", Agents, "actionGroupSummaries"),
        Of("bedrock-agent get-agent-alias", Resources, "agentAlias"),
        Of("bedrock-agent list-agent-aliases", Resources, "agentAliasSummaries"),
        Of("bedrock-agent get-knowledge-base", Resources, r => r.Text("knowledgeBase", "knowledgeBaseArn") is not null, "knowledgeBase"),
        Of("bedrock-agent list-knowledge-bases", Resources, "knowledgeBaseSummaries"),
        Of("bedrock-agent get-data-source", Documents, r => r.Text("dataSource", "knowledgeBaseId") is not null, "dataSource"),
        Of("bedrock-agent list-data-sources", Documents, "dataSourceSummaries"),
        Of("bedrock-agent list-flows", Resources, "flowSummaries"),
        Of("bedrock-agent list-flow-aliases", Resources, "flowAliasSummaries"),
        Of("bedrock-agentcore-control get-agent-runtime", Runtimes, "agentRuntimeArn", "roleArn"),
        Of("bedrock-agentcore-control list-agent-runtimes", Runtimes, "agentRuntimes"),
        Of("bedrock-agentcore-control list-agent-runtime-endpoints", Runtimes, "runtimeEndpoints"),
        Of("bedrock-agentcore-control get-gateway", Gateways, "gatewayArn", "authorizerType"),
        Of("bedrock-agentcore-control list-gateways", Gateways, r => AreItems(r, "gatewayId")),
        Of("bedrock-agentcore-control get-gateway-target", Offered, "gatewayArn", "targetConfiguration"),
        Of("bedrock-agentcore-control list-gateway-targets", Offered, r => AreItems(r, "targetId")),
        Of("bedrock-agentcore-control get-memory", ["data-store.customerKey"], r => IsAgentCore(r.Text("memory", "arn")), "memory"),
        Of("bedrock-agentcore-control get-browser", AgentTools, "browserArn", "networkConfiguration"),
        Of("bedrock-agentcore-control get-code-interpreter", AgentTools, "codeInterpreterArn", "networkConfiguration"),
        Of("cloudtrail describe-trails", Trails, "trailList"),
        Of("cloudtrail get-trail", Trails, r => r.Text("Trail", "TrailARN") is not null, "Trail"),
        Of("cloudtrail list-trails", Trails, r => r.Elements("Trails").All(t => t.Text("TrailARN") is not null), "Trails"),
        Of("cloudtrail get-trail-status", Trails, "IsLogging"),
        Of("cloudtrail get-event-selectors", Trails, "TrailARN", "EventSelectors"),
        Of("cloudtrail get-event-selectors", Trails, "TrailARN", "AdvancedEventSelectors"),
        Of("lambda get-function", Functions, r => r.Text("Configuration", "FunctionArn") is not null, "Configuration"),
        Of("lambda get-function-configuration", Functions, "FunctionArn", "FunctionName"),
        Of("lambda list-functions", Functions, r => r.Elements("Functions").All(f => f.Text("FunctionArn") is not null), "Functions"),
        Of("iam get-account-authorization-details", Actions, "RoleDetailList"),
        Of("iam get-role-policy", Actions, "RoleName", "PolicyName", "PolicyDocument"),
        Of("iam get-role", Actions, r => r.Text("Role", "Arn") is not null, "Role"),
        Of("iam list-attached-role-policies", Actions, "AttachedPolicies"),
        Of("iam list-role-policies", Actions, "PolicyNames"),
        Of("iam get-policy-version", Actions, "PolicyVersion"),
        Of("iam get-policy", Actions, r => r.Text("Policy", "Arn") is not null, "Policy"),
        Of("organizations describe-policy", Actions, r => r.Text("Policy", "Content") is not null && r.Text("Policy", "PolicySummary", "Id") is not null, "Policy"),
        Of("ec2 describe-vpc-endpoints", ["network-path.name"], "VpcEndpoints"),
        Of("ec2 describe-security-groups", ["network-path.open"], r => r.Elements("SecurityGroups").All(g => g.Text("GroupId") is not null), "SecurityGroups"),
        Of("cloudtrail lookup-events", ["workload.calls", "workload.releases", "guardrail.changes"], _ => false),
        Of("s3api get-bucket-versioning", ["bucket.versioned"], r => r.EnumerateObject().All(p => p.Name is "Status" or "MFADelete" or "ResponseMetadata")),
        Of("sts get-caller-identity", [], r => r.Text("Arn") is { } arn && Arn.Parse(arn) is not null, "UserId", "Account", "Arn"),
        Of("s3api get-public-access-block", Opened, "PublicAccessBlockConfiguration"),
        Of("s3api get-bucket-encryption", ["bucket.customerKey"], "ServerSideEncryptionConfiguration"),
        Of("s3api get-bucket-lifecycle-configuration", ["account.logRetention"], r => r.Elements("Rules").Any() && r.Elements("Rules").All(IsLifecycle), "Rules"),
        Of("s3api get-object-lock-configuration", ["account.logTamper"], "ObjectLockConfiguration"),
        Of("logs describe-log-groups", ["account.logRetention", "account.logTamper"], r => r.Elements("logGroups").All(g => g.Text("logGroupName") is not null), "logGroups"),
        Of("s3api get-bucket-policy-status", Open, "PolicyStatus"),
        Of("s3api get-bucket-acl", Opened, r => r.At("Owner").ValueKind == JsonValueKind.Object, "Grants"),
        Of("s3api list-objects-v2", ["dataset.changed"], r => r.Elements("Contents").All(o => o.Text("Key") is not null && o.Text("LastModified") is not null), "Contents"),
        Of("s3api get-bucket-policy", [.. Opened, "account.logTamper"], r => r.Text("Policy") is { } text && text.Contains("Statement", StringComparison.Ordinal), "Policy"),
    ];

    /// <summary>The kinds that their keys tell; those of everyday keys alone are known by the name of their file.</summary>
    public static ImmutableArray<AnswerKind> Keyed { get; } = [.. All.Where(k => !k.Keys.IsEmpty)];

    /// <summary>True where only the name of its file tells it, and this document may be it.</summary>
    public bool IsByName(JsonElement root) => Keys.IsEmpty && root.ValueKind == JsonValueKind.Object && IsIt!(root);

    /// <summary>True where the keys alone say enough: no everyday words among them.</summary>
    public bool IsTelling => IsIt is null || Keys.Contains("loggingConfig");

    /// <summary>The first kind that a document is; null where it is none.</summary>
    public static AnswerKind? Find(JsonElement root) => root.ValueKind != JsonValueKind.Object ? null
        : Keyed.FirstOrDefault(k => k.Keys.All(key => root.TryGetProperty(key, out _)) && (k.IsIt?.Invoke(root) ?? true));

    /// <summary>The kind whose command a file is named after: `[service-]operation[-resource].json`.</summary>
    public static AnswerKind? Named(string fileName)
    {
        var name = fileName.ToLowerInvariant().Replace('_', '-');
        return All.Where(k => name.Contains(k.Operation, StringComparison.Ordinal)).MaxBy(k => k.Operation.Length);
    }

    /// <summary>The command without its service: `get-guardrail`.</summary>
    public string Operation => Api[(Api.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static bool IsLifecycle(JsonElement rule) =>
        rule.Text("Status") is "Enabled" or "Disabled"
        && LifecycleKeys.Any(k => rule.At(k).ValueKind != JsonValueKind.Undefined);

    private static bool IsModel(JsonElement root, string kind) => root.Text("modelArn") is { } arn && arn.Contains(kind, StringComparison.Ordinal);

    private static bool AreModels(JsonElement root, string kind) => root.Elements("modelSummaries").Any() && root.Elements("modelSummaries").All(m => IsModel(m, kind));

    private static bool IsAgentCore(string? arn) => Arn.Parse(arn) is { Service: "bedrock-agentcore" };

    private static bool AreItems(JsonElement root, string key) =>
        root.At("items").ValueKind == JsonValueKind.Array && root.Elements("items").All(i => i.Text(key) is not null);

    private static bool IsSageMaker(JsonElement root, string key) => Arn.Parse(root.Text(key)) is { Service: "sagemaker" };

    private static AnswerKind Of(string api, ImmutableArray<string> speaks, params ImmutableArray<string> keys) => new(api, keys, null, speaks);

    private static AnswerKind Of(string api, ImmutableArray<string> speaks, Func<JsonElement, bool> isIt, params ImmutableArray<string> keys) =>
        new(api, keys, isIt, speaks);
}
