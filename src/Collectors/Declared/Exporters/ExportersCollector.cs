using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Exporters;

/// <summary>Finds where traces, logs and prompts are sent: collectors of OpenTelemetry, and services that code and settings name.</summary>
public sealed class ExportersCollector : ICollector
{
    internal const string Source = "exporters";
    private const int LargestFile = 1 << 20;

    private static readonly HashSet<string> Read = new(StringComparer.OrdinalIgnoreCase)
        { ".py", ".ipynb", ".ts", ".tsx", ".js", ".mjs", ".cs", ".java", ".go", ".yaml", ".yml", ".json", ".toml", ".env", ".tf", ".properties", ".sh", ".ini", ".cfg", ".local", ".production" };

    private static readonly HashSet<string> Aside = new(StringComparer.OrdinalIgnoreCase)
        { "test", "tests", "__tests__", "testdata", "fixtures", "docs", "doc", "vendor", "third_party", "site-packages", "node_modules", "dist", "build", "cassettes" };

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => ExportWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var found = new List<(EstateFile File, Export Export)>();
        bool? captures = null;
        foreach (var file in scope.Files.Where(IsOwn))
        {
            cancellation.ThrowIfCancellationRequested();
            var text = Encoding.UTF8.GetString(Content.ReadAll(file, out _, LargestFile));
            if (Variables.In(text)) captures = Variables.Captures(text) is { } said ? (captures ?? false) || said : captures;
            var documents = IsCollector(file, text) ? YamlText.Read(text, out _).Where(CollectorConfig.Is).ToList() : [];
            found.AddRange(documents.SelectMany(CollectorConfig.Of).Select(e => (file, e)));
            if (documents.Count == 0 && Variables.In(text)) found.AddRange(Variables.Of(text).Select(e => (file, e)));
        }

        // Who names only the key of a service that is run inside sends to that one.
        var own = found.Where(f => f.Export.To is { Where: "inside", Vendor.Length: > 0 }).Select(f => f.Export.To.Vendor).ToHashSet(StringComparer.Ordinal);
        found.RemoveAll(f => f.Export.To.Host.Length == 0 && own.Contains(f.Export.To.Vendor) && f.Export.How.Contains('_', StringComparison.Ordinal));
        foreach (var claim in found.SelectMany(f => Claims(f.File, f.Export, captures))) yield return claim;
        foreach (var id in found.Select(f => Id(f.File, f.Export)).Distinct().Order())
            yield return new Coverage(Source, Plane.Declared, new Reach(id), ["log-sink.exports", "log-sink.classes"]).ToClaim(new Origin(Source));
    }

    private static bool IsOwn(EstateFile file) =>
        file.Length is > 0 and <= LargestFile && (Read.Contains(Path.GetExtension(file.Name)) || file.Name.StartsWith(".env", StringComparison.Ordinal) || file.Name.StartsWith("Dockerfile", StringComparison.Ordinal))
        && !file.Name.Contains("example", StringComparison.OrdinalIgnoreCase) && !file.Folder.Split('/').Any(Aside.Contains);

    private static bool IsCollector(EstateFile file, string text) =>
        Path.GetExtension(file.Name).ToLowerInvariant() is ".yaml" or ".yml" or ".json" && text.Contains("exporters", StringComparison.Ordinal) && text.Contains("pipelines", StringComparison.Ordinal);

    // What is sent to nobody known, at an address that is filled in, is told apart by the file that says so.
    private static AssetId Id(EstateFile file, Export export) => new(AssetKind.LogSink,
        export.To is { Vendor.Length: > 0 } to ? $"{Slug(to.Vendor)}{(to.Host.Length > 0 ? ":" + to.Host : "")}"
        : export.To.Host.Length > 0 ? "host:" + export.To.Host : $"path:{file.Path}#{export.How}");

    private static string Slug(string vendor) => vendor.ToLowerInvariant().Replace(' ', '-');

    private static IEnumerable<Claim> Claims(EstateFile file, Export export, bool? captures)
    {
        var id = Id(file, export);
        var origin = new Origin(Source, file.Path, export.Line);
        var content = export.Content is "true" or "false" || captures is null || export.How == "SENTRY_DSN" ? export.Content : captures == true ? "true" : "false";
        yield return new Claim(id, "name", Plane.Declared, Value.Of(export.To.Vendor.Length > 0 ? export.To.Vendor : export.To.Host.Length > 0 ? export.To.Host : export.How), origin, DateTimeOffset.MinValue);
        yield return new Claim(id, "exports", Plane.Declared, Value.Map(
            ("file", Value.Of(file.Path)), ("how", Value.Of(export.How)), ("host", Value.Of(export.To.Host)), ("vendor", Value.Of(export.To.Vendor)), ("where", Value.Of(export.To.Where)),
            ("signals", Value.List(export.Signals)), ("content", Value.Of(content)), ("removes", Value.List(export.Removes))), origin, DateTimeOffset.MinValue);
        // A service is one party at whichever of its addresses.
        if (export.To is { Where: "vendor", Vendor.Length: > 0, Host.Length: > 0 })
            yield return new Binding(id, Slug(export.To.Vendor), "is").ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
        yield return new Relation(new AssetId(AssetKind.Workload, $"path:{file.Path}"), "sends-to", id).ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
    }
}
