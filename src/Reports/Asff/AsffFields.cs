using System.Globalization;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Asff;

/// <summary>`ProductFields`: what ASFF has no field for. At most 50 pairs, keys of 128 and values of 2,048 characters.</summary>
internal static class AsffFields
{
    private const int MostValue = 2048;
    private const int MostEvidence = 12;
    private const int MostOfEvidence = 1024;

    public static void Write(Finding finding, AsffHome home, Utf8JsonWriter json)
    {
        var rule = finding.Rule;
        json.WriteStartObject("ProductFields");
        Field(json, "control", rule.Control);
        Field(json, "rule", rule.Id);
        Field(json, "maturity", rule.Maturity.Name());
        Field(json, "verdict", finding.Verdict.Name());
        Field(json, "why", rule.Why);
        Field(json, "fix", finding.Fix);
        Field(json, "score", finding.Weight.Score.ToString(CultureInfo.InvariantCulture));
        Field(json, "why-here", finding.Weight.ToString());
        Field(json, "consequence", rule.Consequence);
        Field(json, "disciplines", string.Join(", ", rule.Disciplines));
        Field(json, "sources", string.Join(", ", finding.Evidence.Select(e => e.Origin.Source).Distinct().Order(StringComparer.Ordinal)));
        Field(json, "missing", string.Join(", ", finding.Missing));
        Field(json, "account", home.How);
        if (finding.Waiver is { } use) Field(json, "waiver", WaiverText.Of(use));
        for (var i = 0; i < finding.Evidence.Length && i < MostEvidence; i++) Field(json, string.Create(CultureInfo.InvariantCulture, $"evidence/{i + 1}"), Text(finding.Evidence[i]));
        if (finding.Evidence.Length > MostEvidence) Field(json, "evidence/more", string.Create(CultureInfo.InvariantCulture, $"{finding.Evidence.Length - MostEvidence} more claims: see the JSON report"));
        json.WriteEndObject();
    }

    private static string Text(Proof proof) => Plain.Cut($"{proof.Plane.Name()} {proof.Property}: {Brief.Of(proof)} ({proof.Origin})", MostOfEvidence);

    private static void Field(Utf8JsonWriter json, string key, string? value) => json.WriteKnown("plumbline/" + key, value is null ? null : Plain.Cut(value, MostValue));
}
