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
        json.WriteString("asOf", Values.Text(report.Scope.AsOf));
        json.List("systems", book.Systems, One);
        json.List("usage", book.Usage, One);
        json.WriteEndObject();
    });

    private static void One(SystemRecord system, Utf8JsonWriter json)
    {
        json.WriteString("id", system.Id);
        json.WriteString("name", system.Name);
        foreach (var (key, value) in system.Facts) json.WriteString(key, value);
        json.WriteStartObject("raci");
        foreach (var (role, names) in system.People) json.Texts(role, names);
        json.WriteEndObject();
        json.List("attestations", system.Attestations, One);
        json.Texts("governanceGaps", system.Gaps);
        json.List("assets", system.Assets, (asset, j) =>
        {
            j.WriteString("kind", asset.Kind);
            j.WriteString("name", asset.Name);
        });
        json.WriteKnown("profile", system.Profile);
        json.List("objectives", system.Objectives, One);
        json.Texts("notSelected", system.NotSelected);
        json.WriteString("failOn", system.FailOn);
        json.WriteNumber("breaches", system.Breaches);
    }

    private static void One(AttestationState one, Utf8JsonWriter json)
    {
        json.WriteString("kind", one.Kind);
        json.WriteString("state", one.State);
        json.WriteKnown("by", one.By);
        if (one.Date is { } date) json.WriteString("date", Values.Text(date));
        if (one.Expires is { } end) json.WriteString("expires", Values.Text(end));
    }

    private static void One(ObjectiveScore objective, Utf8JsonWriter json)
    {
        json.WriteString("objective", objective.Name);
        json.Texts("controls", objective.Controls);
        json.WriteString("state", objective.State);
        json.WriteNumber("fail", objective.Fail);
        json.WriteNumber("notEvaluable", objective.NotEvaluable);
    }

    private static void One(UsageRow row, Utf8JsonWriter json)
    {
        foreach (var (key, value) in new[] { ("team", row.Team), ("useCase", row.UseCase), ("system", row.System), ("workload", row.Workload), ("environment", row.Environment), ("provider", row.Provider), ("model", row.Model) })
            json.WriteString(key, value);
        json.WriteNumber("calls", row.Calls);
        json.WriteString("first", Values.Text(row.First));
        json.WriteString("last", Values.Text(row.Last));
    }
}
