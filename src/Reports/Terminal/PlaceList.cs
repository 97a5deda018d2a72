using Plumbline.Posture.Evidence;

namespace Plumbline.Reports.Terminal;

/// <summary>Lists of things in code, each with the first line that says it; files as seen from the workload's folder.</summary>
internal sealed class PlaceList(TextWriter to, Ink ink, string folder)
{
    private const int Most = 5;
    private const int Label = 12;
    private const int Wide = 56;

    /// <summary>One list; nothing where there is nothing to list.</summary>
    public void Write(string label, IEnumerable<(string What, Origin Origin)> places)
    {
        var all = places.GroupBy(p => p.What, StringComparer.Ordinal).Select(g => (What: g.Key.ReplaceLineEndings(" "), Where: Near(g.First().Origin.ToString()))).ToList();
        if (all.Count == 0) return;
        var wide = Math.Min(Wide, all.Take(Most).Max(p => p.What.Length));
        foreach (var (what, where) in all.Take(Most))
        {
            to.WriteLine($"      {label.PadRight(Label)}{what.PadRight(wide)}  {ink.Faint(where)}");
            label = "";
        }

        if (all.Count > Most) to.WriteLine(ink.Faint($"      {"",-Label}… and {all.Count - Most} more"));
    }

    private string Near(string where) => folder.Length > 1 && where.StartsWith(folder + "/", StringComparison.Ordinal) ? where[(folder.Length + 1)..] : where;
}
