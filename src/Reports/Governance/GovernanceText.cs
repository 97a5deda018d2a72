using System.Globalization;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Governance;

/// <summary>The AI systems of an estate for a terminal.</summary>
public static class GovernanceText
{
    /// <summary>Writes it.</summary>
    public static void Write(Report report, GovernanceBook book, TextWriter to)
    {
        Line(to, "");
        Line(to, string.Create(CultureInfo.InvariantCulture, $"  governance · {report.Scope.Name} · {book.Systems.Length} AI systems · as of {report.Scope.AsOf:yyyy-MM-dd HH:mm} UTC"));
        foreach (var system in book.Systems) Write(system, to);
        Line(to, "");
        Line(to, "  USE OF MODELS    team · use case · workload · model · calls");
        foreach (var row in book.Usage)
            Line(to, string.Create(CultureInfo.InvariantCulture, $"    {Or(row.Team, "nobody")} · {Or(row.UseCase, "not stated")} · {row.Workload}{(row.Environment.Length > 0 ? $" ({row.Environment})" : "")} · {(row.Provider.Length > 0 ? row.Provider + " " : "")}{row.Model} · {row.Calls:n0} since {row.First:yyyy-MM-dd}{(row.System.Length == 0 ? " · in no registry" : "")}"));
        if (book.Usage.IsEmpty) Line(to, "    no traffic was supplied");
        Line(to, "");
    }

    private static void Write(SystemRecord system, TextWriter to)
    {
        Line(to, "");
        Line(to, $"  {system.Name}{(system.Name == system.Id ? "" : $" ({system.Id})")}");
        if (system.Facts.Length > 0) Line(to, $"    {string.Join(" · ", system.Facts.Select(f => $"{f.Key} {f.Value}"))}");
        Line(to, $"    {string.Join(" · ", system.People.Select(p => $"{p.Role} {(p.Names.IsEmpty ? "not named" : string.Join(", ", p.Names))}"))}");
        foreach (var one in system.Attestations)
            Line(to, string.Create(CultureInfo.InvariantCulture, $"    {one.Kind,-15} {one.State}{(one.Date is { } date ? $" by {one.By} on {date:yyyy-MM-dd}" : "")}{(one.Expires is { } end ? $", until {end:yyyy-MM-dd}" : "")}"));
        foreach (var objective in system.Objectives)
            Line(to, string.Create(CultureInfo.InvariantCulture, $"    objective {objective.Name}: {objective.State}{(objective.Controls.IsEmpty ? "" : $" ({objective.Fail} open, {objective.NotEvaluable} not known; {string.Join(", ", objective.Controls)})")}"));
        if (system.NotSelected.Length > 0) Line(to, $"    not selected: {string.Join(", ", system.NotSelected)}");
        Line(to, string.Create(CultureInfo.InvariantCulture, $"    breach from {system.FailOn} on: {system.Breaches}"));
        foreach (var gap in system.Gaps) Line(to, $"    governance gap: {gap}");
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static void Line(TextWriter to, string text) => to.Write(Plain.Of(text).Replace('\n', ' ').TrimEnd() + "\n");
}
