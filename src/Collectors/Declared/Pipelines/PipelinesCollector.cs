using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Pipelines;

/// <summary>Reads GitHub workflows and GitLab pipelines for the steps that call models, let coding agents work, test models or ship them.</summary>
public sealed partial class PipelinesCollector : ICollector
{
    private const string Source = "pipelines";
    private const int LargestFile = 4 << 20;

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => PipelineWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Length == 0 || !Named().IsMatch(file.Name) || registries.IsApproved(file.Path)) continue;
            var bytes = Content.ReadAll(file, out var reason, LargestFile);
            var isPlaced = Placed().IsMatch(file.Path);
            if (!isPlaced && bytes.AsSpan().IndexOf("jobs"u8) < 0 && bytes.AsSpan().IndexOf("script"u8) < 0) continue;
            if (reason is null && !Utf8.IsValid(bytes)) reason = $"`{file.Path}` is not UTF-8 text";
            foreach (var claim in reason is null ? Read(file, Encoding.UTF8.GetString(bytes), isPlaced) : isPlaced ? [Unreadable(file, reason)] : []) yield return claim;
        }
    }

    private static IEnumerable<Claim> Read(EstateFile file, string text, bool isPlaced)
    {
        var documents = YamlText.Read(text, out var error);
        if (error is not null) return isPlaced ? [Unreadable(file, $"`{file.Path}`: {error}")] : [];
        // GitLab puts a header document with the inputs of a component before the pipeline.
        return documents.OfType<YamlMap>().SelectMany(map => Claims(file, map));
    }

    private static IEnumerable<Claim> Claims(EstateFile file, YamlMap map)
    {
        var isGitHub = GitHubWorkflow.Is(map);
        if (!isGitHub && !GitLabPipeline.Is(map)) yield break;
        var steps = (isGitHub ? GitHubWorkflow.Steps(map) : GitLabPipeline.Steps(map)).ToList();
        if (steps.Count == 0) yield break;
        var id = new AssetId(AssetKind.Pipeline, $"path:{file.Path}");
        Origin At(int line) => new(Source, file.Path, line);
        yield return new Claim(id, "name", Plane.Declared, Value.Of(map.TextAt("name") is { } name ? $"{name} ({file.Name})" : file.Path), At(map.Line), DateTimeOffset.MinValue);
        foreach (var (step, rights) in steps)
            yield return new Claim(id, "steps", Plane.Declared, PipelineWords.Tell(step, rights), At(step.Line), DateTimeOffset.MinValue);
        yield return new Coverage(Source, Plane.Declared, new Reach(Asset: id), ["pipeline.steps"]).ToClaim(At(map.Line));
    }

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, "correct it, or leave it out of the scan",
        new Reach(Asset: new AssetId(AssetKind.Pipeline, $"path:{file.Path}")), ["pipeline.steps"]).ToClaim(new Origin(Source, file.Path));

    [GeneratedRegex(@"\.ya?ml$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:^|/)\.(?:github|forgejo|gitea)/workflows/[^/]+$|(?:^|/)\.gitlab-ci\.ya?ml$|\.gitlab-ci\.ya?ml$", RegexOptions.CultureInvariant)]
    private static partial Regex Placed();
}
