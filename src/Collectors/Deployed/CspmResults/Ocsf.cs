using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>Reads OCSF findings: Prowler's `json-ocsf`, Security Hub, Security Lake and others.</summary>
internal static class Ocsf
{
    private const double FirstMillisecond = 100_000_000_000;

    /// <summary>True where the record is a finding: a class of category 2 with what it found.</summary>
    public static bool Is(JsonElement record) =>
        (record.At("finding_info").ValueKind == JsonValueKind.Object || record.At("finding").ValueKind == JsonValueKind.Object)
        && record.At("metadata").ValueKind == JsonValueKind.Object && (Number(record, "class_uid") ?? Number(record, "type_uid") / 100 ?? 0) is 0 or (>= 2000 and < 3000);

    /// <summary>One result for every resource the finding names.</summary>
    public static IEnumerable<CheckResult> Read(JsonElement record)
    {
        var title = record.Text("finding_info", "title") ?? record.Text("finding", "title") ?? "";
        var check = record.Text("metadata", "event_code") ?? record.Text("compliance", "control") ?? record.Text("finding_info", "analytic", "uid") ?? title;
        var tool = record.Text("metadata", "product", "name") ?? record.Text("metadata", "product", "uid") ?? "OCSF";
        var status = Status(record);
        var severity = Severity(record);
        IEnumerable<JsonElement> resources = record.Elements("resources").Append(record.At("resource")).Where(r => r.ValueKind == JsonValueKind.Object);
        foreach (var resource in resources.DefaultIfEmpty())
        {
            var account = record.Text("cloud", "account", "uid") ?? resource.Text("owner", "account", "uid") ?? record.Text("metadata", "tenant_uid") ?? "";
            var region = resource.Text("region") ?? record.Text("cloud", "region") ?? "";
            yield return new CheckResult(
                tool, check, title, severity, status, new Place(account, region), resource.Text("uid") ?? resource.Text("uid_alt") ?? resource.Text("name") ?? "",
                resource.Text("type") ?? "", Time(record));
        }
    }

    private static string Severity(JsonElement record) => Number(record, "severity_id") switch
    {
        1 => "informational",
        2 => "low",
        3 => "medium",
        4 => "high",
        5 or 6 => "critical",
        _ => Levels.Severity(record.Text("severity")),
    };

    // Suppressed, resolved, archived, deleted; or closed by its last activity.
    private static string Status(JsonElement record)
    {
        var isMuted = Number(record, "status_id") is 3 or 4 or 5 or 6 || Number(record, "activity_id") == 3;
        if (record.Text("status_code") is { } code && Levels.Status(code, isMuted: false) != "manual") return Levels.Status(code, isMuted);
        return Number(record, "status_id") is 4 && Number(record, "compliance", "status_id") is 1 ? "pass" : Number(record, "compliance", "status_id") switch
        {
            1 => isMuted ? "muted" : "pass",
            2 or 3 => isMuted ? "muted" : "fail",
            _ when record.Text("compliance", "status") is { } said => Levels.Status(said, isMuted),
            _ when record.Text("status_code") is not null => isMuted ? "muted" : "manual",
            _ => isMuted ? "muted" : "fail",
        };
    }

    // The schema says milliseconds; Prowler writes seconds.
    private static DateTimeOffset Time(JsonElement record)
    {
        if (RecordTime.Parse(record.Text("time_dt")) is { } written) return written;
        if (record.At("time") is not { ValueKind: JsonValueKind.Number } time || !time.TryGetDouble(out var number) || number is <= 0 or >= 253402300800000) return DateTimeOffset.MinValue;
        return number < FirstMillisecond ? DateTimeOffset.UnixEpoch.AddSeconds(number) : DateTimeOffset.UnixEpoch.AddMilliseconds(number);
    }

    private static long? Number(JsonElement record, params ReadOnlySpan<string> path) =>
        record.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
