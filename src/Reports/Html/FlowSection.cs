using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Html;

/// <summary>Flows of data drawn from left to right: where it comes from, what it goes through, who gets it; each arrow with its evidence below.</summary>
internal static class FlowSection
{
    private const int Most = 20;
    private const double Wide = 168, High = 46, Across = 212, Down = 62, Edge = 8;
    private const int LongestName = 24;

    public static void Write(Estate estate, Page page)
    {
        var flows = Flow.Of(estate.Report.Graph);
        if (flows.IsEmpty) return;
        page.Add($"<section id=\"flows\" class=\"block\">\n<h2>Where data flows</h2>\n<p>{Words.Count(flows.Length, "flow")} of data into AI, from its source to whoever gets it. Classes of data travel along the arrows.</p>\n");
        foreach (var flow in flows.Take(Most)) One(flow, page);
        page.Raw("</section>\n");
    }

    private static void One(Flow flow, Page page)
    {
        var places = Places(flow);
        var (width, height) = (places.Values.Max(p => p.X) + Wide + Edge, places.Values.Max(p => p.Y) + High + Edge);
        page.Add($"<div class=\"scroll\"><svg role=\"img\" aria-label=\"{Said(flow)}\" width=\"{new Coordinate(width)}\" height=\"{new Coordinate(height)}\" viewBox=\"0 0 {new Coordinate(width)} {new Coordinate(height)}\" font-size=\"12\" fill=\"currentColor\">\n");
        foreach (var arrow in flow.Arrows) Line(places[arrow.From], places[arrow.To], arrow.Verb, page);
        foreach (var node in flow.Nodes) Box(node, places[node.Id], page);
        page.Raw("</svg></div>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">Because</th><th scope=\"col\">Origin</th></tr></thead><tbody>\n");
        var names = flow.Nodes.ToDictionary(n => n.Id, n => $"{n.Kind} {n.Name}");
        foreach (var arrow in flow.Arrows)
            page.Add($"<tr><td>{names[arrow.From]}</td><td>{names[arrow.To]}</td><td>{arrow.Verb}</td><td>{arrow.Origin?.ToString() ?? "their names"}</td></tr>\n");
        page.Raw("</tbody></table></div>\n");
    }

    private static Dictionary<AssetId, (double X, double Y)> Places(Flow flow) => flow.Nodes.GroupBy(n => n.Column)
        .SelectMany(c => c.Select((n, i) => (n.Id, X: Edge + (c.Key * Across), Y: Edge + (i * Down)))).ToDictionary(p => p.Id, p => (p.X, p.Y));

    private static void Box(FlowNode node, (double X, double Y) at, Page page)
    {
        page.Add($"<g><title>{node.Kind} {node.Name}</title><rect x=\"{new Coordinate(at.X)}\" y=\"{new Coordinate(at.Y)}\" width=\"{new Coordinate(Wide)}\" height=\"{new Coordinate(High)}\" rx=\"6\" fill=\"none\" stroke=\"currentColor\"/>");
        page.Add($"<text x=\"{new Coordinate(at.X + 8)}\" y=\"{new Coordinate(at.Y + 19)}\" font-weight=\"600\">{Cut(node.Name)}</text>");
        page.Add($"<text x=\"{new Coordinate(at.X + 8)}\" y=\"{new Coordinate(at.Y + 36)}\" font-size=\"10\">{Cut(node.Classes.IsEmpty ? node.Kind : $"{node.Kind} · {string.Join(", ", node.Classes)}", 30)}</text></g>\n");
    }

    // From the right edge of one box to the left edge of the other, bent in the middle; the head is three lines, because nothing may be styled.
    private static void Line((double X, double Y) from, (double X, double Y) to, string verb, Page page)
    {
        var (x1, y1, x2, y2) = (from.X + Wide, from.Y + (High / 2), to.X, to.Y + (High / 2));
        var middle = (x1 + x2) / 2;
        page.Add($"<g><title>{verb}</title><path fill=\"none\" stroke=\"currentColor\" d=\"M{new Coordinate(x1)} {new Coordinate(y1)}C{new Coordinate(middle)} {new Coordinate(y1)} {new Coordinate(middle)} {new Coordinate(y2)} {new Coordinate(x2)} {new Coordinate(y2)}\"/>");
        page.Add($"<path d=\"M{new Coordinate(x2)} {new Coordinate(y2)}l-7 -4v8z\"/></g>\n");
    }

    private static string Said(Flow flow) => string.Join(", ", flow.Nodes.Select(n => $"{n.Kind} {n.Name}"));

    private static string Cut(string text, int longest = LongestName) => text.Length <= longest ? text : "…" + text[^(longest - 1)..];
}
