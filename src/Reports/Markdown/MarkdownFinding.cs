using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Markdown;

/// <summary>One finding: sentence, evidence by plane, why here, fix.</summary>
internal static partial class MarkdownFinding
{
    private const int MostEvidence = 8;
    private const int MostText = 300;

    public static void Write(Finding finding, int number, StringWriter to)
    {
        to.WriteLine($"#### {number}. {finding.Weight.Severity.Name()}: {Md.Text(Plain.Cut(Plain.Line(finding.Message), 600))}");
        to.WriteLine();
        to.WriteLine($"{Md.Code($"{finding.Rule.Control}/{finding.Rule.Id}")} · {finding.Asset.Id.Kind.Name()} {Md.Code(finding.Asset.Id.Key)} · finding {Md.Code(finding.Id)}{(finding.Rule.Maturity == Posture.Rules.Maturity.Experimental ? " · experimental rule" : "")}");
        to.WriteLine();
        if (!finding.Evidence.IsEmpty) Evidence(finding, to);
        if (!finding.Weight.Terms.IsEmpty) to.WriteLine($"**Why here** {Md.Text(finding.Weight.ToString())}\n");
        to.WriteLine("<details><summary>Fix</summary>\n");
        foreach (var line in Plain.Of(finding.Fix).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var step = Steps().Match(line);
            to.WriteLine(step.Success ? $"{step.Groups[1].Value}. {Md.Text(step.Groups[2].Value)}" : Md.Text(line));
        }

        to.WriteLine("\n</details>\n");
    }

    private static void Evidence(Finding finding, StringWriter to)
    {
        to.WriteLine("| plane | says | where |");
        to.WriteLine("|---|---|---|");
        var seen = finding.Evidence.Select(p => (p.Plane, Text: Brief.Of(p), Where: p.Origin.ToString())).DistinctBy(p => (p.Plane, p.Text)).ToList();
        foreach (var (plane, text, where) in seen.Take(MostEvidence)) to.WriteLine($"| {plane.Name()} | {Md.Code(Plain.Cut(text, MostText))} | {Md.Code(where)} |");
        if (seen.Count > MostEvidence) to.WriteLine($"| | … {seen.Count - MostEvidence} more | |");
        to.WriteLine();
    }

    [GeneratedRegex(@"^(\d{1,2})\.\s+(.*)$", RegexOptions.Singleline)]
    private static partial Regex Steps();
}
