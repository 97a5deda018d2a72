using System.Globalization;
using Plumbline.Posture.Findings;
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
            var text = $"{finding.Rule.Id} · {finding.Asset.Name} · {Sentence(finding.Waiver!)}";
            Lines($"{++number,4}  ", text, to, look);
        }

        foreach (var tally in tallies.Where(t => t.Findings == 0))
            Lines("   -  ", $"{tally.Waiver.Rule} · {tally.Origin} · {Idle(tally)}", to, look);
        to.WriteLine();
    }

    /// <summary>Whose it is, until when, and why it does not hold where it does not.</summary>
    public static string Sentence(WaiverUse use) => use.State switch
    {
        WaiverState.Holds => $"{use.Waiver.Owner} until {Day(use.Waiver.Until)}: {use.Waiver.Reason}",
        WaiverState.Expired => $"that of {use.Waiver.Owner} ran out on {Day(use.Waiver.Until)} ({use.Origin})",
        WaiverState.Ahead => $"that of {use.Waiver.Owner} begins on {Day(use.Waiver.From!.Value)} ({use.Origin})",
        _ => $"that of {use.Waiver.Owner} ({use.Origin}) does not name {string.Join(", ", use.Beyond.Select(w => w.Digest))}: something new is wrong",
    };

    private static string Idle(WaiverTally tally) => tally.State switch
    {
        WaiverState.Expired => $"ran out on {Day(tally.Waiver.Until)}",
        WaiverState.Ahead => $"begins on {Day(tally.Waiver.From!.Value)}",
        WaiverState.Outgrown => "something new is wrong that it does not name",
        _ => "carries no finding: take it out, or see whether rule and scope are spelled right",
    };

    private static void Lines(string head, string text, TextWriter to, Look look)
    {
        foreach (var line in Wrap.Lines(text, Math.Max(look.Width - 10, 40)))
        {
            to.WriteLine($"  {head}{line}");
            head = new string(' ', head.Length);
        }
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
