using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Scans;

/// <summary>A collector that, once all have read, also says what follows from what they said together with facts of its own.</summary>
public interface ICompleter : ICollector
{
    /// <summary>Claims that follow from <paramref name="claims"/>; each keeps the origin of the claim it follows from.</summary>
    /// <param name="scope">What was read, and as of when.</param>
    /// <param name="claims">What every collector said, in any order.</param>
    IEnumerable<Claim> Complete(Scope scope, IReadOnlyCollection<Claim> claims);
}
