using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>The assets that a resource of a posture tool is, by the ids that control planes give them; none where it can be no AI asset.</summary>
internal static class Subjects
{
    /// <summary>Every id that fits: an import joins only what something else says of the same id.</summary>
    public static IEnumerable<AssetId> Of(string resource, string type)
    {
        if (Arn.Parse(resource) is { } arn) return OfArn(resource, arn);
        if (resource.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)) return OfAzure(resource);
        return resource.Length == 0 ? [] : OfGoogle(resource, type);
    }

    /// <summary>The account in a resource's id; empty where it names none.</summary>
    public static string AccountOf(string resource)
    {
        if (Arn.Parse(resource) is { } arn) return arn.Account;
        var parts = resource.Split('/');
        var at = Array.FindIndex(parts, p => p.Equals("subscriptions", StringComparison.OrdinalIgnoreCase) || p == "projects");
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : "";
    }

    private static IEnumerable<AssetId> OfArn(string text, Arn arn) => arn.Service switch
    {
        "s3" => Bucket(arn),
        "iam" when arn.Resource.StartsWith("role/", StringComparison.Ordinal) => Role(text, arn),
        "lambda" when arn.Resource.Split(':') is ["function", var name, ..] =>
            [new(AssetKind.Workload, $"arn:{arn.Partition}:lambda:{arn.Region}:{arn.Account}:function:{name}")],
        "bedrock" => Bedrock(text, arn),
        "bedrock-agentcore" => [new(arn.Resource.StartsWith("gateway/", StringComparison.Ordinal) ? AssetKind.Gateway : AssetKind.Agent, text)],
        "sagemaker" => SageMaker(text, arn),
        "es" or "aoss" or "s3vectors" or "kendra" => [new(AssetKind.VectorStore, text)],
        "rds" or "dynamodb" or "redshift" => [new(AssetKind.DataStore, text), new(AssetKind.VectorStore, text)],
        "kms" or "cloudtrail" or "config" or "guardduty" or "securityhub" or "sns" or "sqs" or "logs" => [],
        _ => [new(AssetKind.Workload, text)],
    };

    private static IEnumerable<AssetId> Bucket(Arn arn)
    {
        var key = $"arn:{arn.Partition}:s3:::{arn.Resource.Split('/')[0]}";
        return [new(AssetKind.Bucket, key), new(AssetKind.Corpus, key)];
    }

    // A role's name is unique in its account, and sessions know it without its path.
    private static IEnumerable<AssetId> Role(string text, Arn arn)
    {
        var bare = $"arn:{arn.Partition}:iam::{arn.Account}:role/{arn.Name}";
        return bare == text ? [new(AssetKind.Workload, text)] : [new(AssetKind.Workload, text), new(AssetKind.Workload, bare)];
    }

    private static IEnumerable<AssetId> Bedrock(string text, Arn arn)
    {
        var start = $"arn:{arn.Partition}:bedrock:{arn.Region}:{arn.Account}:";
        return arn.Resource.Split('/') switch
        {
            ["agent" or "agent-alias", var id, ..] => [new(AssetKind.Agent, start + "agent/" + id)],
            ["guardrail", var id, ..] => [new(AssetKind.Guardrail, start + "guardrail/" + id.Split(':')[0])],
            ["knowledge-base", var id, ..] => [new(AssetKind.Pipeline, start + "knowledge-base/" + id)],
            ["custom-model" or "imported-model" or "custom-model-deployment", ..] => [new(AssetKind.FineTune, text), new(AssetKind.Model, text)],
            ["model-customization-job", ..] => [new(AssetKind.Pipeline, text)],
            _ => [new(AssetKind.Model, text)],
        };
    }

    private static IEnumerable<AssetId> SageMaker(string text, Arn arn) => arn.Resource.Split('/')[0] switch
    {
        "endpoint" => [new(AssetKind.Endpoint, text), new(AssetKind.Workload, text)],
        "model" or "model-package" => [new(AssetKind.Model, text), new(AssetKind.FineTune, text)],
        "training-job" or "processing-job" or "pipeline" => [new(AssetKind.Pipeline, text)],
        _ => [new(AssetKind.Workload, text)],
    };

    // Azure compares ids without case; tools write them as they like.
    private static IEnumerable<AssetId> OfAzure(string resource)
    {
        var lower = resource.ToLowerInvariant();
        AssetKind kind =
            lower.Contains("/microsoft.cognitiveservices/", StringComparison.Ordinal) || lower.Contains("/onlineendpoints/", StringComparison.Ordinal) ? AssetKind.Endpoint
            : lower.Contains("/microsoft.search/", StringComparison.Ordinal) ? AssetKind.VectorStore
            : lower.Contains("/microsoft.storage/", StringComparison.Ordinal) ? AssetKind.Bucket
            : lower.Contains("/microsoft.apimanagement/", StringComparison.Ordinal) ? AssetKind.Gateway : AssetKind.Workload;
        return lower == resource ? [new(kind, resource)] : [new(kind, resource), new(kind, lower)];
    }

    private static IEnumerable<AssetId> OfGoogle(string resource, string type)
    {
        var name = resource.StartsWith("//", StringComparison.Ordinal) ? resource[(resource.IndexOf('/', 2) + 1)..] : resource;
        if (type.Contains("Bucket", StringComparison.OrdinalIgnoreCase) || resource.StartsWith("//storage.googleapis.com/", StringComparison.Ordinal))
        {
            var bucket = name[(name.LastIndexOf('/') + 1)..];
            return [new(AssetKind.Bucket, "gs://" + bucket), new(AssetKind.Bucket, "//storage.googleapis.com/" + bucket), new(AssetKind.Corpus, "gs://" + bucket)];
        }

        if (name.Contains("/endpoints/", StringComparison.Ordinal)) return [new(AssetKind.Endpoint, name), new(AssetKind.Endpoint, "//aiplatform.googleapis.com/" + name)];
        if (name.Contains("/models/", StringComparison.Ordinal)) return [new(AssetKind.Model, name), new(AssetKind.Model, "//aiplatform.googleapis.com/" + name)];
        return name.Contains("/serviceAccounts/", StringComparison.Ordinal) || name.Contains("iam.gserviceaccount.com", StringComparison.Ordinal)
            ? [new(AssetKind.Workload, name[(name.LastIndexOf('/') + 1)..]), new(AssetKind.Workload, resource)] : [];
    }
}
