using System.Globalization;
using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Html;

/// <summary>The four planes drawn as plumb lines: a workload that hangs true hangs straight.</summary>
internal static class PlumbSection
{
    private const int Most = 200;
    private const double True = 104;
    private const double Top = 20;
    private const double Step = 38;
    private const double Away = 12;
    private const double Farthest = 56;

    public static void Write(Estate estate, Page page)
    {
        if (estate.Workloads.Count == 0) return;
        page.Raw("<section id=\"plumb\" class=\"block\">\n<h2>Does it hang true?</h2>\n<p>Four planes speak of each workload, in the order of its life. Where a plane departs from what was approved, the line leaves the vertical there; the number is how many findings depart on that plane. An open ring is a plane that nobody looked at.</p>\n<div class=\"plumbs\">\n");
        foreach (var row in estate.Workloads.Take(Most)) Draw(Plumb.Of(row, estate), page);
        page.Raw("</div>\n");
        if (estate.Workloads.Count > Most) page.Add($"<p>{Most} of {estate.Workloads.Count} workloads are drawn; the table above has all.</p>\n");
        page.Raw("</section>\n");
    }

    private static void Draw(Plumb plumb, Page page)
    {
        page.Add($"<figure><figcaption>{plumb.Workload.Name}<small>{plumb.Workload.Fact("environment") ?? "environment not known"}</small></figcaption><svg viewBox=\"0 0 230 178\" role=\"img\" aria-label=\"{plumb.InWords()}\">");
        page.Add($"<path class=\"true\" d=\"M{(Coordinate)True} 4V172\"/><path class=\"thread\" d=\"M{(Coordinate)True} 4");
        foreach (var plane in Enum.GetValues<Plane>()) page.Add($"L{X(plumb, plane)} {Y(plane)}");
        page.Raw("\"/>");
        foreach (var plane in Enum.GetValues<Plane>()) Node(plumb, plane, page);
        var (x, y) = (X(plumb, Plane.Observed).Value, Y(Plane.Observed).Value);
        page.Add($"<path class=\"bob\" d=\"M{(Coordinate)(x - 6)} {(Coordinate)(y + 12)}h12l-6 16z\"/></svg></figure>\n");
    }

    private static void Node(Plumb plumb, Plane plane, Page page)
    {
        var (wrong, seen, open) = (plumb.Wrong[(int)plane], plumb.Seen[(int)plane], plumb.Open[(int)plane]);
        var (x, y) = (X(plumb, plane), Y(plane));
        page.Add($"<text class=\"plane {plane.Name()}\" x=\"0\" y=\"{(Coordinate)(y.Value + 4)}\">{plane.Name()}</text>");
        page.Add($"<circle class=\"{(wrong > 0 ? "off" : seen ? "on " + plane.Name() : "unseen")}\" cx=\"{x}\" cy=\"{y}\" r=\"{(Coordinate)(wrong > 0 ? 9 : 6)}\"/>");
        if (wrong > 0) page.Add($"<text class=\"count\" x=\"{x}\" y=\"{(Coordinate)(y.Value + 4)}\">{wrong}</text>");
        var note = wrong == 0 && !seen ? "not seen" : open > 0 ? string.Create(CultureInfo.InvariantCulture, $"{open} open") : "";
        if (note.Length > 0) page.Add($"<text class=\"note\" x=\"{(Coordinate)(x.Value + 15)}\" y=\"{(Coordinate)(y.Value + 4)}\">{note}</text>");
    }

    private static Coordinate X(Plumb plumb, Plane plane) =>
        plumb.Wrong[(int)plane] is > 0 and var wrong ? True + Math.Min(Away + (4 * wrong), Farthest) : True;

    private static Coordinate Y(Plane plane) => Top + (Step * (int)plane);
}
