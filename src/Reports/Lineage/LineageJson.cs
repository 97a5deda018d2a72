using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Lineage;

/// <summary>`plumbline.lineage/v1`: lineage records for machines. What nobody states is null and stands among the gaps.</summary>
public static class LineageJson
{
    /// <summary>Writes the records, and the flows of data: of one asset where it is named.</summary>
    public static void Write(Report report, ImmutableArray<LineageRecord> records, string? asset, TextWriter to) => JsonText.Write(to, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "plumbline.lineage/v1");
        json.WriteString("name", report.Scope.Name);
        json.WriteString("asOf", report.Scope.AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.List("models", records, Model);
        FlowJson.Write(LineageBook.Flows(report, asset), json);
        json.WriteEndObject();
    });

    private static void Model(LineageRecord record, Utf8JsonWriter json)
    {
        json.WriteString("id", record.Id);
        json.WriteString("name", record.Name);
        json.Texts("sentences", record.Sentences);
        json.List("facts", record.Facts, Field);
        json.List("article53", record.Article53, Field);
        json.List("datasets", record.Datasets, (d, j) =>
        {
            j.WriteString("name", d.Name);
            j.WriteBoolean("documented", d.IsDocumented);
            j.List("fields", d.Fields, Field);
        });
        json.List("chain", record.Chain, Link);
        json.List("findings", record.Findings, (f, j) =>
        {
            j.WriteString("rule", f.Rule.Id);
            j.WriteString("verdict", f.Verdict.Name());
            j.WriteString("message", f.Message);
        });
        json.Texts("gaps", record.Gaps);
    }

    private static void Field(LineageField field, Utf8JsonWriter json)
    {
        json.WriteString("field", field.Name);
        if (field.Requirement.Length > 0) json.WriteString("requirement", field.Requirement);
        json.WriteString("value", field.Value);
        json.Origin(field.Origin);
    }

    private static void Link(LineageLink link, Utf8JsonWriter json)
    {
        json.WriteString("from", link.From);
        json.WriteString("link", link.Verb);
        json.WriteString("to", link.Origin is null ? null : link.To);
        json.WriteString("system", link.System);
        json.WriteString("state", link.Origin is null ? "missing" : "shown");
        json.Origin(link.Origin);
    }
}
