using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>What somebody answers for, and the waivers that no longer carry anything.</summary>
internal static class Waived
{
    public static void Write(Report report, TextWriter to, Look look, Ink ink)
    {
        var tallies = report.Assessment.Waivers;
        if (tallies.IsEmpty) return;
        var findings = report.Waived.ToList();
        to.WriteLine($"  {ink.Bold("WAIVED")}  {findings.Count} {(findings.Count == 1 ? "finding" : "findings")} that somebody answers for");
        var number = report.Failures.Count();
        foreach (var finding in findings)
        {
            var text = $"{finding.Rule.Id} · {finding.Asset.Name} · {WaiverText.Of(finding.Waiver!)}";
            Lines($"{++number,4}  ", text, to, look);
        }

        foreach (var tally in tallies.Where(t => t.Findings == 0))
            Lines("   -  ", $"{tally.Waiver.Rule} · {tally.Origin} · {WaiverText.Idle(tally)}", to, look);
        to.WriteLine();
    }

    private static void Lines(string head, string text, TextWriter to, Look look)
    {
        foreach (var line in Wrap.Lines(text, Math.Max(look.Width - 10, 40)))
        {
            to.WriteLine($"  {head}{line}");
            head = new string(' ', head.Length);
        }
    }
}
