using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Json;

/// <summary>`plumbline.report/v1`: everything a scan has to say, for machines. Published as schemas/report-v1.schema.json.</summary>
public sealed class JsonReport : IReportFormat
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look) => JsonText.Write(to, json => Document(report, json));

    private static void Document(Report report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("schema", "plumbline.report/v1");
        json.WriteString("name", report.Scope.Name);
        json.WriteString("asOf", Values.Text(report.Scope.AsOf));
        json.List("assets", report.Graph.Rows, AssetJson.Write);
        json.List("uses", report.Graph.Rows.SelectMany(r => CodeUse.Of(r).Concat(CodeUse.Of(r, "mentions")).Select(u => (r, u))), Use);
        var files = report.Graph.Rows.SelectMany(r => r.Said(Plane.Declared, "artifact").Select(a => a.Value)).ToList();
        if (files.Count > 0) json.List("modelFiles", files, Fields);
        if (Flow.Of(report.Graph) is { IsEmpty: false } flows) FlowJson.Write(flows, json);
        var caching = report.Graph.Rows.SelectMany(r => r.Said(Plane.Observed, "caching").Select(c => (Row: r, c.Value, c.Origin))).ToList();
        if (caching.Count > 0) json.List("caching", caching, Cached);
        json.List("findings", report.Assessment.Findings, FindingJson.Write);
        json.List("matrix", report.Assessment.Matrix, EstateJson.Write);
        json.List("accounts", report.Accounts, EstateJson.Write);
        json.List("gaps", report.Graph.Gaps, EstateJson.Write);
        json.List("waivers", report.Assessment.Waivers, Waivers.Write);
        json.List("disciplines", report.Disciplines, EstateJson.Write);
        json.List("ruleProblems", report.Rulebook.Problems, (p, j) =>
        {
            j.WriteString("path", p.Path);
            j.WriteString("message", p.Message);
        });
        json.WriteEndObject();
    }

    private static void Use((AssetRow Row, CodeUse Use) at, Utf8JsonWriter json)
    {
        json.WriteString("workload", at.Row.Id.Key);
        json.WriteString("file", at.Use.Origin.File);
        json.WriteNumber("line", at.Use.Origin.Line);
        Fields(at.Use.Claim.Value, json);
    }

    private static void Cached((AssetRow Row, Value Value, Origin Origin) at, Utf8JsonWriter json)
    {
        json.WriteString("workload", at.Row.Id.Key);
        json.WriteString("file", at.Origin.File);
        json.WriteNumber("line", at.Origin.Line);
        Fields(at.Value, json);
    }

    private static void Fields(Value value, Utf8JsonWriter json)
    {
        var map = value.AsMap!;
        for (var i = 0; i < map.Count; i++)
        {
            json.WritePropertyName(map.Keys[i].AsString!);
            Values.Write(map.Values[i], json);
        }
    }
}
