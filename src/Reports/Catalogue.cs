using Plumbline.Reports.Json;
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
    ];
}
