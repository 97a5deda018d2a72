using System.Runtime.InteropServices;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Claims about one word, mostly one.</summary>
internal struct Few
{
    private object? held;

    /// <summary>True where there is none.</summary>
    public readonly bool IsEmpty => held is null;

    /// <summary>The claims, as they are now.</summary>
    public readonly IEnumerable<Claim> All => held switch { null => [], Claim one => [one], var many => (List<Claim>)many };

    /// <summary>One more.</summary>
    public void Add(Claim claim)
    {
        if (held is List<Claim> many) many.Add(claim);
        else held = held is Claim one ? new List<Claim> { one, claim } : claim;
    }

    /// <summary>The claim, where it is one alone.</summary>
    public readonly Claim? Only => held as Claim;

    /// <summary>The claims in their total order.</summary>
    public readonly ReadOnlySpan<Claim> Sorted()
    {
        if (held is not List<Claim> many) return held is Claim one ? new Claim[] { one } : [];
        many.Sort(Merge.Order);
        return CollectionsMarshal.AsSpan(many);
    }
}
