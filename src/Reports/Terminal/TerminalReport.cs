using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>The report a person reads: the most important first, planes side by side, what was not seen as loud as what was.</summary>
public sealed class TerminalReport : IReportFormat
{
    private const int ShownWhole = 6;
    private const int ShownInAll = 30;

    /// <inheritdoc/>
    public string Name => "terminal";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look)
    {
        using var page = new Screen();
        var ink = new Ink(look.Colour);
        Page(report, page, look, ink);
        to.Write(ink.Safe(page.ToString()));
    }

    private static void Page(Report report, TextWriter to, Look look, Ink ink)
    {
        Head(report, to, ink);
        if (IsCodeAlone(report)) Inventory(report, to, ink);
        OutOfLine(report, to, look, ink);
        if (!IsCodeAlone(report)) Inventory(report, to, ink);
        Waived.Write(report, to, look, ink);
        NotEvaluable(report, to, look, ink);
        Gaps(report, to, look, ink);
        AccountTable.Write(report, to, ink);
        if (!IsCodeAlone(report)) Matrix.Write(report, to, ink);
        Foot(report, to, look, ink);
    }

    private static void Head(Report report, TextWriter to, Ink ink)
    {
        var rows = report.Graph.Rows.Where(r => r.Id.Kind != AssetKind.RegistryEntry).ToList();
        var accounts = rows.Select(r => r.Fact("account")).OfType<string>().Distinct().Count();
        var systems = rows.Count(r => r.Id.Kind == AssetKind.AiSystem);
        var planes = string.Join(", ", Enum.GetValues<Plane>().Select(p =>
            string.Create(CultureInfo.InvariantCulture, $"{p.Name()} {report.Graph.ClaimCounts[(int)p]:n0}")));
        var read = report.Graph.ClaimCounts.Count(c => c > 0);
        to.WriteLine();
        to.WriteLine($"  {ink.Bold("plumbline")} · {report.Scope.Name} · {Count(accounts, "account")} · {Count(systems, "AI system")} · {Count(rows.Count, "asset")} · {Count(read, "plane")} read ({planes})");
        to.WriteLine(ink.Faint($"  as of {report.Scope.AsOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC"));
        to.WriteLine();
    }

    private static void OutOfLine(Report report, TextWriter to, Look look, Ink ink)
    {
        var failures = report.Failures.ToList();
        if (failures.Count == 0)
        {
            var passes = report.Assessment.Tally.Values.Sum(t => t.Pass);
            to.WriteLine(passes > 0 && report.Graph.ClaimCounts.Count(c => c > 0) > 1
                ? $"  {ink.Bold("IN LINE")}  {Count(passes, "comparison")} between planes hold; nothing found out of line."
                : $"  {ink.Bold("NOTHING COMPARED")}  no two planes speak of the same AI workload here, so nothing can be said to be in line.");
            to.WriteLine();
            return;
        }

        var counts = failures.GroupBy(f => f.Weight.Severity).OrderByDescending(g => g.Key).Select(g => ink.Of(g.Key, $"{g.Count()} {g.Key.Name()}"));
        to.WriteLine($"  {ink.Bold("OUT OF LINE")}    {string.Join("  ", counts)}");
        for (var i = 0; i < failures.Count && i < ShownInAll; i++)
        {
            if (i < ShownWhole && failures[i].Weight.Severity > Severity.Low) Whole(failures[i], i + 1, to, look, ink);
            else Line(failures[i], i + 1, to, look, ink);
        }

        if (failures.Count > ShownInAll) to.WriteLine(ink.Faint($"    … and {failures.Count - ShownInAll} more: --format json shows all"));
        to.WriteLine();
    }

    private static void Whole(Finding finding, int number, TextWriter to, Look look, Ink ink)
    {
        var bar = ink.Of(finding.Weight.Severity, "▌");
        var width = Math.Max(look.Width - 8, 40);
        var head = Wrap.Lines(Plain.Line(finding.Message), width).ToList();
        to.WriteLine($"  {bar} {ink.Bold($"{number,-2} {head[0]}")}");
        foreach (var more in head.Skip(1)) to.WriteLine($"  {bar}    {ink.Bold(more)}");
        to.WriteLine($"  {bar}    {finding.Rule.Control}/{finding.Rule.Id} · {ink.Of(finding.Weight.Severity, finding.Weight.Severity.Name())}");
        foreach (var group in finding.Evidence.GroupBy(e => e.Plane)) Plane(group, to, look, ink);
        if (!finding.Weight.Terms.IsEmpty) to.WriteLine($"  │    why here   {finding.Weight}");
        if (finding.Waiver is { } use) Labelled("waiver", WaiverText.Of(use), to, width);
        Labelled("fix", finding.Fix, to, width);
        to.WriteLine();
    }

    private static void Plane(IGrouping<Plane, Proof> proofs, TextWriter to, Look look, Ink ink)
    {
        var label = proofs.Key.Name();
        var seen = proofs.Select(p => (Text: Brief.Of(p), p.Origin)).DistinctBy(p => p.Text).ToList();
        var wide = Math.Min(seen.Take(3).Max(s => s.Text.Length), Math.Max(look.Width - 50, 30));
        foreach (var (text, origin) in seen.Take(3))
        {
            to.WriteLine($"  │    {ink.Of(proofs.Key, label.PadRight(10))} {text.PadRight(wide)}  {ink.Faint(Near(origin, look.Width - 19 - Math.Max(wide, text.Length)))}");
            label = "";
        }

        if (seen.Count > 3) to.WriteLine($"  │    {"",-10} {ink.Faint($"and {seen.Count - 3} more")}");
    }

    // Log deliveries lie deep and have long names: the first folder and the end tell them apart; explain and JSON give the whole path.
    private static string Near(Origin origin, int room)
    {
        var text = origin.ToString();
        room = Math.Max(room, 24);
        if (text.Length <= room || text.IndexOf('/', StringComparison.Ordinal) is not (> 0 and < 16 and var slash)) return text;
        return $"{text[..slash]}/…{text[^(room - slash - 2)..]}";
    }

    private static void Labelled(string label, string text, TextWriter to, int width)
    {
        foreach (var line in Wrap.Lines(text, width - 11).Where(l => l.Length > 0))
        {
            to.WriteLine($"  │    {label,-10} {line}");
            label = "";
        }
    }

    private static void Line(Finding finding, int number, TextWriter to, Look look, Ink ink)
    {
        var severity = finding.Weight.Severity;
        var lines = Wrap.Lines(Plain.Line(finding.Message), Math.Max(look.Width - 18, 40)).ToList();
        to.WriteLine($"  {number,4}  {ink.Of(severity, severity.Name().PadRight(8))}  {lines[0]}{(lines.Count > 1 ? " …" : "")}");
    }

    private static void Inventory(Report report, TextWriter to, Ink ink)
    {
        CodeSection.Write(report, to, ink);
        DeclaredSection.Write(report, to, ink);
        FlowLines.Write(report, to, ink);
        ModelSection.Write(report, to, ink);
    }

    // Somebody scans a checkout: what is in it is the answer, and no other plane was read that it could be compared with.
    private static bool IsCodeAlone(Report report) =>
        report.Graph.ClaimCounts is [0, > 0, 0, 0];

    private static void NotEvaluable(Report report, TextWriter to, Look look, Ink ink)
    {
        var cells = report.Assessment.Matrix.Where(c => c.Verdict == Verdict.NotEvaluable).ToList();
        if (cells.Count == 0) return;
        if (IsCodeAlone(report))
        {
            var lines = Wrap.Lines(
                $"{Count(cells.Count, "cell")} of {Count(cells.Select(c => c.Workload.Id).Distinct().Count(), "workload")}: only the code was read, so nothing is compared and nothing passes. Say what was approved in a registry (docs/registry.md); add the control plane's answers and the logs (docs/estate.md).",
                Math.Max(look.Width - 17, 40)).ToList();
            to.WriteLine($"  {ink.Bold("NOT EVALUABLE")}  {lines[0]}");
            foreach (var line in lines.Skip(1)) to.WriteLine($"                 {line}");
            to.WriteLine();
            return;
        }

        to.WriteLine($"  {ink.Bold("NOT EVALUABLE")}  {Count(cells.Count, "cell")}: evidence is missing, so nothing there passes.");
        foreach (var fix in report.Open.GroupBy(f => f.Fix).OrderByDescending(g => g.Count()).Take(4))
        {
            var who = string.Join(", ", fix.Select(f => f.Asset.Name).Distinct().Order(StringComparer.Ordinal).Take(4));
            foreach (var line in Wrap.Lines(Plain.Line($"{who}: {fix.Key}"), Math.Max(look.Width - 17, 40))) to.WriteLine($"                 {line}");
        }

        to.WriteLine();
    }

    private static void Gaps(Report report, TextWriter to, Look look, Ink ink)
    {
        if (report.Rulebook.Problems.Length > 0)
        {
            to.WriteLine($"  {ink.Bold("RULES SKIPPED")}");
            foreach (var problem in report.Rulebook.Problems.Take(10)) to.WriteLine($"    {problem}");
            to.WriteLine();
        }

        if (report.Graph.Gaps.IsEmpty) return;
        to.WriteLine($"  {ink.Bold("NOT SEEN")}");
        foreach (var (gap, _) in report.Graph.Gaps.DistinctBy(g => g.Gap.Reason).OrderBy(g => g.Gap.Kind).Take(12))
        {
            var lines = Wrap.Lines(Plain.Line($"{gap.Reason}. {gap.Fix}"), Math.Max(look.Width - 18, 40)).ToList();
            to.WriteLine($"    {gap.Kind.Name(),-10}  {lines[0]}");
            foreach (var more in lines.Skip(1)) to.WriteLine($"                {more}");
        }

        if (report.Graph.Gaps.Length > 12) to.WriteLine(ink.Faint($"    … and {report.Graph.Gaps.Length - 12} more"));
        to.WriteLine();
    }

    private static void Foot(Report report, TextWriter to, Look look, Ink ink)
    {
        var took = look.Elapsed is { } elapsed ? string.Create(CultureInfo.InvariantCulture, $" · {elapsed.TotalSeconds:0.00} s") : "";
        to.WriteLine(ink.Faint($"  {Count(report.Failures.Count(), "finding")} · {Count(report.Graph.Gaps.Length, "gap")}{took}        plumb explain 1 · plumb scan … --format html|json|…"));
        to.WriteLine();
    }

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:n0} {noun}{(number == 1 ? "" : "s")}");
}
