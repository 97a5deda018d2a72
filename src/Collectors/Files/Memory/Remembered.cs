using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
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

        var said = ImmutableArray.CreateBuilder<Claim>();
        var (opened, broken) = await ReadAsync(scope, said, cancellation).ConfigureAwait(false);
        foreach (var claim in said) yield return claim;
        broken?.Throw();
        if (opened is not null) memory.Keep(inner.Name, key, opened, said);
    }

    // What was said before a collector breaks still counts.
    private async Task<(IReadOnlyDictionary<string, string>? Opened, ExceptionDispatchInfo? Broken)> ReadAsync(Scope scope, ImmutableArray<Claim>.Builder said, CancellationToken cancellation)
    {
        try
        {
            return (await TracedReading.Of(scope).ReadAsync(async traced =>
            {
                await foreach (var claim in inner.CollectAsync(traced, cancellation).ConfigureAwait(false)) said.Add(claim);
            }).ConfigureAwait(false), null);
        }
#pragma warning disable CA1031 // thrown again once it is said what was read
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (null, ExceptionDispatchInfo.Capture(e));
        }
    }
}
