using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;

namespace Plumbline.Reports.Drifts;

/// <summary>Drift for a terminal.</summary>
public static class DriftText
{
    private const int MostLines = 12;
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Writes the page.</summary>
    public static void Write(DriftPage page, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine(Plain($"  {page.Estate} · drift as of {DriftWords.Time(page.AsOf)} UTC · {page.Question.From} → {page.Question.To}{(page.Question.System is { } system ? $" · {system}" : "")}"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {page.Count(DriftState.Drift)} drift · {page.Count(DriftState.Promoted)} promoted · {page.Count(DriftState.Unknown)} not known"));
        foreach (var group in page.Drifts.GroupBy(d => d.Drift.System).OrderBy(g => g.Key.Length == 0).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            to.WriteLine();
            to.WriteLine(Plain($"  {(group.Key.Length == 0 ? "of no system" : group.Key)}"));
            foreach (var dated in group) One(dated, to);
        }

        Closed(page, to);
        Trend(page, to);
    }

    private static void One(DatedDrift dated, TextWriter to)
    {
        var drift = dated.Drift;
        to.WriteLine(Plain($"    {drift.State.Name(),-9} {DriftWords.Sentence(drift)}"));
        if (drift.State == DriftState.Unknown) return;
        to.WriteLine(Plain($"              {DriftWords.Since(dated)}"));
        if (dated.Who is { } who) to.WriteLine(Plain($"              changed by {who.Actor}, {who.Api}, {DriftWords.Time(who.Time)} · {who.Origin}"));
        if (drift.Promotion is { } promotion)
            to.WriteLine(Plain($"              {promotion.Section}/{promotion.Name}{(promotion.Version.Length > 0 ? "@" + promotion.Version : "")} promoted by {string.Join(", ", promotion.By)} from {DriftWords.Time(promotion.Start)} until {DriftWords.Time(promotion.Until)}"));
        foreach (var shown in drift.To.Only.Concat(drift.From.Only).Take(4)) to.WriteLine(Plain($"              {shown.Text}: {shown.Claim.Origin.Source} · {shown.Claim.Origin}"));
        var changes = PromptChanges.Of(drift);
        foreach (var change in changes.Take(MostLines)) to.WriteLine(Plain(string.Create(CultureInfo.InvariantCulture, $"              {change.Sign} {change.Kind} {change.Line} \"{change.Text}\"")));
        if (changes.Length > MostLines) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"              … {changes.Length - MostLines} more lines; --format json has them"));
    }

    private static void Closed(DriftPage page, TextWriter to)
    {
        if (page.Closed.IsEmpty) return;
        to.WriteLine();
        to.WriteLine("  no longer there");
        foreach (var closed in page.Closed)
        {
            to.WriteLine(Plain($"    closed    {DriftWords.Sentence(closed.Drift)}"));
            to.WriteLine(Plain($"              {DriftWords.Ended(closed)}"));
        }
    }

    private static void Trend(DriftPage page, TextWriter to)
    {
        if (page.Trend.Count == 0) return;
        to.WriteLine();
        to.WriteLine($"  trend over {(page.Trend.Count == 1 ? "one scan" : string.Create(CultureInfo.InvariantCulture, $"{page.Trend.Count} scans"))}, {DriftWords.Time(page.Trend[0].Moment)} to {DriftWords.Time(page.Trend[^1].Moment)}");
        var most = Math.Max(1, page.Trend.Max(t => TrendPoint.Registries.Max(t.Of)));
        foreach (var registry in TrendPoint.Registries)
            to.WriteLine($"    {registry,-10} {string.Concat(page.Trend.Select(t => Bar(t.Of(registry), most)))}  {string.Join(' ', page.Trend.TakeLast(12).Select(t => t.Of(registry).ToString(CultureInfo.InvariantCulture)))}");
        to.WriteLine();
    }

    private static char Bar(int count, int most) => count == 0 ? Bars[0] : Bars[Math.Clamp(((count * (Bars.Length - 1)) + most - 1) / most, 1, Bars.Length - 1)];

    // What comes from the estate steers no terminal.
    private static string Plain(string text) => Reports.Plain.Of(text);
}
