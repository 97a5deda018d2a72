using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Html;

/// <summary>Every asset: what it is, where it lives, who owns it, who speaks of it.</summary>
internal static class InventorySection
{
    private const int Most = 2000;

    public static void Write(Estate estate, Page page)
    {
        var rows = estate.Report.Graph.Rows.Where(r => r.Id.Kind != AssetKind.RegistryEntry).ToList();
        page.Add($"<section id=\"inventory\" class=\"block\">\n<h2>Inventory</h2>\n<p>{Words.Count(rows.Count, "asset")}. Shadow: seen, and no registry knows it. Dormant: registered, its calls were looked for, and there are none. Unknown: no registry was read that could know it.</p>\n<div class=\"scroll\"><table class=\"inventory\"><thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">Name and id</th><th scope=\"col\">Environment</th><th scope=\"col\">Account, region</th><th scope=\"col\">Owner</th><th scope=\"col\">Status</th><th scope=\"col\">Planes</th></tr></thead><tbody>\n");
        foreach (var row in rows.Take(Most))
        {
            var (status, name) = (Status.Of(row), row.Name);
            page.Add($"<tr><td>{row.Id.Kind.Name()}</td><td>{name}");
            if (row.Id.Key != name) page.Add($"<small><code>{row.Id.Key}</code></small>");
            page.Add($"</td><td>{row.Fact("environment") ?? "–"}</td><td>{string.Join(", ", new[] { row.Fact("account"), row.Fact("region") }.OfType<string>().DefaultIfEmpty("–"))}</td><td>{row.Fact("owner") ?? "–"}</td><td class=\"{status}\">{status}</td><td>");
            foreach (var plane in Words.Planes(row)) page.Add($"<span class=\"pill {plane.Name()}\">{plane.Name()}</span>");
            page.Raw("</td></tr>\n");
        }

        page.Raw("</tbody></table></div>\n");
        if (rows.Count > Most) page.Add($"<p>{Most} of {rows.Count} assets are listed; the JSON report has all.</p>\n");
        page.Raw("</section>\n");
    }
}
