using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>Reads what prompt stores hold: Bedrock Prompt Management, Langfuse, MLflow; and says which version production gets.</summary>
public sealed class PromptStoresCollector : ICompleter
{
    internal const string Source = "prompt-stores";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Deployed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    internal static ImmutableArray<string> Speaks { get; } = ["prompt.versions", "prompt.lines", "prompt.secrets", "workload.storedPrompts", "workload.storedLines"];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var registries = RegistryReferences.Of(scope);
        var book = new PromptBook();
        var gaps = new List<Claim>();
        foreach (var file in scope.Files.Where(f => !registries.IsApproved(f.Path)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (StoreFiles.Read(file, book) is { } gap) gaps.Add(gap);
        }

        foreach (var gap in gaps) yield return gap;
        foreach (var claim in StoreClaims.Of(book)) yield return claim;
    }

    /// <inheritdoc/>
    public IEnumerable<Claim> Complete(Scope scope, IReadOnlyCollection<Claim> claims) => ServedVersions.Of(claims);
}
