using System.Security.Cryptography;
using System.Text;
using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Bom;

/// <summary>The bill as one page to read and to print: no script, no request, nothing of the estate unescaped.</summary>
public static class BomHtml
{
    private const int Most = 2000;
    private static readonly string Style = ReadStyle();

    private static readonly Dictionary<string, string> Shown = new(StringComparer.Ordinal)
    {
        ["model.unresolved"] = "model not known", ["tool"] = "tool", ["model.retires"] = "retires", ["model.replacement"] = "replaced by",
    };

    private static readonly (string Id, string Title, string About, Func<BomItem, bool> Has)[] Sections =
    [
        ("models", "Models", "Every model that is approved, written in code, configured or called, by its own id.", i => i.Type == BomItem.Model),
        ("applications", "Workloads and agents", "What calls models, and what it may use.", i => i.Type == "application"),
        ("services", "Services", "Providers, endpoints, MCP servers, agents that others call, guardrails.", i => i.Type == BomItem.Service),
        ("data", "Data", "Datasets, corpora and stores that models are trained on or read from.", i => i.Type == "data"),
        ("images", "Containers", "Images that workloads run or are built on.", i => i.Type == "container"),
        ("packages", "Packages", "AI libraries and frameworks.", i => i.Type is "library" or "framework"),
        ("files", "Prompts, skills, instructions", "Texts that steer models; shown by fingerprint, never in full.", i => i.Type == "file"),
    ];

    /// <summary>Writes the page.</summary>
    public static void Write(BillOfMaterials bill, TextWriter to)
    {
        var page = new Page(to);
        Head(bill, page);
        page.Add($"<header class=\"top\">\n<p class=\"kicker\">AI bill of materials · {bill.Name}</p>\n<h1>{Headline(bill)}</h1>\n<p class=\"asof\">As of <strong>{Values.Text(bill.AsOf)}</strong>. Each row says which planes saw it: approved by a registry, declared in the repository, deployed by the control plane, observed at run time.</p>\n");
        if (!bill.Gaps.IsEmpty) page.Add($"<p class=\"incomplete\" role=\"note\"><strong>This bill is incomplete.</strong> {bill.Gaps.Length} gaps hide parts of it: see <a href=\"#gaps\">what could not be seen</a>.</p>\n");
        page.Raw("<nav aria-label=\"Sections\">");
        foreach (var section in Sections) page.Add($"<a href=\"#{section.Id}\">{section.Title}</a>");
        page.Raw("<a href=\"#gaps\">Not seen</a></nav>\n</header>\n<main>\n");
        var names = bill.Items.ToDictionary(i => i.Ref, i => i.Name, StringComparer.Ordinal);
        foreach (var section in Sections) Section(section.Id, section.Title, section.About, [.. bill.Items.Where(section.Has)], names, page);
        Gaps(bill, page);
        page.Add($"</main>\n<footer><p>{Product.Name} {Product.Version} · {bill.Name} · as of {Values.Text(bill.AsOf)}</p></footer>\n</body>\n</html>\n");
    }

    private static string Headline(BillOfMaterials bill)
    {
        var (models, shadow, observed) = (bill.Items.Count(i => i.Type == BomItem.Model), bill.Items.Count(i => i.Status == "shadow"), bill.Items.Count(i => i.IsOnlyObserved));
        return $"{bill.Items.Length} parts, {models} of them models; {observed} seen only at run time, {shadow} that no registry knows.";
    }

    private static void Head(BillOfMaterials bill, Page page)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        page.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">\n");
        page.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Add($"<title>AI bill of materials · {bill.Name}</title>\n<style>");
        page.Raw(Style);
        page.Raw("</style>\n</head>\n<body>\n");
    }

    private static void Section(string id, string title, string about, List<BomItem> items, Dictionary<string, string> names, Page page)
    {
        page.Add($"<section id=\"{id}\" class=\"block\">\n<h2>{title}</h2>\n<p>{about} {items.Count} listed.</p>\n");
        if (items.Count > 0)
        {
            page.Raw("<div class=\"scroll\"><table class=\"inventory\"><thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">Name and version</th><th scope=\"col\">Owner, environment</th><th scope=\"col\">Status</th><th scope=\"col\">Planes</th><th scope=\"col\">Uses</th><th scope=\"col\">First seen</th></tr></thead><tbody>\n");
            foreach (var item in items.Take(Most)) Row(item, names, page);
            page.Raw("</tbody></table></div>\n");
            if (items.Count > Most) page.Add($"<p>{Most} of {items.Count} are listed; the CycloneDX document has all.</p>\n");
        }

        page.Raw("</section>\n");
    }

    private static void Row(BomItem item, Dictionary<string, string> names, Page page)
    {
        page.Add($"<tr><td>{item.Kind}</td><td>{item.Name} {item.Version}");
        if (item.Purl is not null) page.Add($"<small><code>{item.Purl}</code></small>");
        foreach (var endpoint in item.Endpoints.Take(5)) page.Add($"<small><code>{endpoint}</code></small>");
        foreach (var (name, value) in item.Notes.Where(n => Shown.ContainsKey(n.Name)).Take(20)) page.Add($"<small>{Shown[name]}: {value}</small>");
        foreach (var advisory in item.Advisories.OrderBy(a => a.Id, StringComparer.Ordinal).Take(20)) page.Add($"<small class=\"shadow\">{advisory.Id} ({advisory.Severity}){(advisory.Fixed.Length > 0 ? $", fixed in {advisory.Fixed}" : "")}</small>");
        page.Add($"</td><td>{string.Join(", ", new[] { item.Owner, item.Stage }.OfType<string>().DefaultIfEmpty("–"))}</td><td class=\"status {item.Status}\">{item.Status}</td><td>");
        foreach (var plane in item.Planes) page.Add($"<span class=\"pill {plane.Name()}\">{plane.Name()}</span>");
        var uses = item.DependsOn.Select(r => names[r]).ToList();
        page.Add($"</td><td>{string.Join(", ", uses.Take(12))}{(uses.Count > 12 ? $" and {uses.Count - 12} more" : "")}</td><td>");
        if (item.Places.Count > 0) page.Add($"<code>{item.Places.Min.ToString()}</code>");
        page.Raw("</td></tr>\n");
    }

    private static void Gaps(BillOfMaterials bill, Page page)
    {
        page.Raw("<section id=\"gaps\" class=\"block\">\n<h2>What could not be seen</h2>\n");
        if (bill.Gaps.IsEmpty) page.Raw("<p>Nothing that was there stayed unread.</p>\n");
        page.Raw("<ul>\n");
        foreach (var gap in bill.Gaps.Take(Most)) page.Add($"<li>{gap.Text} <code>{gap.Place}</code></li>\n");
        page.Raw("</ul>\n</section>\n");
    }

    private static string ReadStyle()
    {
        using var stream = typeof(BomHtml).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
