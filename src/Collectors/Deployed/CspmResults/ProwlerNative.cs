using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>Reads Prowler's own formats: CSV of versions 3 to 5, and the JSON of version 3.</summary>
internal static class ProwlerNative
{
    /// <summary>True where the record is of version 3's JSON.</summary>
    public static bool Is(JsonElement record) => record.Text("CheckID") is not null && record.Text("Status") is not null && record.Text("Severity") is not null;

    /// <summary>The result of a record.</summary>
    public static CheckResult Read(JsonElement record) => Of(name => record.Text(Pascal(name)));

    /// <summary>True where these are the columns of such a table.</summary>
    public static bool IsHeader(IReadOnlyList<string> columns) =>
        columns.Contains("CHECK_ID") && columns.Contains("STATUS") && columns.Contains("SEVERITY");

    /// <summary>The result of a row.</summary>
    public static CheckResult Read(IReadOnlyList<string> columns, IReadOnlyList<string> row)
    {
        string? Cell(string name)
        {
            for (var i = 0; i < columns.Count && i < row.Count; i++) if (columns[i] == name && row[i].Length > 0) return row[i];
            return null;
        }

        return Of(Cell);
    }

    private static CheckResult Of(Func<string, string?> field)
    {
        var check = field("CHECK_ID") ?? "";
        var account = field("ACCOUNT_UID") ?? field("ACCOUNT_ID") ?? field("SUBSCRIPTION_ID") ?? field("PROJECT_ID") ?? "";
        var status = Levels.Status(field("STATUS"), string.Equals(field("MUTED"), "true", StringComparison.OrdinalIgnoreCase));
        return new CheckResult(
            "Prowler", check, field("CHECK_TITLE") ?? check, Levels.Severity(field("SEVERITY")), status, new Place(account, field("REGION") ?? ""),
            field("RESOURCE_UID") ?? field("RESOURCE_ARN") ?? field("RESOURCE_ID") ?? "", field("RESOURCE_TYPE") ?? "",
            RecordTime.Parse(field("TIMESTAMP") ?? field("ASSESSMENT_START_TIME")) ?? DateTimeOffset.MinValue);
    }

    // CHECK_ID is CheckID there, RESOURCE_ARN ResourceArn.
    private static string Pascal(string name) => name == "CHECK_ID" ? "CheckID"
        : string.Concat(name.Split('_').Select(p => p[..1] + p[1..].ToLowerInvariant()));
}
