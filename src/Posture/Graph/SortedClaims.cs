using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Claims told apart in one walk: those about assets, and those about the evidence by their reserved name.</summary>
internal sealed class SortedClaims
{
    private readonly Dictionary<string, List<Claim>> reserved = new(StringComparer.Ordinal);
    private readonly int[] counts = new int[Enum.GetValues<Plane>().Length];

    /// <summary>Walks the claims.</summary>
    public SortedClaims(IReadOnlyCollection<Claim> claims)
    {
        AboutAssets = new List<Claim>(claims.Count);
        foreach (var claim in claims)
        {
            if (claim.Subject.Kind == AssetKind.FineTune) FineTunes.Add(claim.Subject);
            if (claim.Property is not (Claim.Reserved.Coverage or Claim.Reserved.Gap)) counts[(int)claim.Plane]++;
            if (claim.Plane == Plane.Approved && claim.Property is (Claim.Reserved.Binding or "registered")) Registered.Add(claim.Subject);
            if (Claim.Reserved.Has(claim.Property)) Keep(claim);
            else AboutAssets.Add(claim);
        }
    }

    /// <summary>What is said of assets.</summary>
    public List<Claim> AboutAssets { get; }

    /// <summary>The ids under which anything speaks of tuned models.</summary>
    public HashSet<AssetId> FineTunes { get; } = [];

    /// <summary>The ids that a registry has an entry for.</summary>
    public HashSet<AssetId> Registered { get; } = [];

    /// <summary>How many claims each plane made, by plane; looks and gaps are none.</summary>
    public ImmutableArray<int> Counts => [.. counts];

    /// <summary>The claims of one reserved name, as they came.</summary>
    public IReadOnlyList<Claim> Of(string name) => reserved.TryGetValue(name, out var found) ? found : [];

    /// <summary>The claims of one reserved name in their total order.</summary>
    public IEnumerable<Claim> InOrder(string name) => Of(name).OrderBy(c => c, Comparer<Claim>.Create(Merge.Order));

    private void Keep(Claim claim)
    {
        if (!reserved.TryGetValue(claim.Property, out var same)) reserved[claim.Property] = same = [];
        same.Add(claim);
    }
}
