using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Memory;

/// <summary>
/// A collector that says again what it said of the same estate. Same means: the same program, the same list of paths and lengths,
/// and the same content of every file that was opened.
/// </summary>
/// <remarks>Only for collectors whose claims follow from files alone. What is kept are claims; rules judge them anew in every scan.</remarks>
public sealed class Remembered(ICollector inner, ClaimMemory memory) : ICollector
{
    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Plane Plane => inner.Plane;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => inner.Words;

    /// <summary>The collectors, with a memory where there is one.</summary>
    public static IEnumerable<ICollector> Each(ClaimMemory? memory, params IEnumerable<ICollector> collectors) =>
        memory is null ? collectors : collectors.Select(c => new Remembered(c, memory));

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var key = memory.KeyOf(inner.Name, scope);
        if (memory.Recall(inner.Name, key, scope) is { } known)
        {
            foreach (var claim in known) yield return claim;
            yield break;
        }

        var reading = new TracedReading(scope);
        var said = ImmutableArray.CreateBuilder<Claim>();
        await foreach (var claim in inner.CollectAsync(reading.Scope, cancellation).ConfigureAwait(false))
        {
            said.Add(claim);
            yield return claim;
        }

        if (reading.Opened is { } opened) memory.Keep(inner.Name, key, opened, said);
    }
}
