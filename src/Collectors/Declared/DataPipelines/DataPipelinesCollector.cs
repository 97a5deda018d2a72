using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataPipelines;

/// <summary>Finds the pipelines that bring data to models: from which systems, into which buckets and stores of vectors, and who asks those.</summary>
public sealed class DataPipelinesCollector : ICollector
{
    internal const string Source = "data-pipelines";
    private const int LargestFile = 1 << 20;

    private static readonly HashSet<string> Aside = new(StringComparer.OrdinalIgnoreCase)
        { "test", "tests", "__tests__", "testdata", "fixtures", "docs", "doc", "vendor", "third_party", "site-packages", "node_modules", "dist", "build" };

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => DataPlatforms.Words;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var defined = new Dictionary<string, List<Step>>(StringComparer.Ordinal);
        var connections = new List<(EstateFile File, YamlNode Node)>();
        foreach (var file in scope.Files.Where(f => f.Length is > 0 and <= LargestFile && !f.Folder.Split('/').Any(Aside.Contains)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (PipelineFiles.MayBe(file) || file.Name is "configuration.yaml")
            {
                foreach (var document in PipelineFiles.Read(file))
                {
                    var steps = PipelineFiles.Of(document).ToList();
                    if (document["source_configuration_path"] is not null) connections.Add((file, document));
                    if (steps.Count == 0) continue;
                    defined[file.Path] = steps;
                    if (document["definition_image"] is null) foreach (var claim in Claims(file.Path, steps, [])) yield return claim;
                }
            }
            else if (Path.GetExtension(file.Name) is ".py" or ".ipynb" or ".ts" or ".js")
            {
                var (steps, asked) = PipelineCode.Of(Encoding.UTF8.GetString(Content.ReadAll(file, out _, LargestFile)));
                foreach (var claim in Claims(file.Path, steps, asked)) yield return claim;
            }
        }

        foreach (var (file, node) in connections)
            foreach (var claim in Claims(file.Path, [.. Joined(file, node, defined)], [])) yield return claim;
    }

    // Airbyte keeps source, destination and connection in files of their own.
    private static IEnumerable<Step> Joined(EstateFile file, YamlNode node, Dictionary<string, List<Step>> defined)
    {
        foreach (var key in (string[])["source_configuration_path", "destination_configuration_path"])
        {
            if (node[key]?.Text is not { } path) continue;
            foreach (var (known, steps) in defined)
                if (known == path || known.EndsWith("/" + path, StringComparison.Ordinal)) foreach (var step in steps) yield return step with { Line = node.Line };
        }
    }

    private static IEnumerable<Claim> Claims(string path, IReadOnlyList<Step> steps, IReadOnlyList<Step> asked)
    {
        var pipeline = new AssetId(AssetKind.Pipeline, $"path:{path}");
        if (steps.Count > 0) yield return new Claim(pipeline, "name", Plane.Declared, Value.Of(path), new Origin(Source, path, steps[0].Line), DateTimeOffset.MinValue);
        foreach (var step in steps)
        {
            var origin = new Origin(Source, path, step.Line);
            foreach (var claim in Said(step, origin)) yield return claim;
            var verb = step.IsSource ? "reads" : step.Asset.Kind == AssetKind.VectorStore ? "stores-in" : "writes";
            yield return new Relation(pipeline, verb, step.Asset).ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
        }

        foreach (var step in asked)
        {
            var origin = new Origin(Source, path, step.Line);
            foreach (var claim in Said(step, origin)) yield return claim;
            yield return new Relation(new AssetId(AssetKind.Workload, $"path:{path}"), "queries", step.Asset).ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
        }
    }

    private static IEnumerable<Claim> Said(Step step, Origin origin) => step.Platform is { } platform
        ? DataPlatforms.Say(step.Asset, platform, step.Purpose, origin)
        : step.Asset.Kind == AssetKind.VectorStore ? [new Claim(step.Asset, "name", Plane.Declared, Value.Of(step.Asset.Key), origin, DateTimeOffset.MinValue)] : [];
}
