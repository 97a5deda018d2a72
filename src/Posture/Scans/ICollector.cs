using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Scans;

/// <summary>Reads one kind of source and yields what it says.</summary>
public interface ICollector
{
    /// <summary>The source's name in origins, coverages and gaps: `cloudtrail`.</summary>
    string Name { get; }

    /// <summary>The plane it speaks for.</summary>
    Plane Plane { get; }

    /// <summary>Words it adds to the vocabulary; empty where the shared ones suffice.</summary>
    IReadOnlyList<Property> Words { get; }

    /// <summary>Reads the files of the scope that are its own. Bad input becomes a <see cref="Gap"/>, never an exception.</summary>
    IAsyncEnumerable<Claim> CollectAsync(Scope scope, CancellationToken cancellation);
}
