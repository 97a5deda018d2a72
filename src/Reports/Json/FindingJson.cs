using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Json;

/// <summary>A finding with the claims that prove it.</summary>
public static class FindingJson
{
    /// <summary>Everything that is known of it.</summary>
    public static void Write(Finding finding, Utf8JsonWriter json)
    {
        json.WriteString("id", finding.Id);
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("control", finding.Rule.Control);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("verdict", finding.Verdict.Name());
        json.WriteString("severity", finding.Weight.Severity.Name());
        json.WriteNumber("score", finding.Weight.Score);
        json.List("terms", finding.Weight.Terms, (t, j) =>
        {
            j.WriteString("reason", t.Reason);
            j.WriteNumber("points", t.Points);
        });
        json.WriteStartObject("asset");
        AssetJson.Name(finding.Asset, json);
        json.WriteString("account", finding.Asset.Fact("account"));
        json.WriteEndObject();
        json.WriteString("message", finding.Message);
        json.WriteString("why", finding.Rule.Why);
        json.WriteString("fix", finding.Fix);
        json.WriteString("maturity", finding.Rule.Maturity.Name());
        json.WriteString("consequence", finding.Rule.Consequence);
        json.Texts("disciplines", finding.Rule.Disciplines);
        json.Texts("missing", finding.Missing);
        json.Texts("sources", finding.Evidence.Select(e => e.Origin.Source).Distinct().Order(StringComparer.Ordinal));
        json.WriteStartObject("maps");
        foreach (var (framework, requirements) in finding.Rule.Maps) json.Texts(framework, requirements);
        json.WriteEndObject();
        json.List("evidence", finding.Evidence, Proof);
        json.List("weaknesses", finding.Weaknesses, Waivers.Write);
        Waivers.Write(finding.Waiver, json);
    }

    private static void Proof(Proof proof, Utf8JsonWriter json)
    {
        json.WriteString("plane", proof.Plane.Name());
        json.WriteString("property", proof.Property);
        json.WritePropertyName("value");
        Values.Write(proof.Value, json);
        json.Origin(proof.Origin, proof.Time);
    }
}
