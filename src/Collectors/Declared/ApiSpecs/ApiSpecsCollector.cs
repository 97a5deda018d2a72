using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ApiSpecs;

/// <summary>Finds specifications of APIs that AI calls, and the personal and regulated data those deal in.</summary>
public sealed class ApiSpecsCollector : ICollector
{
    internal const string Source = "api-specs";
    private const int LargestFile = 4 << 20;

    private static readonly HashSet<string> Callers = new(StringComparer.OrdinalIgnoreCase)
        { ".py", ".ipynb", ".ts", ".js", ".mjs", ".cs", ".java", ".go", ".tf", ".yaml", ".yml", ".json", ".toml" };

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => ApiWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var found = new List<(EstateFile File, Specification Spec)>();
        foreach (var file in scope.Files.Where(MayBe))
        {
            cancellation.ThrowIfCancellationRequested();
            var text = Encoding.UTF8.GetString(Content.ReadAll(file, out var reason, LargestFile));
            var documents = reason is null ? YamlText.Read(text, out reason) : [];
            if (reason is not null) yield return Unreadable(file, reason);
            else if (documents is [var document, ..] && Specification.Is(document)) found.Add((file, Specification.Of(document)));
        }

        if (found.Count == 0) yield break;
        var named = Named(scope, [.. found.Select(f => f.File)], cancellation);
        // A specification that nothing names belongs to an API that is offered, not to one that AI calls.
        foreach (var (file, spec) in found.Where(f => named.ContainsKey(f.File.Path)))
            foreach (var claim in Claims(file, spec, named[file.Path])) yield return claim;
    }

    private static bool MayBe(EstateFile file)
    {
        if (file.Length is 0 or > LargestFile || Path.GetExtension(file.Name).ToLowerInvariant() is not (".yaml" or ".yml" or ".json")) return false;
        var head = Content.Head(file);
        return head.IndexOf("openapi"u8) >= 0 || head.IndexOf("swagger"u8) >= 0;
    }

    // Who names a specification by its file name can call what it specifies.
    private static Dictionary<string, SortedSet<string>> Named(Scope scope, IReadOnlyList<EstateFile> specs, CancellationToken cancellation)
    {
        var named = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var file in scope.Files.Where(f => f.Length is > 0 and <= 1 << 20 && Callers.Contains(Path.GetExtension(f.Name))))
        {
            cancellation.ThrowIfCancellationRequested();
            var text = Encoding.UTF8.GetString(Content.ReadAll(file, out _, 1 << 20));
            foreach (var spec in specs)
            {
                if (spec.Path == file.Path || !text.Contains(spec.Name, StringComparison.Ordinal) || !(file.Path.StartsWith(Parent(spec.Folder), StringComparison.Ordinal))) continue;
                if (!named.TryGetValue(spec.Path, out var callers)) named[spec.Path] = callers = new SortedSet<string>(StringComparer.Ordinal);
                callers.Add(file.Path);
            }
        }

        return named;
    }

    private static string Parent(string folder) => folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "";

    private static IEnumerable<Claim> Claims(EstateFile file, Specification spec, SortedSet<string> callers)
    {
        var id = new AssetId(AssetKind.Tool, $"path:{file.Path}");
        yield return Say(id, "name", Value.Of(spec.Title.Length is > 0 and < 200 ? spec.Title : file.Name), file, 0);
        foreach (var (name, schema, kind, line) in spec.Fields)
            yield return Say(id, "fields", Value.Map(("name", Value.Of(name)), ("schema", Value.Of(schema)), ("kind", Value.Of(kind)), ("class", Value.Of(RecordClasses.OfPersonal(kind)))), file, line);
        var classes = spec.Fields.Select(f => (Class: RecordClasses.OfPersonal(f.Kind), f.Line, How: "named")).Concat(spec.Stated.Select(s => (s.Class, s.Line, How: "stated")));
        foreach (var (name, line, how) in classes.DistinctBy(c => c.Class))
            yield return Say(id, "classes", Value.Map(
                ("class", Value.Of(name)), ("names", Value.List(RecordClasses.NamesOf(name))), ("how", Value.Of(how)), ("records", Value.Of(0L)), ("from", Value.Of("")), ("via", Value.Of(""))), file, line);
        foreach (var (dataset, line) in spec.Datasets)
            yield return new Relation(id, "reads", new AssetId(AssetKind.Dataset, DataLocation.Of(dataset) ?? dataset)).ToClaim(Plane.Declared, new Origin(Source, file.Path, line), DateTimeOffset.MinValue);
        foreach (var caller in callers)
        {
            yield return Say(id, "callers", Value.Of(caller), file, 0);
            yield return new Relation(new AssetId(AssetKind.Workload, $"path:{caller}"), "uses", id).ToClaim(Plane.Declared, new Origin(Source, caller), DateTimeOffset.MinValue);
        }

        yield return new Coverage(Source, Plane.Declared, new Reach(id), ["tool.fields", "tool.callers", "tool.classes"]).ToClaim(new Origin(Source, file.Path));
    }

    private static Claim Say(AssetId id, string word, Value value, EstateFile file, int line) =>
        new(id, word, Plane.Declared, value, new Origin(Source, file.Path, line), DateTimeOffset.MinValue);

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Missing, $"`{file.Path}` may specify an API and cannot be read: {reason}", "make it a whole OpenAPI document of at most 4 MiB",
        new Reach(new AssetId(AssetKind.Tool, $"path:{file.Path}")), ["tool.fields", "tool.classes"]).ToClaim(new Origin(Source, file.Path));
}
