using System.Reflection;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Sarif;

/// <summary>SARIF 2.1.0 within GitHub code scanning's limits: 5,000 results, heaviest first; 10 tags a rule; paths relative to the root.</summary>
public sealed class SarifReport : IReportFormat
{
    private const int MostResults = 5000;
    private const int MostTags = 10;
    private const int MostLocations = 100;

    /// <inheritdoc/>
    public string Name => "sarif";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look) => JsonText.Write(to, json => Document(report, json));

    private static void Document(Report report, Utf8JsonWriter json)
    {
        var failures = report.Failures.Concat(report.Waived).Take(MostResults).ToList();
        var rules = failures.Select(f => f.Rule).DistinctBy(r => r.Id).OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Driver(rules, json);
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"plumbline/{report.Scope.Name}/");
        json.WriteEndObject();
        Invocation(report, failures.Count, json);
        json.WriteStartArray("results");
        foreach (var finding in failures) Result(finding, rules.IndexOf(finding.Rule), json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Driver(List<Rule> rules, Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Plumbline");
        json.WriteString("semanticVersion", typeof(SarifReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
        json.WriteString("informationUri", "https://github.com/plumbline/plumbline");
        json.WriteStartArray("rules");
        foreach (var rule in rules) Describe(rule, json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Describe(Rule rule, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", string.Concat(rule.Id.Split('-').Select(p => char.ToUpperInvariant(p[0]) + p[1..])));
        Text(json, "shortDescription", rule.Title);
        Text(json, "fullDescription", rule.Why);
        json.WriteStartObject("help");
        json.WriteString("text", $"{rule.Why}\n\nFix:\n{rule.Fix}");
        json.WriteString("markdown", $"{rule.Why}\n\n**Fix**\n\n{rule.Fix}\n\n**Incidents**\n\n{string.Join("\n", rule.Incidents.Select(i => $"* [{i.Title}]({i.Url}) ({i.Date})"))}");
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("precision", rule.Maturity == Maturity.Stable ? "high" : "medium");
        json.WriteString("problem.severity", rule.Severity >= Severity.High ? "error" : rule.Severity >= Severity.Low ? "warning" : "recommendation");
        json.WriteString("security-severity", Score(rule.Severity));
        json.WriteStartArray("tags");
        IEnumerable<string> tags = ["security", "ai", rule.Control, rule.Consequence, .. rule.Disciplines, .. rule.Maps.SelectMany(m => m.Value.Select(v => $"{m.Key}/{v}"))];
        foreach (var tag in tags.Take(MostTags)) json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Invocation(Report report, int shown, Utf8JsonWriter json)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.ExitCode(null) == 0);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var (gap, origin) in report.Graph.Gaps) Notification(json, "warning", $"gap: {gap.Reason}. {gap.Fix}", origin.File);
        foreach (var problem in report.Rulebook.Problems) Notification(json, "error", problem.ToString(), null);
        var hidden = report.Failures.Count() + report.Waived.Count() - shown;
        if (hidden > 0) Notification(json, "warning", $"{hidden} lighter findings are left out: a run holds {MostResults}", null);
        var open = report.Open.Count();
        if (open > 0) Notification(json, "note", $"{open} checks are not evaluable because evidence is missing; see the JSON report", null);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Notification(Utf8JsonWriter json, string level, string text, string? file)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        Text(json, "message", text);
        if (file is not null)
        {
            json.WriteStartArray("locations");
            Location(json, file, 1, null);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Result(Finding finding, int ruleIndex, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Weight.Severity));
        Text(json, "message", $"{finding.Message}\n\nFix: {finding.Fix}");
        var places = finding.Evidence.Where(e => e.Origin.File is not null).DistinctBy(e => (e.Origin.File, e.Origin.Line)).Take(MostLocations).ToList();
        // The place to act on comes first: code before registry before logs.
        places = [.. places.OrderBy(p => p.Plane switch { Plane.Declared => 0, Plane.Deployed => 1, Plane.Approved => 2, _ => 3 })];
        json.WriteStartArray("locations");
        Location(json, places.Count > 0 ? places[0].Origin.File! : "plumbline.yaml", places.Count > 0 ? places[0].Origin.Line : 1, null);
        json.WriteEndArray();
        json.WriteStartArray("relatedLocations");
        foreach (var place in places.Skip(1)) Location(json, place.Origin.File!, place.Origin.Line, $"{place.Plane.Name()} {place.Property}");
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("plumblineFindingId/v1", finding.Id);
        json.WriteString("primaryLocationLineHash", finding.Id);
        json.WriteEndObject();
        if (finding.IsWaived) Suppression(finding.Waiver!, json);
        json.WriteStartObject("properties");
        json.WriteString("asset", finding.Asset.Id.ToString());
        json.WriteString("control", finding.Rule.Control);
        json.WriteString("security-severity", Score(finding.Weight.Severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Suppression(WaiverUse use, Utf8JsonWriter json)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", "external");
        json.WriteString("status", "accepted");
        json.WriteString("justification", $"{use.Waiver.Reason} ({use.Waiver.Owner}, until {use.Waiver.Until.UtcDateTime:yyyy-MM-dd})");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Location(Utf8JsonWriter json, string file, int line, string? message)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', file.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(line, 1));
        json.WriteEndObject();
        json.WriteEndObject();
        if (message is not null) Text(json, "message", message);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        >= Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    private static string Score(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        Severity.Low => "2.0",
        _ => "0.0",
    };
}
