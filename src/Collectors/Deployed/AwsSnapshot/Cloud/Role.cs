using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>An IAM role and what its policies allow, put together from the answers that speak of it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Answer">The answer that says most of it.</param>
/// <param name="Id">Its unique id; empty where no answer says it.</param>
/// <param name="Held">Every statement of its own policies, inline and attached.</param>
/// <param name="Boundary">The statements of its permissions boundary; null where it has none.</param>
/// <param name="Outer">Statements of service control policies that hold for its account.</param>
/// <param name="Unseen">What is missing: a policy's name or ARN, or in words; with the command that supplies it.</param>
/// <param name="IsService">True where a service may assume it.</param>
/// <param name="IsAnswered">True where any of its policies was asked for.</param>
internal sealed record Role(
    string Arn, Answer Answer, string Id, ImmutableArray<Held> Held, ImmutableArray<Statement>? Boundary, ImmutableArray<Held> Outer,
    ImmutableArray<(string What, string Command)> Unseen, bool IsService, bool IsAnswered)
{
    /// <summary>What its own policies allow.</summary>
    public ImmutableSortedSet<string> Actions { get; } = PolicyDocument.Allowed([.. Held.Select(h => h.Statement)]);

    /// <summary>True where it has a boundary that no answer holds.</summary>
    public bool IsBoundUnseen => Boundary is [var one] && one == PolicyDocument.Doubtful;

    /// <summary>Its account.</summary>
    public string Account { get; } = Files.Arn.Parse(Arn)?.Account ?? "";

    /// <summary>Its name.</summary>
    public string Name { get; } = Files.Arn.Parse(Arn)?.Name ?? Arn;

    private string Partition { get; } = $"arn:{Files.Arn.Parse(Arn)?.Partition ?? "aws"}:";

    /// <summary>A pattern of resources, in its partition and its account.</summary>
    public string Target(string pattern) => pattern.Replace("{account}", Account, StringComparison.Ordinal)
        .Replace("arn:*:", Partition, StringComparison.Ordinal);

    /// <summary>The role as conditions see it.</summary>
    public Actor ActorAt(DateTimeOffset asOf, string? region = null) => new(Arn, Account, Id, IsService, asOf, region);

    /// <summary>True where it belongs to the provider or to people signing in.</summary>
    public bool IsReserved => Arn.Contains(":role/aws-service-role/", StringComparison.Ordinal) || Arn.Contains(":role/aws-reserved/", StringComparison.Ordinal);

    /// <summary>True where the trust policy names a service.</summary>
    public static bool TrustsService(JsonElement trust)
    {
        if (trust.ValueKind == JsonValueKind.String) return trust.GetString()!.Contains(".amazonaws.com", StringComparison.Ordinal);
        return trust.Elements("Statement").Append(trust.At("Statement")).Any(s => s.At("Principal", "Service").ValueKind is JsonValueKind.String or JsonValueKind.Array);
    }
}
