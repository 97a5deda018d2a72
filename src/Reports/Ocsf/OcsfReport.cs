using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Ocsf;

/// <summary>OCSF 1.8.0 as JSON lines, the form that log pipelines take: one event for each finding, waived ones suppressed.</summary>
/// <remarks>A failure that the telemetry shows, of a rule about behavior, is a Detection Finding; everything else is a Compliance Finding.</remarks>
public sealed class OcsfReport : IReportFormat
{
    /// <summary>The version of the schema that events are written to.</summary>
    public const string Schema = "1.8.0";

    private const int Findings = 2;
    private const int Create = 1;
    private const string Behavior = "behavior";

    /// <inheritdoc/>
    public string Name => "ocsf";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look)
    {
        foreach (var finding in report.Assessment.Findings) JsonText.WriteLine(to, json => Event(finding, report, json));
    }

    private static void Event(Finding finding, Report report, Utf8JsonWriter json)
    {
        var detection = IsDetection(finding);
        var place = Place.Of(finding.Asset);
        json.WriteStartObject();
        Classify(detection, json);
        Severity(finding.Verdict == Verdict.Fail ? finding.Weight.Severity : Posture.Rules.Severity.Info, json);
        Number(json, "status", finding.IsWaived ? (3, "Suppressed") : (1, "New"));
        json.WriteNumber("time", Milliseconds(report.Scope.AsOf));
        json.WriteString("message", finding.Message);
        if (finding.Waiver is { } waiver) json.WriteString("comment", $"waiver: {WaiverText.Of(waiver)}");
        Number(json, "confidence", finding.Rule.Maturity == Maturity.Stable ? (3, "High") : (2, "Medium"));
        if (detection) json.WriteBoolean("is_alert", !finding.IsWaived && finding.Rule.Maturity == Maturity.Stable);
        if (Seen.Of(finding) is { } seen)
        {
            json.WriteNumber("start_time", Milliseconds(seen.First));
            json.WriteNumber("end_time", Milliseconds(seen.Last));
        }

        Metadata(finding, report, place, json);
        if (place.Provider is not null) OcsfResources.Cloud(place, json);
        OcsfFinding.Info(finding, detection, report.Scope.AsOf, json);
        if (!detection) OcsfFinding.Compliance(finding, json);
        OcsfResources.Write(finding.Asset, place, detection, json);
        OcsfFinding.Remediation(finding, json);
        OcsfEvidence.Write(finding, json);
        OcsfFinding.Unmapped(finding, json);
        json.WriteEndObject();
    }

    /// <summary>True where the estate was seen doing it, and the rule asks for what it does.</summary>
    private static bool IsDetection(Finding finding) =>
        finding.Verdict == Verdict.Fail && finding.Rule.Disciplines.Contains(Behavior) && finding.Evidence.Any(p => p.Plane == Plane.Observed && !p.Value.IsNull);

    private static void Classify(bool detection, Utf8JsonWriter json)
    {
        var (uid, name) = detection ? (2004, "Detection Finding") : (2003, "Compliance Finding");
        json.WriteNumber("activity_id", Create);
        json.WriteString("activity_name", "Create");
        json.WriteNumber("category_uid", Findings);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("class_uid", uid);
        json.WriteString("class_name", name);
        json.WriteNumber("type_uid", (uid * 100) + Create);
        json.WriteString("type_name", name + ": Create");
    }

    private static void Metadata(Finding finding, Report report, Place place, Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", Schema);
        json.WriteStartObject("product");
        json.WriteString("name", Product.Name);
        json.WriteString("vendor_name", Product.Name);
        json.WriteString("version", Product.Version);
        json.WriteString("url_string", Product.Page);
        json.WriteEndObject();
        json.WriteString("event_code", $"{finding.Rule.Control}/{finding.Rule.Id}");
        json.WriteKnown("tenant_uid", report.Scope.Name);
        json.WriteString("log_name", "posture");
        if (place.Provider is not null) json.Texts("profiles", ["cloud"]);
        json.WriteEndObject();
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
