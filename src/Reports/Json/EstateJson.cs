using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Json;

/// <summary>What is said of an estate as a whole.</summary>
public static class EstateJson
{
    /// <summary>One workload under one control.</summary>
    public static void Write(Cell cell, Utf8JsonWriter json)
    {
        json.WriteString("workload", cell.Workload.Name);
        json.WriteString("id", cell.Workload.Id.Key);
        json.WriteString("environment", cell.Workload.Fact("environment"));
        json.WriteString("account", cell.Workload.Fact("account"));
        json.WriteString("control", cell.Control);
        json.WriteString("verdict", cell.Verdict.Name());
        json.WriteBoolean("waived", cell.IsWaived);
    }

    /// <summary>An account as posture tools see it beside what its AI assets look like.</summary>
    public static void Write(AccountView account, Utf8JsonWriter json)
    {
        json.WriteString("account", account.Account);
        json.WriteString("name", account.Name);
        json.WriteString("environment", account.Environment);
        if (account.Imports.IsEmpty) json.WriteNull("cspm");
        else json.List("cspm", account.Imports, Import);
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

    /// <summary>What could not be seen.</summary>
    public static void Write((Gap Gap, Origin Origin) at, Utf8JsonWriter json)
    {
        json.WriteString("source", at.Gap.Source);
        json.WriteString("plane", at.Gap.Plane.Name());
        json.WriteString("kind", at.Gap.Kind.Name());
        json.WriteString("reason", at.Gap.Reason);
        json.WriteString("fix", at.Gap.Fix);
        json.WriteString("file", at.Origin.File);
    }

    /// <summary>How deeply one discipline was assessed.</summary>
    public static void Write(Discipline discipline, Utf8JsonWriter json)
    {
        json.WriteString("discipline", discipline.Name);
        json.WriteBoolean("assessed", discipline.IsAssessed);
        json.WriteNumber("rules", discipline.Rules);
        json.WriteNumber("pass", discipline.Pass);
        json.WriteNumber("fail", discipline.Fail);
        json.WriteNumber("notEvaluable", discipline.NotEvaluable);
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
}
