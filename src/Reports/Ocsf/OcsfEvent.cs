using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Ocsf;

/// <summary>What became of a finding, in OCSF's numbers.</summary>
public enum OcsfActivity
{
    /// <summary>It is there.</summary>
    Create = 1,

    /// <summary>It stands otherwise than before.</summary>
    Update = 2,

    /// <summary>It is no longer there.</summary>
    Close = 3,
}

/// <summary>One finding as one event: the same shape in a report and in an alert.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Estate">The estate it is of.</param>
/// <param name="Time">When it stood so.</param>
public sealed record OcsfEvent(Finding Finding, string Estate, DateTimeOffset Time)
{
    private const int Category = 2;
    private const string Behavior = "behavior";

    /// <summary>What became of it.</summary>
    public OcsfActivity Activity { get; init; } = OcsfActivity.Create;

    /// <summary>True where somebody answers for it.</summary>
    public bool IsWaived { get; init; } = Finding.IsWaived;

    /// <summary>The number of the ledger's record that says so, which orders events and names this one; 0 in a report.</summary>
    public long Record { get; init; }

    /// <summary>Writes it as one object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var detection = IsDetection;
        var place = Place.Of(Finding.Asset);
        json.WriteStartObject();
        Classify(detection, json);
        OcsfReport.Severity(Finding.Verdict == Verdict.Fail ? Finding.Weight.Severity : Severity.Info, json);
        OcsfReport.Number(json, "status", Activity == OcsfActivity.Close ? (4, "Resolved") : IsWaived ? (3, "Suppressed") : (1, "New"));
        json.WriteNumber("time", OcsfReport.Milliseconds(Time));
        json.WriteString("message", Finding.Message);
        if (Finding.Waiver is { } waiver) json.WriteString("comment", $"waiver: {WaiverText.Of(waiver)}");
        OcsfReport.Number(json, "confidence", Finding.Rule.Maturity == Maturity.Stable ? (3, "High") : (2, "Medium"));
        if (detection) json.WriteBoolean("is_alert", Activity != OcsfActivity.Close && !IsWaived && Finding.Rule.Maturity == Maturity.Stable);
        if (Seen.Of(Finding) is { } seen)
        {
            json.WriteNumber("start_time", OcsfReport.Milliseconds(seen.First));
            json.WriteNumber("end_time", OcsfReport.Milliseconds(seen.Last));
        }

        Metadata(place, json);
        if (place.Provider is not null) OcsfResources.Cloud(place, json);
        OcsfFinding.Info(Finding, detection, Time, json);
        if (!detection) OcsfFinding.Compliance(Finding, Activity == OcsfActivity.Close, json);
        OcsfResources.Write(Finding.Asset, place, detection, json);
        OcsfFinding.Remediation(Finding, json);
        OcsfEvidence.Write(Finding, json);
        OcsfFinding.Unmapped(Finding, json);
        json.WriteEndObject();
    }

    // The estate was seen doing it, and the rule asks for what it does.
    private bool IsDetection =>
        Finding.Verdict == Verdict.Fail && Finding.Rule.Disciplines.Contains(Behavior) && Finding.Evidence.Any(p => p.Plane == Plane.Observed && !p.Value.IsNull);

    private void Classify(bool detection, Utf8JsonWriter json)
    {
        var (uid, name) = detection ? (2004, "Detection Finding") : (2003, "Compliance Finding");
        json.WriteNumber("activity_id", (int)Activity);
        json.WriteString("activity_name", Activity.ToString());
        json.WriteNumber("category_uid", Category);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("class_uid", uid);
        json.WriteString("class_name", name);
        json.WriteNumber("type_uid", (uid * 100) + (int)Activity);
        json.WriteString("type_name", $"{name}: {Activity}");
    }

    private void Metadata(Place place, Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", OcsfReport.Schema);
        json.WriteStartObject("product");
        json.WriteString("name", Product.Name);
        json.WriteString("vendor_name", Product.Name);
        json.WriteString("version", Product.Version);
        json.WriteString("url_string", Product.Page);
        json.WriteEndObject();
        json.WriteString("event_code", $"{Finding.Rule.Control}/{Finding.Rule.Id}");
        json.WriteKnown("tenant_uid", Estate);
        json.WriteString("log_name", "posture");
        if (place.Provider is not null) json.Texts("profiles", ["cloud"]);
        json.WriteKnown("correlation_uid", Told.Of(Finding).FirstOrDefault(t => t.Trace is not null)?.Trace);
        if (Record > 0)
        {
            json.WriteString("uid", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Finding.Id}-{Record}"));
            json.WriteNumber("sequence", Record);
        }

        json.WriteEndObject();
    }
}
