using System.Runtime.CompilerServices;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>Finds files that hold models by their content and judges each; nothing in them is run.</summary>
public sealed class ModelFilesCollector : ICollector
{
    internal const string Source = "model-files";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => ModelFileWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var judged = scope.Files.Where(Candidates.Are).AsParallel().AsOrdered().WithCancellation(cancellation)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(f => ModelFile.Read(f, cancellation)).OfType<ModelFile>();
        foreach (var model in judged)
        {
            foreach (var claim in model.Claims()) yield return claim;
        }
    }
}
