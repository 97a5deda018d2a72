using System.CommandLine;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Diagnosis;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb diagnose PATH…`: how well the AI of an estate is known, question by question, answered from evidence.</summary>
internal static class DiagnoseCommand
{
    public static Command Make() => ReportVerb.Make("diagnose", "Answer from evidence how well the AI is known: three disciplines, preparation, warning signs, blind spots.", Write);

    private static void Write(Report report, bool isJson, TextWriter to)
    {
        var book = DiagnosisBook.Of(report, Surroundings.OneLook);
        if (isJson) DiagnosisJson.Write(report.Scope.Name, book, to);
        else DiagnosisText.Write(report.Scope.Name, book, to);
    }
}
