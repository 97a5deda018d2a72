using System.Globalization;
using System.Text;
using System.Xml;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Junit;

/// <summary>How a case ended.</summary>
internal enum JunitOutcome
{
    Passed, Failure, Error, Skipped,
}

/// <summary>One case.</summary>
/// <param name="Name">Unique within its suite.</param>
/// <param name="Class">Control and rule.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Type">Severity, or the kind of gap.</param>
/// <param name="Message">Why it did not pass.</param>
/// <param name="Finding">What it found; null where it passed or is no rule's.</param>
/// <param name="File">Where to look; null: the first evidence of the finding.</param>
internal sealed record JunitCase(string Name, string Class, JunitOutcome Outcome, string Type, string Message, Finding? Finding, string? File = null);

/// <summary>One suite and its cases.</summary>
internal sealed record JunitSuite(string Id, string Name, IReadOnlyList<JunitCase> Cases)
{
    public void Write(XmlWriter xml, DateTimeOffset asOf)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Text(Name));
        Count(xml, Cases);
        xml.WriteAttributeString("timestamp", asOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", "control");
        xml.WriteAttributeString("value", Text(Id));
        xml.WriteEndElement();
        xml.WriteEndElement();
        foreach (var one in Cases) Write(xml, one);
        xml.WriteEndElement();
    }

    public static void Count(XmlWriter xml, IReadOnlyList<JunitCase> cases)
    {
        void Number(string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
        Number("tests", cases.Count);
        Number("failures", cases.Count(c => c.Outcome == JunitOutcome.Failure));
        Number("errors", cases.Count(c => c.Outcome == JunitOutcome.Error));
        Number("skipped", cases.Count(c => c.Outcome == JunitOutcome.Skipped));
        // Nobody measures single verdicts; readers that sum times need a number.
        xml.WriteAttributeString("time", "0");
    }

    private static void Write(XmlWriter xml, JunitCase one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Text(one.Name));
        xml.WriteAttributeString("classname", Text(one.Class));
        xml.WriteAttributeString("time", "0");
        var origin = one.Finding?.Evidence.Select(e => e.Origin).FirstOrDefault(o => o.File is not null);
        if ((one.File ?? origin?.File) is { } file) xml.WriteAttributeString("file", Text(file));
        if (one.File is null && origin is { Line: > 0 }) xml.WriteAttributeString("line", origin.Line.ToString(CultureInfo.InvariantCulture));
        if (one.Outcome != JunitOutcome.Passed)
        {
            xml.WriteStartElement(one.Outcome switch { JunitOutcome.Failure => "failure", JunitOutcome.Error => "error", _ => "skipped" });
            xml.WriteAttributeString("message", Text(one.Message));
            if (one.Outcome != JunitOutcome.Skipped) xml.WriteAttributeString("type", Text(one.Type));
            if (one.Finding is { } finding && one.Outcome == JunitOutcome.Failure) xml.WriteString(Body(finding));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Body(Finding finding)
    {
        var text = new StringBuilder().Append(finding.Message).Append("\n\n");
        foreach (var proof in finding.Evidence) text.Append(CultureInfo.InvariantCulture, $"{proof.Plane.Name(),-9} {proof.Property}: {Brief.Of(proof)}  {proof.Origin}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nwhy here: {finding.Weight}\nfix:\n{finding.Fix}\nfinding: {finding.Id}\n");
        return Plain.Of(text.ToString());
    }

    private static string Text(string text) => Plain.Line(text);
}
