using Plumbline.Posture.Assets;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>Flows of data, one line each way from a source to who gets it.</summary>
internal static class FlowLines
{
    private const int Most = 12;

    public static void Write(Report report, TextWriter to, Ink ink)
    {
        var flows = Flow.Of(report.Graph);
        var lines = flows.SelectMany(Ways).ToList();
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

    private static IEnumerable<(string Way, string Classes)> Ways(Flow flow)
    {
        var onward = flow.Arrows.ToLookup(a => a.From, a => a.To);
        var heads = flow.Arrows.Select(a => a.To).ToHashSet();
        var nodes = flow.Nodes.ToDictionary(n => n.Id);
        var pending = new Stack<List<AssetId>>(flow.Nodes.Where(n => !heads.Contains(n.Id)).Reverse().Select(n => new List<AssetId> { n.Id }));
        for (var steps = 0; steps < 2000 && pending.TryPop(out var way); steps++)
        {
            var next = onward[way[^1]].Where(n => !way.Contains(n)).Distinct().OrderDescending().ToList();
            foreach (var id in next) pending.Push([.. way, id]);
            if (next.Count > 0 || way.Count < 2) continue;
            yield return (string.Join(" → ", way.Select(id => $"{nodes[id].Kind} {nodes[id].Name}")), string.Join(", ", nodes[way[^1]].Classes));
        }
    }
}
