using System.Text.Json;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Ocsf;

/// <summary>OCSF 1.8.0 as JSON lines, the form that log pipelines take: one event for each finding, waived ones suppressed.</summary>
/// <remarks>A failure that the telemetry shows, of a rule about behavior, is a Detection Finding; everything else is a Compliance Finding.</remarks>
public sealed class OcsfReport : IReportFormat
{
    /// <summary>The version of the schema that events are written to.</summary>
    public const string Schema = "1.8.0";

    /// <inheritdoc/>
    public string Name => "ocsf";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look)
    {
        foreach (var finding in report.Assessment.Findings) JsonText.WriteLine(to, new OcsfEvent(finding, report.Scope.Name, report.Scope.AsOf).Write);
    }

    /// <summary>`severity_id` and its caption.</summary>
    internal static void Severity(Severity severity, Utf8JsonWriter json) => Number(json, "severity", severity switch
    {
        Posture.Rules.Severity.Critical => (5, "Critical"),
        Posture.Rules.Severity.High => (4, "High"),
        Posture.Rules.Severity.Medium => (3, "Medium"),
        Posture.Rules.Severity.Low => (2, "Low"),
        _ => (1, "Informational"),
    });

    /// <summary>An enumerated attribute and the caption beside it.</summary>
    internal static void Number(Utf8JsonWriter json, string name, (int Id, string Caption) value)
    {
        json.WriteNumber(name + "_id", value.Id);
        json.WriteString(name, value.Caption);
    }

    /// <summary>OCSF's clock.</summary>
    internal static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
