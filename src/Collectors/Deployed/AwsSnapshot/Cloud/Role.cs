using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>An IAM role and what its policies allow, put together from the answers that speak of it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Answer">The answer that says most of it.</param>
/// <param name="Statements">Every statement seen, with the answer that holds it.</param>
/// <param name="Unseen">What is missing: a policy's name or ARN, or in words; with the command that supplies it.</param>
/// <param name="IsBulk">True where only an authorization dump of the whole account names it.</param>
/// <param name="IsService">True where a service may assume it.</param>
/// <param name="IsAnswered">True where any of its policies was asked for.</param>
internal sealed record Role(
    string Arn, Answer Answer, ImmutableArray<Statement> Statements, ImmutableArray<(string What, string Command)> Unseen, bool IsBulk, bool IsService, bool IsAnswered)
{
    /// <summary>What it may do.</summary>
    public ImmutableSortedSet<string> Actions { get; } = PolicyDocument.Allowed(Statements);

    /// <summary>True where a policy names model inference or agents, by more than `*`.</summary>
    public bool NamesAi => Actions.Any(a => a.StartsWith("bedrock", StringComparison.Ordinal) || a.StartsWith("sagemaker:Invoke", StringComparison.Ordinal)
        || a == "sagemaker:*");

    /// <summary>True where it could call a model.</summary>
    public bool CanCallModels => NamesAi || Actions.Any(a => PolicyDocument.Covers(a, "bedrock:InvokeModel"));

    /// <summary>True where it belongs to the provider or to people signing in.</summary>
    public bool IsReserved => Arn.Contains(":role/aws-service-role/", StringComparison.Ordinal) || Arn.Contains(":role/aws-reserved/", StringComparison.Ordinal);

    /// <summary>True where the trust policy names a service.</summary>
    public static bool TrustsService(JsonElement trust)
    {
        if (trust.ValueKind == JsonValueKind.String) return trust.GetString()!.Contains(".amazonaws.com", StringComparison.Ordinal);
        return trust.Elements("Statement").Append(trust.At("Statement")).Any(s => s.At("Principal", "Service").ValueKind is JsonValueKind.String or JsonValueKind.Array);
    }
}
