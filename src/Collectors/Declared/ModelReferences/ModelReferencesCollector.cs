using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>Reads source and configuration files for the models, system prompts and model endpoints they name.</summary>
public sealed class ModelReferencesCollector : ICollector
{
    internal const string Source = "model-references";
    private const int LargestFile = 2 << 20;

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => PromptData.Words;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in SourceFiles.Of(scope))
        {
            cancellation.ThrowIfCancellationRequested();
            folders.Add(file.Path.LastIndexOf('/') is var slash and >= 0 ? file.Path[..slash] : "");
            if (file.Length == 0) continue;
            var text = Text(file, out var reason);
            if (reason is not null) yield return Unreadable(file, reason);
            if (text is null) continue;
            foreach (var claim in References.In(file, text)) yield return claim;
        }

        foreach (var folder in folders)
        {
            yield return new Coverage(
                Source, Plane.Declared, new Reach(Asset: ProjectFolders.Inside(folder)),
                ["workload.models", "workload.prompts", "workload.promptLines", "workload.promptData", "workload.endpoints"]).ToClaim(new Origin(Source, folder.Length == 0 ? null : folder));
        }
    }

    private static string? Text(EstateFile file, out string? reason)
    {
        var bytes = Content.ReadAll(file, out reason, LargestFile);
        if (reason is not null) return null;
        if (Utf8.IsValid(bytes) && bytes.AsSpan().IndexOf((byte)0) < 0) return Encoding.UTF8.GetString(bytes);
        if (bytes.AsSpan().IndexOf((byte)0) < 0) return Encoding.Latin1.GetString(bytes);
        reason = $"`{file.Path}` is named as text and holds binary data";
        return null;
    }

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, reason, "make it readable UTF-8 text of at most 2 MiB, or leave it out of the scanned folder",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), []).ToClaim(new Origin(Source, file.Path));
}
