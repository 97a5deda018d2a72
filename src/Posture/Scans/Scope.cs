using System.Collections.Immutable;
using Plumbline.Posture.Registries;

namespace Plumbline.Posture.Scans;

/// <summary>What a scan may read, and the moment it speaks of.</summary>
/// <param name="Name">The estate's name: that of `plumbline.yaml`, or of the scanned folder.</param>
/// <param name="AsOf">The moment the scan speaks of.</param>
/// <param name="Files">The files of the estate, sorted by path.</param>
/// <param name="Unread">What the walk itself could not open: path and reason.</param>
public sealed record Scope(
    string Name, DateTimeOffset AsOf, ImmutableArray<EstateFile> Files, ImmutableArray<(string Path, string Reason)> Unread)
{
    /// <summary>The index of advisories that was imported; null where there is none.</summary>
    public EstateFile? Advisories { get; init; }

    /// <summary>What a ledger has approved at the moment of the scan; null where there is no ledger, or it holds no entries.</summary>
    public RegistryBook? Registry { get; init; }

    /// <summary>The same, without what readers keep of its files as long as these are there: what is left when reading is done.</summary>
    public Scope Read() => this with { Files = [.. Files.Select(f => new EstateFile(f.Path, f.Length, f.Open) { Written = f.Written })] };
}
