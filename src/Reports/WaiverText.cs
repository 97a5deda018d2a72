using System.Globalization;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports;

/// <summary>Waivers in words.</summary>
public static class WaiverText
{
    /// <summary>Whose it is, until when, and why it does not hold where it does not.</summary>
    public static string Of(WaiverUse use) => use.State switch
    {
        WaiverState.Holds => $"{use.Waiver.Owner} until {Day(use.Waiver.Until)}: {use.Waiver.Reason}",
        WaiverState.Expired => $"that of {use.Waiver.Owner} ran out on {Day(use.Waiver.Until)} ({use.Origin})",
        WaiverState.Ahead => $"that of {use.Waiver.Owner} begins on {Day(use.Waiver.From!.Value)} ({use.Origin})",
        _ => $"that of {use.Waiver.Owner} ({use.Origin}) does not name {string.Join(", ", use.Beyond.Select(w => w.Digest))}: something new is wrong",
    };

    /// <summary>Why a waiver carries no finding.</summary>
    public static string Idle(WaiverTally tally) => tally.State switch
    {
        WaiverState.Expired => $"ran out on {Day(tally.Waiver.Until)}",
        WaiverState.Ahead => $"begins on {Day(tally.Waiver.From!.Value)}",
        WaiverState.Outgrown => "something new is wrong that it does not name",
        _ => "carries no finding: take it out, or see whether rule and scope are spelled right",
    };

    /// <summary>`2027-03-01`.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
