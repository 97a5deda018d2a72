using Plumbline.Reports.Asff;
using Plumbline.Reports.Html;
using Plumbline.Reports.Json;
using Plumbline.Reports.Junit;
using Plumbline.Reports.Markdown;
using Plumbline.Reports.Ocsf;
using Plumbline.Reports.Sarif;
using Plumbline.Reports.Terminal;

namespace Plumbline.Reports;

/// <summary>Every format there is.</summary>
public static class Catalogue
{
    /// <summary>One line each.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } =
    [
        new TerminalReport(),
        new JsonReport(),
        new SarifReport(),
        new OcsfReport(),
        new AsffReport(),
        new JunitReport(),
        new MarkdownReport(),
        new HtmlReport(),
    ];

    /// <summary>`terminal, json or sarif`.</summary>
    public static string Names { get; } = $"{string.Join(", ", All.SkipLast(1).Select(f => f.Name))} or {All[^1].Name}";
}
