using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Plumbline.AwsSimulator;

/// <summary>What a request asks for, whatever protocol it speaks.</summary>
/// <param name="Service">As the command line calls it.</param>
/// <param name="Operation">As the service names it.</param>
/// <param name="Resource">What it names, joined by `-`; ARNs by their last part.</param>
/// <param name="Page">The page that is asked for.</param>
/// <param name="Given">Parameters that are neither.</param>
internal sealed partial record Question(string Service, string Operation, string Resource, string? Page, IReadOnlyDictionary<string, string> Given)
{
    private const string Core = "bedrock-agentcore-control";
    private static readonly string[] Paging = ["nextToken", "NextToken", "Marker", "continuation-token", "maxResults", "MaxResults", "MaxItems", "max-keys", "limit", "list-type", "x-id", "SortBy", "SortOrder", "StartTime"];

    private static readonly (string Method, Regex Path, string Service, string Operation)[] Paths =
    [
        Of("GET /guardrails", "bedrock", "ListGuardrails"), Of("GET /guardrails/{}", "bedrock", "GetGuardrail"), Of("GET /enforcedGuardrailsConfiguration", "bedrock", "ListEnforcedGuardrailsConfiguration"),
        Of("GET /logging/modelinvocations", "bedrock", "GetModelInvocationLoggingConfiguration"), Of("GET /inference-profiles", "bedrock", "ListInferenceProfiles"), Of("GET /foundation-models", "bedrock", "ListFoundationModels"),
        Of("GET /custom-models", "bedrock", "ListCustomModels"), Of("GET /custom-models/{}", "bedrock", "GetCustomModel"), Of("GET /imported-models", "bedrock", "ListImportedModels"), Of("GET /imported-models/{}", "bedrock", "GetImportedModel"),
        Of("GET /model-customization-jobs", "bedrock", "ListModelCustomizationJobs"), Of("GET /model-customization-jobs/{}", "bedrock", "GetModelCustomizationJob"), Of("GET /model-import-jobs", "bedrock", "ListModelImportJobs"),
        Of("GET /model-import-jobs/{}", "bedrock", "GetModelImportJob"), Of("GET /provisioned-model-throughputs", "bedrock", "ListProvisionedModelThroughputs"), Of("GET /model-customization/custom-model-deployments", "bedrock", "ListCustomModelDeployments"),
        Of("POST /agents/", "bedrock-agent", "ListAgents"), Of("GET /agents/{}/", "bedrock-agent", "GetAgent"), Of("POST /agents/{}/agentversions/{}/actiongroups/", "bedrock-agent", "ListAgentActionGroups"),
        Of("GET /agents/{}/agentversions/{}/actiongroups/{}/", "bedrock-agent", "GetAgentActionGroup"), Of("POST /agents/{}/agentaliases/", "bedrock-agent", "ListAgentAliases"), Of("POST /knowledgebases/", "bedrock-agent", "ListKnowledgeBases"),
        Of("GET /knowledgebases/{}", "bedrock-agent", "GetKnowledgeBase"), Of("POST /knowledgebases/{}/datasources/", "bedrock-agent", "ListDataSources"), Of("GET /knowledgebases/{}/datasources/{}", "bedrock-agent", "GetDataSource"),
        Of("GET /flows/", "bedrock-agent", "ListFlows"), Of("GET /flows/{}/aliases", "bedrock-agent", "ListFlowAliases"), Of("GET /2015-03-31/functions", "lambda", "ListFunctions"),
        Of("POST /runtimes/", Core, "ListAgentRuntimes"), Of("GET /runtimes/{}/", Core, "GetAgentRuntime"), Of("POST /runtimes/{}/runtime-endpoints/", Core, "ListAgentRuntimeEndpoints"),
        Of("GET /gateways/", Core, "ListGateways"), Of("GET /gateways/{}/", Core, "GetGateway"), Of("GET /gateways/{}/targets/", Core, "ListGatewayTargets"), Of("GET /gateways/{}/targets/{}/", Core, "GetGatewayTarget"),
        Of("POST /memories/", Core, "ListMemories"), Of("GET /memories/{}/details", Core, "GetMemory"), Of("POST /browsers", Core, "ListBrowsers"), Of("GET /browsers/{}", Core, "GetBrowser"),
        Of("POST /code-interpreters", Core, "ListCodeInterpreters"), Of("GET /code-interpreters/{}", Core, "GetCodeInterpreter"),
    ];

    private static readonly (string Asks, string Operation)[] Buckets =
    [
        ("policyStatus", "GetBucketPolicyStatus"), ("policy", "GetBucketPolicy"), ("acl", "GetBucketAcl"), ("encryption", "GetBucketEncryption"), ("publicAccessBlock", "GetPublicAccessBlock"),
        ("lifecycle", "GetBucketLifecycleConfiguration"), ("versioning", "GetBucketVersioning"), ("object-lock", "GetObjectLockConfiguration"), ("list-type", "ListObjectsV2"),
    ];

    /// <summary>The command: `list-guardrails`.</summary>
    public string Command => Capitals().Replace(Operation, m => (m.Index > 0 ? "-" : "") + char.ToLowerInvariant(m.Value[0]));

    /// <summary>The name of the saved answer.</summary>
    public string Name => Resource.Length == 0 ? Command : $"{Command}-{Resource}";

    /// <summary>Reads a request; null where it asks for nothing that is known.</summary>
    public static Question? Of(HttpRequest request, byte[] body, string service, string rawPath)
    {
        var query = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        if (request.Headers["x-amz-target"].ToString() is { Length: > 0 } target) return Json(service, target[(target.LastIndexOf('.') + 1)..], JsonNode.Parse(body)!.AsObject());
        if (service is "iam" or "sts" or "ec2") return Form(service, Encoding.UTF8.GetString(body));
        if (service == "s3") return Bucket(rawPath, query);
        foreach (var (method, path, name, operation) in Paths)
        {
            if (method != request.Method || path.Match(rawPath) is not { Success: true } match) continue;
            if (method == "POST" && body.Length > 0) foreach (var (key, value) in JsonNode.Parse(body)!.AsObject()) query[key] = value!.ToString();
            var named = match.Groups.Values.Skip(1).Select(g => Last(Uri.UnescapeDataString(g.Value))).Concat((query.GetValueOrDefault("guardrailVersion") ?? query.GetValueOrDefault("version")) is { Length: > 0 } version ? [version] : [])
                .Concat(operation == "ListGuardrails" && query.TryGetValue("guardrailIdentifier", out var guardrail) ? [Last(guardrail)] : []);
            return new Question(name, operation, string.Join('-', named), Next(query), query);
        }

        return null;
    }

    private static Question Json(string service, string operation, JsonObject body)
    {
        var given = body.ToDictionary(b => b.Key, b => b.Value!.ToString(), StringComparer.Ordinal);
        if (body["LookupAttributes"] is JsonArray attributes) given["LookupAttributes"] = attributes[0]!["AttributeValue"]!.ToString();
        return new Question(service, operation, string.Join('-', given.Where(g => !Paging.Contains(g.Key)).Select(g => Last(g.Value))), Next(given), given);
    }

    private static Question? Form(string service, string body)
    {
        var given = body.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => Uri.UnescapeDataString(p[0]), p => Uri.UnescapeDataString(p[1].Replace('+', ' ')), StringComparer.Ordinal);
        return given.TryGetValue("Action", out var operation) ? new Question(service, operation, given.GetValueOrDefault("GroupId.1") ?? "", Next(given), given) : null;
    }

    private static Question? Bucket(string path, Dictionary<string, string> query)
    {
        var operation = Buckets.FirstOrDefault(b => query.ContainsKey(b.Asks)).Operation;
        return operation is null ? null : new Question("s3api", operation, Uri.UnescapeDataString(path.Trim('/')), Next(query), query);
    }

    private static string? Next(Dictionary<string, string> given) => Paging[..4].Select(given.GetValueOrDefault).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    private static string Last(string text) => text.StartsWith("arn:", StringComparison.Ordinal) ? string.Join('-', text.Split(':', 6)[5].Split('/')[1..]).Replace(':', '-') : text.Trim('/').Replace('/', '-');

    private static (string, Regex, string, string) Of(string route, string service, string operation)
    {
        var parts = route.Split(' ');
        return (parts[0], new Regex("^" + parts[1].Replace("{}", "([^/]+)", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant), service, operation);
    }

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Capitals();
}
