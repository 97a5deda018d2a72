using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.GuardDuty;

/// <summary>One finding; events and exports begin its fields with a small letter, the command line with a capital one.</summary>
internal readonly partial struct ThreatFinding(JsonElement root)
{
    /// <summary>True where the record is a finding of GuardDuty.</summary>
    public bool Is => Text("type") is not null && Text("accountId") is not null && (Text("service", "serviceName") == "guardduty" || Text("service", "detectorId") is not null);

    public string Id => Text("id") ?? Text("arn") ?? "";

    public string Type => Text("type") ?? "";

    public string Title => Text("title") ?? Type;

    public string Account => Text("accountId") ?? "";

    public string Region => Text("region") ?? "";

    /// <summary>True where somebody put it away, or it is one of the samples that the console makes.</summary>
    public bool IsAside => At("service", "archived").ValueKind == JsonValueKind.True || Additional.Contains("\"sample\":true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The call it names; the anomalous one where it names several.</summary>
    public string Api => Text("service", "action", "awsApiCallAction", "api")
        ?? (Anomalous().Match(Additional) is { Success: true } match ? match.Groups[1].Value : "");

    public string Service => Text("service", "action", "awsApiCallAction", "serviceName") ?? "";

    public string Severity => At("severity") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var points)
        ? points switch { >= 9 => "critical", >= 7 => "high", >= 4 => "medium", _ => "low" } : "low";

    public long Count => At("service", "count") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count > 0 ? count : 1;

    public DateTimeOffset? First => RecordTime.Parse(Text("service", "eventFirstSeen")) ?? RecordTime.Parse(Text("createdAt"));

    public DateTimeOffset? Last => RecordTime.Parse(Text("service", "eventLastSeen")) ?? RecordTime.Parse(Text("updatedAt"));

    /// <summary>The principal by its ARN; a user's or role's name where the kind is not said; empty where there is none.</summary>
    public string Principal
    {
        get
        {
            var name = Text("resource", "accessKeyDetails", "userName") ?? "";
            var start = $"arn:{Text("partition") ?? Observed.Principal.PartitionOf(Region)}:iam::{Account}:";
            return (Text("resource", "accessKeyDetails", "userType") ?? "") switch
            {
                "Root" => start + "root",
                _ when name.Length == 0 || name.StartsWith("arn:", StringComparison.Ordinal) => name,
                "AssumedRole" or "Role" => start + "role/" + name,
                "IAMUser" => start + "user/" + name,
                _ => name,
            };
        }
    }

    /// <summary>The function it speaks of; empty where it speaks of none.</summary>
    public string Function => Text("resource", "lambdaDetails", "functionArn") ?? "";

    /// <summary>Every guardrail that its details name, as ARN without version.</summary>
    public IEnumerable<string> Guardrails
    {
        get
        {
            var (account, region) = (Account, Region);
            var partition = Text("partition") ?? Observed.Principal.PartitionOf(region);
            var text = string.Concat(Raw("resource"), Raw("service", "action"), Additional, Raw("service", "additionalInfo"));
            var arns = Arns().Matches(text).Select(m => m.Value);
            var ids = Ids().Matches(text).Select(m => $"arn:{partition}:bedrock:{region}:{account}:guardrail/{m.Groups[1].Value}");
            return arns.Concat(ids).Distinct().Order(StringComparer.Ordinal);
        }
    }

    /// <summary>True where the finding is about models, guardrails or their logs.</summary>
    public bool IsAi => AiTypes().IsMatch(Type) || AiServices().IsMatch(Service) || AiServices().IsMatch(Additional)
        || At("resource", "modelDetails").ValueKind == JsonValueKind.Array || At("resource", "bedrockGuardrailDetails").ValueKind == JsonValueKind.Object
        || Api.Contains("Guardrail", StringComparison.Ordinal) || Api.Contains("ModelInvocationLogging", StringComparison.Ordinal);

    // The command line gives it as text in `Value`, the export as an object.
    private string Additional => Text("service", "additionalInfo", "value") ?? Raw("service", "additionalInfo");

    private string Raw(params ReadOnlySpan<string> path) => At(path) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } found ? found.GetRawText() : "";

    private string? Text(params ReadOnlySpan<string> path) => At(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    private JsonElement At(params ReadOnlySpan<string> path)
    {
        var element = root;
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object) return default;
            if (!element.TryGetProperty(name, out var next) && !element.TryGetProperty(char.ToUpperInvariant(name[0]) + name[1..], out next)) return default;
            element = next;
        }

        return element;
    }

    [GeneratedRegex(@"arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:guardrail/[a-z0-9]+", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Arns();

    [GeneratedRegex("guardrailI(?:dentifier|d)\\\\?\"\\s*:\\s*\\\\?\"([a-z0-9]{8,64})\\\\?\"", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?:bedrock|sagemaker)[a-z-]*\.amazonaws\.com:\[([A-Za-z]+)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Anomalous();

    [GeneratedRegex("Bedrock|ModelInvocation|CostHarvesting|PromptInjection|SageMaker", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex AiTypes();

    [GeneratedRegex(@"(?:bedrock|sagemaker)[a-z-]*\.amazonaws\.com", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex AiServices();
}
