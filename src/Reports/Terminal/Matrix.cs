using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>Workloads down, controls across, the worst verdict in each cell.</summary>
internal static class Matrix
{
    private static readonly (string Control, string Column)[] Columns =
    [
        ("model-version-pinning", "pin"), ("prompt-cache-integrity", "cache"), ("eval-gate", "eval"), ("model-egress", "egress"),
        ("agent-action-policy", "agent"), ("training-data-lineage", "lineage"), ("guardrail-drift", "guard"), ("audit-trail", "audit"),
    ];

    public static void Write(Report report, TextWriter to, Ink ink)
    {
        var cells = report.Assessment.Matrix.ToDictionary(c => (c.Workload.Id, c.Control));
        var rows = report.Assessment.Matrix.Select(c => c.Workload).Distinct().ToList();
        var columns = Columns.Where(c => report.Assessment.Matrix.Any(m => m.Control == c.Control)).ToList();
        if (rows.Count == 0 || columns.Count == 0) return;
        var wide = rows.Max(r => Label(r).Length);
        to.WriteLine($"  {new string(' ', wide)}   {string.Join("  ", columns.Select(c => c.Column.PadRight(7)))}".TrimEnd());
        foreach (var row in rows)
        {
            var marks = columns.Select(c => Mark(cells[(row.Id, c.Control)], ink));
            to.WriteLine($"  {Label(row).PadRight(wide)}   {string.Join("  ", marks)}");
        }

        to.WriteLine(ink.Faint($"  {new string(' ', wide)}   ● in line   ✗ out of line   ? not evaluable   – not applicable{(cells.Values.Any(c => c.IsWaived) ? "   w waived" : "")}"));
        to.WriteLine();
    }

    private static string Label(Posture.Graph.AssetRow row) =>
        (row.Fact("environment") is { } environment and not "production" ? $"{row.Name} ({environment})" : row.Name).ReplaceLineEndings(" ");

    private static string Mark(Cell cell, Ink ink) => cell.IsWaived ? "w      " : ink.Of(cell.Verdict, cell.Verdict switch
    {
        Verdict.Pass => "●",
        Verdict.Fail => "✗",
        Verdict.NotEvaluable => "?",
        _ => "–",
    }) + "      ";
}
