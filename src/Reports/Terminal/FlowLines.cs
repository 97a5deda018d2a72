using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>Flows of data, one line each way from a source to who gets it.</summary>
internal static class FlowLines
{
    private const int Most = 12;

    public static void Write(Report report, TextWriter to, Ink ink)
    {
        var lines = Flow.Of(report.Graph).SelectMany(f => f.Ways()).Select(w => (Way: string.Join(" → ", w.Select(n => $"{n.Kind} {n.Name}")), Classes: string.Join(", ", w[^1].Classes))).ToList();
        if (lines.Count == 0) return;
        to.WriteLine($"  {ink.Bold("DATA FLOWS")}  from where it lies to who gets it");
        foreach (var (way, classes) in lines.Take(Most))
        {
            var first = true;
            foreach (var line in Wrap.Lines(way + (classes.Length > 0 ? $"  ({classes})" : ""), 108))
            {
                to.WriteLine((first ? "      " : "        ") + line);
                first = false;
            }
        }

        if (lines.Count > Most) to.WriteLine($"      and {lines.Count - Most} more; the HTML report draws all");
        to.WriteLine();
    }
}
