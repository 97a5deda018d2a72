using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>Reads findings in the AWS Security Finding Format, whichever tool wrote them.</summary>
internal static class Asff
{
    /// <summary>True where the record is such a finding.</summary>
    public static bool Is(JsonElement record) =>
        record.Text("AwsAccountId") is not null && record.At("Resources").ValueKind == JsonValueKind.Array
        && (record.Text("ProductArn") is not null || record.Text("GeneratorId") is not null);

    /// <summary>One result for every resource the finding names.</summary>
    public static IEnumerable<CheckResult> Read(JsonElement record)
    {
        var tool = record.Text("ProductName") ?? record.Text("ProductFields", "ProviderName") ?? record.Text("ProductFields", "aws/securityhub/ProductName") ?? Product(record.Text("ProductArn"));
        var check = record.Text("Compliance", "SecurityControlId") ?? Bare(record.Text("GeneratorId") ?? "");
        var time = RecordTime.Parse(record.Text("UpdatedAt")) ?? RecordTime.Parse(record.Text("LastObservedAt")) ?? RecordTime.Parse(record.Text("CreatedAt")) ?? DateTimeOffset.MinValue;
        var status = Status(record, tool);
        foreach (var resource in record.Elements("Resources").Where(r => r.ValueKind == JsonValueKind.Object).DefaultIfEmpty())
        {
            var place = new Place(record.Text("AwsAccountId")!, resource.Text("Region") ?? record.Text("Region") ?? "");
            yield return new CheckResult(
                tool, check, record.Text("Title") ?? check, Severity(record), status, place, resource.Text("Id") ?? "", resource.Text("Type") ?? "", time);
        }
    }

    private static string Severity(JsonElement record)
    {
        if ((record.Text("Severity", "Label") ?? record.Text("FindingProviderFields", "Severity", "Label")) is { } label) return Levels.Severity(label);
        return record.At("Severity", "Normalized") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var points)
            ? points switch { >= 90 => "critical", >= 70 => "high", >= 40 => "medium", >= 1 => "low", _ => "informational" } : "informational";
    }

    // Prowler says WARNING for what was muted; a finding without a compliance status is an open weakness.
    private static string Status(JsonElement record, string tool)
    {
        var status = record.Text("Compliance", "Status");
        var workflow = record.Text("Workflow", "Status");
        var isMuted = record.Text("RecordState") == "ARCHIVED" || workflow == "SUPPRESSED" || (workflow == "RESOLVED" && status != "PASSED")
            || (status == "WARNING" && tool.Contains("prowler", StringComparison.OrdinalIgnoreCase));
        return status is null ? (isMuted ? "muted" : "fail") : Levels.Status(status, isMuted);
    }

    private static string Product(string? arn) => arn is { Length: > 0 } && arn.Split('/') is { Length: > 1 } parts ? parts[^1] : "Security Hub";

    private static string Bare(string generator)
    {
        if (generator.StartsWith("prowler-", StringComparison.Ordinal)) return generator["prowler-".Length..];
        return generator.StartsWith("security-control/", StringComparison.Ordinal) ? generator["security-control/".Length..] : generator;
    }
}
