using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.Exporters;

/// <summary>The word that says what is sent to a place that keeps logs and traces.</summary>
internal static class ExportWords
{
    private static readonly CelType Export = CelType.Object("export",
        ("file", CelType.String),
        ("how", CelType.String),          // the exporter, or the variable that names the service
        ("host", CelType.String),         // empty = the service's own, or not written
        ("vendor", CelType.String),       // the service, or the product that is run inside; empty = none that is known
        ("where", CelType.String),        // inside, vendor, outside, open: filled in elsewhere
        ("signals", CelType.List(CelType.String)),   // traces, logs, metrics
        ("content", CelType.String),      // prompts and answers are among it: true, false, or why neither is known; ask bool(content)
        ("removes", CelType.List(CelType.String)));  // processors that take attributes or values away, and which

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Property> All { get; } =
        [new(AssetKind.LogSink, "exports", Export, true, "what is sent there: signals, whether prompts are among them, and what is taken away before")];
}
