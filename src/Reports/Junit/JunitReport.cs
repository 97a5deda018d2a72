using System.Globalization;
using System.Text;
using System.Xml;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Junit;

/// <summary>JUnit XML: one suite for each control, one case for each rule and asset it applies to, and a suite for the evidence itself.</summary>
/// <remarks>A pass is asked again of the frozen graph, so a case stands for a real verdict. Not applicable is no case.</remarks>
public sealed class JunitReport : IReportFormat
{
    /// <inheritdoc/>
    public string Name => "junit";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look)
    {
        List<JunitSuite> suites = [Evidence(report), .. Controls.Of(report).Select(c => Control(c, report))];
        using (var xml = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, CloseOutput = false }))
        {
            xml.WriteRaw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", Plain.Line($"{Product.Name} {report.Scope.Name}"));
            JunitSuite.Count(xml, [.. suites.SelectMany(s => s.Cases)]);
            foreach (var suite in suites) suite.Write(xml, report.Scope.AsOf);
            xml.WriteEndElement();
        }

        to.Write('\n');
    }

    private static JunitSuite Control(string control, Report report)
    {
        var findings = report.Assessment.Findings.ToDictionary(f => (f.Rule.Id, f.Asset.Id));
        var cases = new List<JunitCase>();
        foreach (var condition in report.Rulebook.Conditions.Where(c => c.Rule.Control == control))
        {
            foreach (var row in report.Graph.Pages(condition.Rule.Asset).SelectMany(p => p))
            {
                var verdict = condition.Of(row);
                if (verdict == Verdict.NotApplicable) continue;
                var finding = findings.GetValueOrDefault((condition.Rule.Id, row.Id));
                cases.Add(new JunitCase($"{condition.Rule.Id} · {row.Name} [{row.Id.Key}]", $"{control}.{condition.Rule.Id}", OutcomeOf(verdict, finding, out var type, out var message), type, message, finding));
            }
        }

        return new JunitSuite(control, Controls.Name(control), cases);
    }

    private static JunitOutcome OutcomeOf(Verdict verdict, Finding? finding, out string type, out string message)
    {
        (type, message) = (finding?.Weight.Severity.Name() ?? "", finding?.Message ?? "");
        if (finding is { IsWaived: true })
        {
            message = $"waived by {WaiverText.Of(finding.Waiver!)}. {message}";
            return JunitOutcome.Skipped;
        }

        // An experimental rule is shown and never fails a build.
        if (verdict == Verdict.Fail && finding?.Rule.Maturity == Maturity.Experimental)
        {
            message = $"experimental rule, does not hold: {message}";
            return JunitOutcome.Skipped;
        }

        if (verdict == Verdict.NotEvaluable) message = $"not evaluable: {message}";
        return verdict switch { Verdict.Pass => JunitOutcome.Passed, Verdict.Fail => JunitOutcome.Failure, _ => JunitOutcome.Skipped };
    }

    private static JunitSuite Evidence(Report report)
    {
        var cases = report.Graph.Gaps.Select(g => new JunitCase(
            $"{g.Gap.Source} · {g.Gap.Reason}{(g.Origin.File is { } file && !g.Gap.Reason.Contains(file, StringComparison.Ordinal) ? $" ({file})" : "")}", $"evidence.{g.Gap.Plane.Name()}", g.Gap.Kind == GapKind.Unreadable ? JunitOutcome.Error : JunitOutcome.Skipped,
            g.Gap.Kind.Name(), $"{g.Gap.Reason}. {g.Gap.Fix}", null, g.Origin.File)).DistinctBy(c => c.Name).ToList();
        cases.AddRange(report.Rulebook.Problems.Select(p => new JunitCase($"rule · {p.Path}", "evidence.rules", JunitOutcome.Error, "rule", p.Message, null)));
        foreach (var plane in Enum.GetValues<Plane>())
        {
            var claims = report.Graph.ClaimCounts[(int)plane];
            var outcome = claims > 0 ? JunitOutcome.Passed : JunitOutcome.Skipped;
            cases.Add(new JunitCase($"{plane.Name()} plane was read", "evidence.planes", outcome, "missing", claims > 0 ? "" : "no file of the estate speaks on this plane", null));
        }

        return new JunitSuite("evidence", string.Create(CultureInfo.InvariantCulture, $"Evidence: {report.Graph.Gaps.Length} gaps"), cases);
    }
}
