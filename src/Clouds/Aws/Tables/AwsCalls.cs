using System.Collections.Immutable;
using static Plumbline.Clouds.Aws.Tables.Service;

namespace Plumbline.Clouds.Aws.Tables;

/// <summary>Every question that is asked of an account: what the reader of saved answers understands, and what leads there.</summary>
public static class AwsCalls
{
    // A list that is cut keeps what was made last.
    private const string Newest = "SortBy=CreationTime,SortOrder=Descending";

    private static readonly Paging Lower = new("nextToken", "nextToken", "maxResults", 100);
    private static readonly Paging Query = Lower with { IsInQuery = true };
    private static readonly Paging Upper = new("NextToken", "NextToken", "MaxResults", 100);

    private static readonly Paging Events = new("NextToken", "NextToken", "MaxResults", 50) { MostPages = 40 };

    /// <summary>Who is asking; the first question of each region, which needs no permission.</summary>
    public static AwsCall Identity { get; } = new(Sts, "GetCallerIdentity");

    /// <summary>Taking a role; not part of the policy, for it is asked of the role.</summary>
    public static AwsCall AssumeRole { get; } = new(Sts, "AssumeRole", "RoleArn,RoleSessionName,ExternalId,DurationSeconds");

    /// <summary>One line each.</summary>
    public static ImmutableArray<AwsCall> All { get; } =
    [
        new(Bedrock, "ListGuardrails", "GET /guardrails") { Pages = Lower },
        new(Bedrock, "ListGuardrails", "GET /guardrails?guardrailIdentifier={id}") { Label = "versions", Pages = Lower, Each = [new("bedrock list-guardrails", "guardrails", "id=id")] },
        new(Bedrock, "GetGuardrail", "GET /guardrails/{id}?guardrailVersion={version}") { Each = [new("bedrock list-guardrails versions", "guardrails", "id=id,version=version")] },
        new(Bedrock, "ListEnforcedGuardrailsConfiguration", "GET /enforcedGuardrailsConfiguration") { Pages = new("nextToken", "nextToken") },
        new(Bedrock, "GetModelInvocationLoggingConfiguration", "GET /logging/modelinvocations"),
        new(Bedrock, "ListInferenceProfiles", "GET /inference-profiles?type=SYSTEM_DEFINED") { Pages = Lower },
        new(Bedrock, "ListInferenceProfiles", "GET /inference-profiles?type=APPLICATION") { Label = "application", Pages = Lower },
        new(Bedrock, "ListFoundationModels", "GET /foundation-models"),
        new(Bedrock, "ListCustomModels", "GET /custom-models") { Pages = Lower },
        new(Bedrock, "GetCustomModel", "GET /custom-models/{model}") { Each = [new("bedrock list-custom-models", "modelSummaries", "model=modelArn")] },
        new(Bedrock, "ListImportedModels", "GET /imported-models") { Pages = Lower },
        new(Bedrock, "GetImportedModel", "GET /imported-models/{model}") { Each = [new("bedrock list-imported-models", "modelSummaries", "model=modelArn")] },
        new(Bedrock, "ListModelCustomizationJobs", "GET /model-customization-jobs?sortBy=CreationTime&sortOrder=Descending") { Pages = Lower, IsHistory = true },
        new(Bedrock, "GetModelCustomizationJob", "GET /model-customization-jobs/{job}") { Each = [new("bedrock list-model-customization-jobs", "modelCustomizationJobSummaries", "job=jobArn")] },
        new(Bedrock, "ListModelImportJobs", "GET /model-import-jobs?sortBy=CreationTime&sortOrder=Descending") { Pages = Lower, IsHistory = true, OnlyFor = "get-model-import-job" },
        new(Bedrock, "GetModelImportJob", "GET /model-import-jobs/{job}") { Each = [new("bedrock list-model-import-jobs", "modelImportJobSummaries", "job=jobArn")] },
        new(Bedrock, "ListProvisionedModelThroughputs", "GET /provisioned-model-throughputs") { Pages = Lower },
        new(Bedrock, "ListCustomModelDeployments", "GET /model-customization/custom-model-deployments") { Pages = Lower },
        new(BedrockAgent, "ListAgents", "POST /agents/") { Pages = Lower },
        new(BedrockAgent, "GetAgent", "GET /agents/{agent}/") { Each = [new("bedrock-agent list-agents", "agentSummaries", "agent=agentId")] },
        new(BedrockAgent, "ListAgentActionGroups", "POST /agents/{agent}/agentversions/{version}/actiongroups/") { Pages = Lower, Each = [new("bedrock-agent list-agents", "agentSummaries", "agent=agentId,version='DRAFT'")] },
        new(BedrockAgent, "GetAgentActionGroup", "GET /agents/{agent}/agentversions/{version}/actiongroups/{group}/") { Each = [new("bedrock-agent list-agent-action-groups", "actionGroupSummaries", "group=actionGroupId")] },
        new(BedrockAgent, "ListAgentAliases", "POST /agents/{agent}/agentaliases/") { Pages = Lower, Each = [new("bedrock-agent list-agents", "agentSummaries", "agent=agentId")] },
        new(BedrockAgent, "ListKnowledgeBases", "POST /knowledgebases/") { Pages = Lower },
        new(BedrockAgent, "GetKnowledgeBase", "GET /knowledgebases/{base}") { Each = [new("bedrock-agent list-knowledge-bases", "knowledgeBaseSummaries", "base=knowledgeBaseId")] },
        new(BedrockAgent, "ListDataSources", "POST /knowledgebases/{base}/datasources/") { Pages = Lower, Each = [new("bedrock-agent list-knowledge-bases", "knowledgeBaseSummaries", "base=knowledgeBaseId")] },
        new(BedrockAgent, "GetDataSource", "GET /knowledgebases/{base}/datasources/{source}") { Each = [new("bedrock-agent list-data-sources", "dataSourceSummaries", "source=dataSourceId")] },
        new(BedrockAgent, "ListFlows", "GET /flows/") { Pages = Lower },
        new(BedrockAgent, "ListFlowAliases", "GET /flows/{flow}/aliases") { Pages = Lower, Each = [new("bedrock-agent list-flows", "flowSummaries", "flow=id")] },
        new(AgentCore, "ListAgentRuntimes", "POST /runtimes/") { Pages = Query },
        new(AgentCore, "ListAgentRuntimeEndpoints", "POST /runtimes/{runtime}/runtime-endpoints/") { Pages = Query, Each = [new("bedrock-agentcore-control list-agent-runtimes", "agentRuntimes", "runtime=agentRuntimeId")] },
        new(AgentCore, "GetAgentRuntime", "GET /runtimes/{runtime}/?version={version}")
        {
            Each =
            [
                new("bedrock-agentcore-control list-agent-runtimes", "agentRuntimes", "runtime=agentRuntimeId,version=agentRuntimeVersion"),
                new("bedrock-agentcore-control list-agent-runtime-endpoints", "runtimeEndpoints", "version=liveVersion"),
            ],
        },
        new(AgentCore, "ListGateways", "GET /gateways/") { Pages = Lower },
        new(AgentCore, "GetGateway", "GET /gateways/{gateway}/") { Each = [new("bedrock-agentcore-control list-gateways", "items", "gateway=gatewayId")] },
        new(AgentCore, "ListGatewayTargets", "GET /gateways/{gateway}/targets/") { Pages = Lower, Each = [new("bedrock-agentcore-control list-gateways", "items", "gateway=gatewayId")] },
        new(AgentCore, "GetGatewayTarget", "GET /gateways/{gateway}/targets/{target}/") { Each = [new("bedrock-agentcore-control list-gateway-targets", "items", "target=targetId")] },
        new(AgentCore, "ListMemories", "POST /memories/") { Pages = Lower, OnlyFor = "get-memory" },
        new(AgentCore, "GetMemory", "GET /memories/{memory}/details") { Each = [new("bedrock-agentcore-control list-memories", "memories", "memory=id")] },
        new(AgentCore, "ListBrowsers", "POST /browsers?type=CUSTOM") { Pages = Query, OnlyFor = "get-browser" },
        new(AgentCore, "GetBrowser", "GET /browsers/{browser}") { Each = [new("bedrock-agentcore-control list-browsers", "browserSummaries", "browser=browserId")] },
        new(AgentCore, "ListCodeInterpreters", "POST /code-interpreters?type=CUSTOM") { Pages = Query, OnlyFor = "get-code-interpreter" },
        new(AgentCore, "GetCodeInterpreter", "GET /code-interpreters/{interpreter}") { Each = [new("bedrock-agentcore-control list-code-interpreters", "codeInterpreterSummaries", "interpreter=codeInterpreterId")] },
        new(SageMaker, "ListEndpoints", Newest) { Pages = Upper },
        new(SageMaker, "DescribeEndpoint", "EndpointName") { Each = [new("sagemaker list-endpoints", "Endpoints", "EndpointName=EndpointName")] },
        new(SageMaker, "DescribeEndpointConfig", "EndpointConfigName") { Each = [new("sagemaker describe-endpoint", "", "EndpointConfigName=EndpointConfigName")] },
        new(SageMaker, "ListModels", Newest) { Pages = Upper, OnlyFor = "describe-model" },
        new(SageMaker, "DescribeModel", "ModelName") { Each = [new("sagemaker list-models", "Models", "ModelName=ModelName")] },
        new(SageMaker, "ListModelPackageGroups", Newest) { Pages = Upper, IsHistory = true, OnlyFor = "list-model-packages" },
        new(SageMaker, "ListModelPackages", "ModelPackageGroupName," + Newest) { Pages = Upper, Each = [new("sagemaker list-model-package-groups", "ModelPackageGroupSummaryList", "ModelPackageGroupName=ModelPackageGroupName")] },
        new(SageMaker, "DescribeModelPackage", "ModelPackageName") { Each = [new("sagemaker list-model-packages", "ModelPackageSummaryList", "ModelPackageName=ModelPackageArn")] },
        new(SageMaker, "ListTrainingJobs", Newest) { Pages = Upper, IsHistory = true },
        new(SageMaker, "DescribeTrainingJob", "TrainingJobName") { Each = [new("sagemaker list-training-jobs", "TrainingJobSummaries", "TrainingJobName=TrainingJobName")] },
        new(SageMaker, "ListProcessingJobs", Newest) { Pages = Upper, IsHistory = true },
        new(SageMaker, "DescribeProcessingJob", "ProcessingJobName") { Each = [new("sagemaker list-processing-jobs", "ProcessingJobSummaries", "ProcessingJobName=ProcessingJobName")] },
        new(SageMaker, "ListPipelines", Newest) { Pages = Upper, IsHistory = true, OnlyFor = "list-pipeline-execution-steps" },
        new(SageMaker, "ListPipelineExecutions", "PipelineName," + Newest) { Pages = Upper, OnlyFor = "list-pipeline-execution-steps", Each = [new("sagemaker list-pipelines", "PipelineSummaries", "PipelineName=PipelineName")] },
        new(SageMaker, "DescribePipelineExecution", "PipelineExecutionArn") { Each = [new("sagemaker list-pipeline-executions", "PipelineExecutionSummaries", "PipelineExecutionArn=PipelineExecutionArn")] },
        new(SageMaker, "ListPipelineExecutionSteps", "PipelineExecutionArn") { Pages = Upper, Each = [new("sagemaker list-pipeline-executions", "PipelineExecutionSummaries", "PipelineExecutionArn=PipelineExecutionArn")] },
        new(SageMaker, "ListNotebookInstances", Newest) { Pages = Upper },
        new(SageMaker, "DescribeNotebookInstance", "NotebookInstanceName") { Each = [new("sagemaker list-notebook-instances", "NotebookInstances", "NotebookInstanceName=NotebookInstanceName")] },
        new(SageMaker, "ListDomains") { Pages = Upper, OnlyFor = "describe-domain" },
        new(SageMaker, "DescribeDomain", "DomainId") { Each = [new("sagemaker list-domains", "Domains", "DomainId=DomainId")] },
        new(CloudTrail, "DescribeTrails"),
        new(CloudTrail, "GetTrailStatus", "Name") { Each = [new("cloudtrail describe-trails", "trailList", "Name=TrailARN")] },
        new(CloudTrail, "GetEventSelectors", "TrailName") { Each = [new("cloudtrail describe-trails", "trailList", "TrailName=TrailARN")] },
        Lookup("bedrock"), Lookup("bedrock-agentcore"), Lookup("sagemaker"),
        new(Service.Logs, "DescribeLogGroups", "logGroupNamePrefix") { Pages = new("nextToken", "nextToken", "limit", 50), Each = [new("bedrock get-model-invocation-logging-configuration", "loggingConfig.cloudWatchConfig", "logGroupNamePrefix=logGroupName")] },
        new(Service.Lambda, "ListFunctions", "GET /2015-03-31/functions") { Pages = new("Marker", "NextMarker", "MaxItems", 50) },
        new(Ec2, "DescribeVpcEndpoints") { Pages = new("NextToken", "NextToken") },
        new(Ec2, "DescribeSecurityGroups", "GroupId.1")
        {
            StandsAlone = true,
            Each =
            [
                new("ec2 describe-vpc-endpoints", "VpcEndpoints.Groups", "GroupId.1=GroupId"), new("sagemaker describe-notebook-instance", "SecurityGroups", "GroupId.1="),
                new("sagemaker describe-domain", "DefaultUserSettings.SecurityGroups", "GroupId.1="), new("sagemaker describe-model", "VpcConfig.SecurityGroupIds", "GroupId.1="),
                new("sagemaker describe-endpoint-config", "VpcConfig.SecurityGroupIds", "GroupId.1="), new("lambda list-functions", "Functions.VpcConfig.SecurityGroupIds", "GroupId.1="),
                new("bedrock-agentcore-control get-agent-runtime", "networkConfiguration.networkModeConfig.securityGroups", "GroupId.1="),
            ],
        },
        new(Iam, "GetAccountAuthorizationDetails", "Filter.member.1=Role,Filter.member.2=LocalManagedPolicy,Filter.member.3=AWSManagedPolicy") { Pages = new("Marker", "Marker", "MaxItems", 100) },
    ];

    /// <summary>What is asked of each bucket that an answer names.</summary>
    public static ImmutableArray<AwsCall> OfBuckets { get; } =
    [
        new(S3, "GetBucketPolicyStatus", "GET /{bucket}?policyStatus"),
        new(S3, "GetBucketPolicy", "GET /{bucket}?policy"),
        new(S3, "GetBucketAcl", "GET /{bucket}?acl"),
        new(S3, "GetBucketEncryption", "GET /{bucket}?encryption") { Needs = "GetEncryptionConfiguration" },
        new(S3, "GetPublicAccessBlock", "GET /{bucket}?publicAccessBlock") { Needs = "GetBucketPublicAccessBlock" },
        new(S3, "GetBucketLifecycleConfiguration", "GET /{bucket}?lifecycle") { Needs = "GetLifecycleConfiguration" },
        new(S3, "GetBucketVersioning", "GET /{bucket}?versioning"),
        new(S3, "GetObjectLockConfiguration", "GET /{bucket}?object-lock") { Needs = "GetBucketObjectLockConfiguration" },
    ];

    /// <summary>What is asked of each place that a model was trained on.</summary>
    public static AwsCall Objects { get; } = new(S3, "ListObjectsV2", "GET /{bucket}?list-type=2&prefix={prefix}") { Needs = "ListBucket", Pages = new("continuation-token", "NextContinuationToken") };

    private static AwsCall Lookup(string source) => new(CloudTrail, "LookupEvents")
    {
        Label = $"{source}.amazonaws.com", Pages = Events, IsHistory = true, IsPaced = true, Back = TimeSpan.FromDays(30),
        With = $$"""{"LookupAttributes":[{"AttributeKey":"EventSource","AttributeValue":"{{source}}.amazonaws.com"}]}""",
    };
}
