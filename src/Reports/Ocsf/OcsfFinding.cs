using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Ocsf;

/// <summary>What a finding says: `finding_info`, `compliance`, `remediation`, and what OCSF has no attribute for.</summary>
internal static class OcsfFinding
{
    public static void Info(Finding finding, bool detection, DateTimeOffset asOf, Utf8JsonWriter json)
    {
        var rule = finding.Rule;
        json.WriteStartObject("finding_info");
        json.WriteString("uid", finding.Id);
        json.WriteString("title", rule.Title);
        json.WriteString("desc", $"{finding.Message}\n\n{rule.Why}".Trim());
        json.Texts("types", [rule.Control, rule.Consequence]);
        json.WriteNumber("created_time", OcsfReport.Milliseconds(asOf));
        if (Seen.Of(finding) is { } seen)
        {
            json.WriteNumber("first_seen_time", OcsfReport.Milliseconds(seen.First));
            json.WriteNumber("last_seen_time", OcsfReport.Milliseconds(seen.Last));
        }

        var sources = finding.Evidence.Select(e => e.Origin.Source).Distinct().Order(StringComparer.Ordinal).ToList();
        if (sources.Count > 0) json.Texts("data_sources", sources);
        Analytic(rule, detection, json);
        if (rule.Maps.TryGetValue(Frameworks.Atlas, out var techniques) && !techniques.IsEmpty) Attacks(techniques, json);
        if (rule.Maps.Count > 0) Tags(rule, json);
        json.WriteEndObject();
    }

    public static void Compliance(Finding finding, bool isClosed, Utf8JsonWriter json)
    {
        var rule = finding.Rule;
        // Passes are no findings; what nobody could evaluate is OCSF's Warning: no result, because information is missing.
        var status = isClosed ? (1, "Pass") : finding.Verdict == Verdict.Fail ? (3, "Fail") : (2, "Warning");
        json.WriteStartObject("compliance");
        json.WriteString("control", rule.Control);
        json.WriteString("desc", rule.Title);
        OcsfReport.Number(json, "status", status);
        json.WriteString("status_code", isClosed ? "in-line" : finding.Verdict == Verdict.Fail ? "out-of-line" : "not-evaluable");
        if (!finding.Missing.IsEmpty) json.Texts("status_details", finding.Missing.Select(m => Finding.Unknown([m])));
        if (rule.Maps.Count > 0)
        {
            json.Texts("standards", rule.Maps.Keys.Select(Frameworks.Name));
            json.Texts("requirements", rule.Maps.SelectMany(m => m.Value.Select(v => $"{Frameworks.Name(m.Key)} {v}")));
        }

        json.WriteStartArray("checks");
        json.WriteStartObject();
        json.WriteString("uid", rule.Id);
        json.WriteString("name", rule.Title);
        json.WriteString("desc", rule.Why);
        OcsfReport.Number(json, "status", status);
        OcsfReport.Severity(finding.Weight.Severity, json);
        if (rule.Maps.Count > 0) json.Texts("standards", rule.Maps.Keys.Select(Frameworks.Name));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Remediation(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject("remediation");
        json.WriteString("desc", finding.Fix);
        if (!finding.Rule.Incidents.IsEmpty) json.Texts("references", finding.Rule.Incidents.Select(i => i.Url));
        json.WriteEndObject();
    }

    public static void Unmapped(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject("unmapped");
        json.WriteString("control", finding.Rule.Control);
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("maturity", finding.Rule.Maturity.Name());
        json.Texts("disciplines", finding.Rule.Disciplines);
        json.WriteNumber("score", finding.Weight.Score);
        json.WriteString("why_here", finding.Weight.ToString());
        if (finding.Waiver is { } use)
        {
            json.WriteStartObject("waiver");
            json.WriteString("state", use.State.Name());
            json.WriteString("owner", use.Waiver.Owner);
            json.WriteString("reason", use.Waiver.Reason);
            json.WriteString("until", Values.Text(use.Waiver.Until));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Analytic(Rule rule, bool detection, Utf8JsonWriter json)
    {
        json.WriteStartObject("analytic");
        json.WriteString("uid", rule.Id);
        json.WriteString("name", rule.Title);
        json.WriteString("category", rule.Control);
        OcsfReport.Number(json, "type", detection ? (2, "Behavioral") : (1, "Rule"));
        OcsfReport.Number(json, "state", rule.Maturity == Maturity.Stable ? (1, "Active") : (3, "Experimental"));
        json.WriteEndObject();
    }

    private static void Attacks(IEnumerable<string> techniques, Utf8JsonWriter json)
    {
        json.WriteStartArray("attacks");
        foreach (var id in techniques)
        {
            json.WriteStartObject();
            // AML.T0010.003 is sub-technique 003 of AML.T0010.
            var parts = id.Split('.');
            Technique(json, "technique", parts.Length > 2 ? $"{parts[0]}.{parts[1]}" : id);
            if (parts.Length > 2) Technique(json, "sub_technique", id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Technique(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("uid", id);
        json.WriteString("src_url", $"https://atlas.mitre.org/techniques/{Uri.EscapeDataString(id)}");
        json.WriteEndObject();
    }

    private static void Tags(Rule rule, Utf8JsonWriter json)
    {
        json.WriteStartArray("tags");
        foreach (var (framework, requirements) in rule.Maps.Where(m => !m.Value.IsEmpty))
        {
            json.WriteStartObject();
            json.WriteString("name", framework);
            json.Texts("values", requirements);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
