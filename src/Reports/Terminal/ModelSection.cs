using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>The model files of the estate, the worst first: what each is, the verdict, and what speaks most against it.</summary>
internal static class ModelSection
{
    private const int Most = 40;
    private const int WidestFile = 60;
    private static readonly string[] Order = ["malicious", "review", "not-scanned", "clean"];

    public static void Write(Report report, TextWriter to, Ink ink)
    {
        var files = (from row in report.Graph.Rows
                     from said in row.Said(Plane.Declared, "artifact")
                     let verdict = said.Value.Field("verdict") ?? ""
                     let file = said.Value.Field("file") ?? row.Name
                     orderby Array.IndexOf(Order, verdict), file
                     select (File: file, Verdict: verdict, said.Value)).ToList();
        if (files.Count == 0) return;
        var counts = files.GroupBy(f => f.Verdict).OrderBy(g => Array.IndexOf(Order, g.Key)).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count():n0} {g.Key}"));
        to.WriteLine($"  {ink.Bold("MODEL FILES")}  {string.Join(" · ", counts)}");
        var wide = Math.Min(WidestFile, files.Take(Most).Max(f => f.File.Length));
        foreach (var (file, verdict, value) in files.Take(Most))
            to.WriteLine($"    {Painted(verdict, value, ink)}  {file.PadRight(wide)}  {ink.Faint((value.Field("format") ?? "").PadRight(14))}  {Worst(value)}".TrimEnd());
        if (files.Count > Most) to.WriteLine(ink.Faint(string.Create(CultureInfo.InvariantCulture, $"    … and {files.Count - Most:n0} more: `plumb bom` lists all")));
        to.WriteLine();
    }

    private static string Painted(string verdict, Value value, Ink ink) => verdict switch
    {
        "malicious" => ink.Of(value.Field("danger") == "critical" ? Severity.Critical : Severity.High, verdict.PadRight(11)),
        "review" => ink.Of(Severity.Medium, verdict.PadRight(11)),
        "not-scanned" => ink.Of(Verdict.NotEvaluable, verdict.PadRight(11)),
        _ => verdict.PadRight(11),
    };

    private static string Worst(Value value)
    {
        var map = value.AsMap!;
        if (map["signs"].AsList?.Items is [var sign, ..]) return $"{sign.Field("kind")}: {sign.Field("subject")} {sign.Field("place")}";
        return map["notScanned"].AsList?.Items is [var reason, ..] ? reason.AsString ?? "" : "";
    }
}
