using System.Security.Cryptography;
using System.Text;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Html;

/// <summary>One HTML file to read and to print: no script, no request, nothing of the estate unescaped.</summary>
public sealed class HtmlReport : IReportFormat
{
    private static readonly string Style = ReadStyle();

    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look)
    {
        var page = new Page(to);
        Head(report, page);
        var estate = new Estate(report);
        Opening.Write(estate, page);
        page.Raw("<main>\n");
        GateSection.Write(estate, page);
        MatrixSection.Write(estate, page);
        PlumbSection.Write(estate, page);
        FindingsSection.Write(estate, page);
        GapsSection.Write(estate, page);
        WaivedSection.Write(estate, page);
        FlowSection.Write(estate, page);
        DepthSection.Write(estate, page);
        InventorySection.Write(estate, page);
        MethodSection.Write(estate, page);
        page.Raw("</main>\n");
        page.Add($"<footer><p>{Product.Name} {Product.Version} · {report.Scope.Name} · as of {Words.Moment(report.Scope.AsOf)}</p></footer>\n</body>\n</html>\n");
    }

    private static void Head(Report report, Page page)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        page.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        // Base64 has no letter that ends an attribute, and a hash must not be encoded.
        page.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">\n");
        page.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Add($"<title>AI posture · {report.Scope.Name}</title>\n<style>");
        page.Raw(Style);
        page.Raw("</style>\n</head>\n<body>\n");
        page.Raw(Marks.Symbols);
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
