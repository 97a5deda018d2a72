using System.Globalization;
using System.Text.Json;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Governance;

/// <summary>The AI systems of an estate as JSON, `plumbline.governance/v1`.</summary>
public static class GovernanceJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Report report, GovernanceBook book, TextWriter to) => JsonText.Write(to, json =>
    {
        json.WriteStartObject();
        json.WriteString("form", "plumbline.governance/v1");
        json.WriteString("name", report.Scope.Name);
        json.WriteString("asOf", Text(report.Scope.AsOf));
        json.WriteStartArray("systems");
        foreach (var system in book.Systems) Write(json, system);
        json.WriteEndArray();
        json.WriteStartArray("usage");
        foreach (var row in book.Usage) Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, SystemRecord system)
    {
        json.WriteStartObject();
        json.WriteString("id", system.Id);
        json.WriteString("name", system.Name);
        foreach (var (key, value) in system.Facts) json.WriteString(key, value);
        json.WriteStartObject("raci");
        foreach (var (role, names) in system.People) json.Texts(role, names);
        json.WriteEndObject();
        json.WriteStartArray("attestations");
        foreach (var one in system.Attestations) Write(json, one);
        json.WriteEndArray();
        json.Texts("governanceGaps", system.Gaps);
        json.WriteStartArray("assets");
        foreach (var (kind, name) in system.Assets)
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteKnown("profile", system.Profile);
        json.WriteStartArray("objectives");
        foreach (var objective in system.Objectives) Write(json, objective);
        json.WriteEndArray();
        json.Texts("notSelected", system.NotSelected);
        json.WriteString("failOn", system.FailOn);
        json.WriteNumber("breaches", system.Breaches);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AttestationState one)
    {
        json.WriteStartObject();
        json.WriteString("kind", one.Kind);
        json.WriteString("state", one.State);
        json.WriteKnown("by", one.By);
        if (one.Date is { } date) json.WriteString("date", Text(date));
        if (one.Expires is { } end) json.WriteString("expires", Text(end));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ObjectiveScore objective)
    {
        json.WriteStartObject();
        json.WriteString("objective", objective.Name);
        json.Texts("controls", objective.Controls);
        json.WriteString("state", objective.State);
        json.WriteNumber("fail", objective.Fail);
        json.WriteNumber("notEvaluable", objective.NotEvaluable);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UsageRow row)
    {
        json.WriteStartObject();
        foreach (var (key, value) in new[] { ("team", row.Team), ("useCase", row.UseCase), ("system", row.System), ("workload", row.Workload), ("environment", row.Environment), ("provider", row.Provider), ("model", row.Model) })
            json.WriteString(key, value);
        json.WriteNumber("calls", row.Calls);
        json.WriteString("first", Text(row.First));
        json.WriteString("last", Text(row.Last));
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
