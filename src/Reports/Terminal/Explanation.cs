using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>One finding, or one rule, told to the end.</summary>
public static class Explanation
{
    /// <summary>A finding: every claim, every term of its weight, why, the fix, the incidents.</summary>
    public static void Of(Finding finding, TextWriter to, Look look) => Safely(to, look, (page, ink) => Page(finding, page, look, ink));

    private static void Page(Finding finding, TextWriter to, Look look, Ink ink)
    {
        var width = Math.Max(look.Width - 4, 40);
        to.WriteLine();
        foreach (var line in Wrap.Lines(Plain.Line(finding.Message), width)) to.WriteLine($"  {ink.Bold(line)}");
        to.WriteLine();
        to.WriteLine($"  finding      {finding.Id}");
        to.WriteLine($"  rule         {finding.Rule.Control}/{finding.Rule.Id} · {finding.Rule.Title} · {finding.Rule.Maturity.Name()}");
        to.WriteLine($"  asset        {finding.Asset.Id}");
        to.WriteLine($"  verdict      {ink.Of(finding.Verdict, finding.Verdict.Name())}");
        to.WriteLine($"  severity     {ink.Of(finding.Weight.Severity, finding.Weight.Severity.Name())} = {finding.Rule.Severity.Name()} by itself ({(int)finding.Rule.Severity * Weight.Step}){(finding.Weight.Terms.IsEmpty ? "" : " · ")}{finding.Weight} = {finding.Weight.Score}");
        to.WriteLine($"  instruments  {string.Join(", ", finding.Evidence.Select(e => e.Origin.Source).Distinct().Order(StringComparer.Ordinal))}");
        if (!finding.Missing.IsEmpty) to.WriteLine($"  missing      {string.Join(", ", finding.Missing)}");
        to.WriteLine();
        foreach (var group in finding.Evidence.GroupBy(e => e.Plane)) Plane(group, to, ink);
        Wrong(finding, to, ink);
        Paragraph("why", finding.Rule.Why, to, ink, width);
        Paragraph("fix", finding.Fix, to, ink, width);
        Background(finding.Rule, to, ink);
    }

    private static void Wrong(Finding finding, TextWriter to, Ink ink)
    {
        if (finding.Weaknesses.IsEmpty) return;
        to.WriteLine($"  {ink.Bold("weaknesses")}");
        foreach (var weakness in finding.Weaknesses)
        {
            var what = weakness.Plane is { } plane ? $"{plane.Name()} {weakness.Property}: {Brief.Of(weakness.Value, weakness.Property)}" : "what should be there is not";
            to.WriteLine($"    {weakness.Digest}  {what}");
        }

        if (finding.Waiver is { } use) to.WriteLine($"    waiver: {WaiverText.Of(use)}");
        to.WriteLine();
    }

    /// <summary>A rule: what it asks, why, and how often each verdict fell.</summary>
    public static void Of(Rule rule, Report report, TextWriter to, Look look) => Safely(to, look, (page, ink) => Page(rule, report, page, look, ink));

    private static void Safely(TextWriter to, Look look, Action<TextWriter, Ink> write)
    {
        var ink = new Ink(look.Colour);
        using var page = new Screen();
        write(page, ink);
        to.Write(ink.Safe(page.ToString()));
    }

    private static void Page(Rule rule, Report report, TextWriter to, Look look, Ink ink)
    {
        var width = Math.Max(look.Width - 4, 40);
        var tally = report.Assessment.Tally[rule.Id];
        to.WriteLine();
        to.WriteLine($"  {ink.Bold(rule.Title)}");
        to.WriteLine($"  {rule.Control}/{rule.Id} · {rule.Asset.Name()} · {rule.Severity.Name()} · {rule.Maturity.Name()} · {rule.Path}");
        to.WriteLine();
        if (rule.Where is { } where) Paragraph("where", where, to, ink, width);
        Paragraph("expect", rule.Expect, to, ink, width);
        to.WriteLine($"  here         {tally.Fail} fail · {tally.NotEvaluable} not evaluable · {tally.Pass} pass · {tally.NotApplicable} not applicable");
        to.WriteLine();
        Paragraph("why", rule.Why, to, ink, width);
        Paragraph("fix", rule.Fix, to, ink, width);
        Background(rule, to, ink);
        foreach (var finding in report.Assessment.Findings.Where(f => f.Rule.Id == rule.Id)) to.WriteLine($"  {finding.Verdict.Name(),-13} {finding.Message}");
        to.WriteLine();
    }

    private static void Plane(IGrouping<Plane, Proof> proofs, TextWriter to, Ink ink)
    {
        to.WriteLine($"  {ink.Of(proofs.Key, proofs.Key.Name())}");
        foreach (var proof in proofs)
        {
            var time = proof.Time is { } at ? $" · {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "";
            to.WriteLine($"    {proof.Property,-14} {Brief.Of(proof)}");
            to.WriteLine(ink.Faint($"    {"",-14} {proof.Origin.Source} · {proof.Origin}{(proof.Origin.Api is { } api ? $" · {api}" : "")}{(proof.Origin.Event is { } id ? $" · {id}" : "")}{time}"));
        }

        to.WriteLine();
    }

    private static void Paragraph(string label, string text, TextWriter to, Ink ink, int width)
    {
        to.WriteLine($"  {ink.Bold(label)}");
        foreach (var line in Wrap.Lines(text, width - 2)) to.WriteLine($"    {line}");
        to.WriteLine();
    }

    private static void Background(Rule rule, TextWriter to, Ink ink)
    {
        to.WriteLine($"  {ink.Bold("incidents")}");
        foreach (var incident in rule.Incidents) to.WriteLine($"    {incident.Date} {incident.Title} {incident.Url}");
        to.WriteLine();
        foreach (var (framework, requirements) in rule.Maps) to.WriteLine($"  {framework,-14} {string.Join(", ", requirements)}");
        if (rule.Maps.Count > 0) to.WriteLine();
    }
}
