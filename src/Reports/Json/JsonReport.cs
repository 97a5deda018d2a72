using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
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
        Array(json, "assets", report.Graph.Rows, Asset);
        Array(json, "uses", report.Graph.Rows.SelectMany(r => CodeUse.Of(r).Concat(CodeUse.Of(r, "mentions")).Select(u => (r, u))), Use);
        var files = report.Graph.Rows.SelectMany(r => r.Said(Plane.Declared, "artifact").Select(a => a.Value)).ToList();
        if (files.Count > 0) Array(json, "modelFiles", files, Fields);
        if (Flow.Of(report.Graph) is { IsEmpty: false } flows) FlowJson.Write(flows, json);
        var caching = report.Graph.Rows.SelectMany(r => r.Said(Plane.Observed, "caching").Select(c => (Row: r, c.Value, c.Origin))).ToList();
        if (caching.Count > 0) Array(json, "caching", caching, Cached);
        Array(json, "findings", report.Assessment.Findings, Finding);
        Array(json, "matrix", report.Assessment.Matrix, Cell);
        Array(json, "accounts", report.Accounts, Account);
        Array(json, "gaps", report.Graph.Gaps, Gap);
        Array(json, "waivers", report.Assessment.Waivers, Waivers.Write);
        Array(json, "disciplines", report.Disciplines, Discipline);
        Array(json, "ruleProblems", report.Rulebook.Problems, (p, j) =>
        {
            j.WriteString("path", p.Path);
            j.WriteString("message", p.Message);
        });
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T, Utf8JsonWriter> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Asset(AssetRow row, Utf8JsonWriter json)
    {
        Named(row, json);
        json.WriteString("account", row.Fact("account"));
        json.WriteString("region", row.Fact("region"));
        json.WriteString("owner", row.Fact("owner"));
        json.WriteString("status", Status.Of(row));
        json.WriteStartArray("planes");
        foreach (var plane in Enum.GetValues<Plane>()) if (Status.Speaks(row, plane)) json.WriteStringValue(plane.Name());
        json.WriteEndArray();
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

    private static void Named(AssetRow row, Utf8JsonWriter json)
    {
        json.WriteString("id", row.Id.Key);
        json.WriteString("kind", row.Id.Kind.Name());
        json.WriteString("name", row.Name);
        json.WriteString("environment", row.Fact("environment"));
    }

    private static void Finding(Finding finding, Utf8JsonWriter json)
    {
        json.WriteString("id", finding.Id);
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("control", finding.Rule.Control);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("verdict", finding.Verdict.Name());
        json.WriteString("severity", finding.Weight.Severity.Name());
        json.WriteNumber("score", finding.Weight.Score);
        Array(json, "terms", finding.Weight.Terms, (t, j) =>
        {
            j.WriteString("reason", t.Reason);
            j.WriteNumber("points", t.Points);
        });
        json.WriteStartObject("asset");
        Named(finding.Asset, json);
        json.WriteString("account", finding.Asset.Fact("account"));
        json.WriteEndObject();
        json.WriteString("message", finding.Message);
        json.WriteString("why", finding.Rule.Why);
        json.WriteString("fix", finding.Fix);
        json.WriteString("maturity", finding.Rule.Maturity.Name());
        json.WriteString("consequence", finding.Rule.Consequence);
        Texts(json, "disciplines", finding.Rule.Disciplines);
        Texts(json, "missing", finding.Missing);
        Texts(json, "sources", finding.Evidence.Select(e => e.Origin.Source).Distinct().Order(StringComparer.Ordinal));
        json.WriteStartObject("maps");
        foreach (var (framework, requirements) in finding.Rule.Maps) Texts(json, framework, requirements);
        json.WriteEndObject();
        Array(json, "evidence", finding.Evidence, Proof);
        Array(json, "weaknesses", finding.Weaknesses, Waivers.Write);
        Waivers.Write(finding.Waiver, json);
    }

    private static void Proof(Proof proof, Utf8JsonWriter json)
    {
        json.WriteString("plane", proof.Plane.Name());
        json.WriteString("property", proof.Property);
        json.WritePropertyName("value");
        Values.Write(proof.Value, json);
        json.WriteStartObject("origin");
        json.WriteString("source", proof.Origin.Source);
        json.WriteString("file", proof.Origin.File);
        if (proof.Origin.Line > 0) json.WriteNumber("line", proof.Origin.Line);
        else json.WriteNull("line");
        json.WriteString("event", proof.Origin.Event);
        json.WriteString("api", proof.Origin.Api);
        json.WriteString("time", proof.Time is { } time ? Values.Text(time) : null);
        json.WriteEndObject();
    }

    private static void Cell(Cell cell, Utf8JsonWriter json)
    {
        json.WriteString("workload", cell.Workload.Name);
        json.WriteString("id", cell.Workload.Id.Key);
        json.WriteString("environment", cell.Workload.Fact("environment"));
        json.WriteString("account", cell.Workload.Fact("account"));
        json.WriteString("control", cell.Control);
        json.WriteString("verdict", cell.Verdict.Name());
        json.WriteBoolean("waived", cell.IsWaived);
    }

    private static void Account(AccountView account, Utf8JsonWriter json)
    {
        json.WriteString("account", account.Account);
        json.WriteString("name", account.Name);
        json.WriteString("environment", account.Environment);
        if (account.Imports.IsEmpty) json.WriteNull("cspm");
        else Array(json, "cspm", account.Imports, Import);
        Count(json, "linked", account.Linked);
        Count(json, "notLinked", account.NotLinked);
        if (account.Ai is not { } ai)
        {
            json.WriteNull("ai");
            return;
        }

        json.WriteStartObject("ai");
        foreach (var (name, count) in (ReadOnlySpan<(string, int)>)[
            ("critical", ai.Critical), ("high", ai.High), ("medium", ai.Medium), ("low", ai.Low), ("info", ai.Info), ("notEvaluable", ai.NotEvaluable)])
            json.WriteNumber(name, count);
        json.WriteEndObject();
    }

    private static void Import(ImportCount import, Utf8JsonWriter json)
    {
        json.WriteString("tool", import.Tool);
        foreach (var (name, count) in (ReadOnlySpan<(string, int)>)[
            ("critical", import.Critical), ("high", import.High), ("medium", import.Medium), ("low", import.Low), ("informational", import.Informational),
            ("failed", import.Failed), ("passed", import.Passed), ("muted", import.Muted), ("manual", import.Manual)])
            json.WriteNumber(name, count);
        json.WriteString("time", import.Time is { } time ? Values.Text(time) : null);
    }

    private static void Count(Utf8JsonWriter json, string name, int? count)
    {
        if (count is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    private static void Gap((Gap Gap, Origin Origin) at, Utf8JsonWriter json)
    {
        json.WriteString("source", at.Gap.Source);
        json.WriteString("plane", at.Gap.Plane.Name());
        json.WriteString("kind", at.Gap.Kind.Name());
        json.WriteString("reason", at.Gap.Reason);
        json.WriteString("fix", at.Gap.Fix);
        json.WriteString("file", at.Origin.File);
    }

    private static void Discipline(Discipline discipline, Utf8JsonWriter json)
    {
        json.WriteString("discipline", discipline.Name);
        json.WriteBoolean("assessed", discipline.IsAssessed);
        json.WriteNumber("rules", discipline.Rules);
        json.WriteNumber("pass", discipline.Pass);
        json.WriteNumber("fail", discipline.Fail);
        json.WriteNumber("notEvaluable", discipline.NotEvaluable);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
