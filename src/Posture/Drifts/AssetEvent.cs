using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Drifts;

/// <summary>What happened to an asset.</summary>
public enum AssetEventKind
{
    /// <summary>A scan shows it for the first time, or again.</summary>
    Seen,

    /// <summary>A plane says something new of it.</summary>
    Added,

    /// <summary>A plane says something else than before.</summary>
    Changed,

    /// <summary>A plane no longer says it.</summary>
    Removed,

    /// <summary>No source speaks of it any more.</summary>
    Gone,

    /// <summary>A rule's finding about it opened, was waived, became unknown or was resolved.</summary>
    Finding,

    /// <summary>Somebody wrote about it: an entry, an approval, a promotion, a waiver, a decision.</summary>
    Word,
}

/// <summary>One line of an asset's history.</summary>
/// <param name="Moment">The moment of the scan, or of the word.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Plane">Who speaks; null for findings and words.</param>
/// <param name="Property">The word of the vocabulary, `binding` or `relation`; for findings the rule, for words their kind.</param>
/// <param name="Fields">Of a record that changed, the fields that did.</param>
/// <param name="Before">What was said.</param>
/// <param name="After">What is said.</param>
/// <param name="Origin">Where it can be read again.</param>
/// <param name="Actor">Who wrote or scanned.</param>
public sealed record AssetEvent(
    DateTimeOffset Moment, AssetEventKind Kind, Plane? Plane, string Property, ImmutableArray<string> Fields, ImmutableArray<Value> Before, ImmutableArray<Value> After, Origin? Origin, string Actor)
{
    /// <summary>Of findings and words: what happened, in words.</summary>
    public string Text { get; init; } = "";
}

/// <summary>An asset from its first scan to a moment.</summary>
/// <param name="Id">The asset's own id.</param>
/// <param name="Name">The name people use.</param>
/// <param name="Timeline">What scans say.</param>
/// <param name="Events">That, its findings, and what people wrote about it, in order.</param>
public sealed record AssetHistory(AssetId Id, string Name, AssetTimeline Timeline, ImmutableArray<AssetEvent> Events);
