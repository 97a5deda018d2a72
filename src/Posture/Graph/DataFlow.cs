using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Which way data moves along relations: from what is read to who reads it, from who writes to what is written.</summary>
public static class DataFlow
{
    // Data comes out of the head of the arrow.
    private static readonly FrozenSet<string> Taking =
        ((string[])["trained-on", "derived-from", "reads", "serves", "made-by", "queries", "calls"]).ToFrozenSet(StringComparer.Ordinal);

    // Data goes into the head of the arrow.
    private static readonly FrozenSet<string> Giving = ((string[])["stores-in", "writes", "copies-to", "sends-to"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<AssetKind> Used =
        ((AssetKind[])[AssetKind.FineTune, AssetKind.VectorStore, AssetKind.Pipeline, AssetKind.Corpus, AssetKind.Dataset, AssetKind.DataStore, AssetKind.Tool, AssetKind.Endpoint, AssetKind.Agent]).ToFrozenSet();

    /// <summary>Where data that lies in the one end of an arrow goes; null where the arrow moves none.</summary>
    public static (AssetId From, AssetId To)? Of(Relation relation) =>
        Taking.Contains(relation.Verb) || (relation.Verb == "uses" && Used.Contains(relation.To.Kind) && relation.From.Kind is AssetKind.Workload or AssetKind.Agent or AssetKind.Endpoint or AssetKind.Pipeline)
            ? (relation.To, relation.From)
            : Giving.Contains(relation.Verb) ? (relation.From, relation.To) : null;

    /// <summary>The arrows of data among relations, and those between data and the bucket it lies in; sorted, each once.</summary>
    internal static ImmutableArray<(AssetId From, AssetId To, string Verb)> Arrows(IEnumerable<Relation> relations, Buckets buckets) =>
    [
        .. relations.Select(r => (Flow: Of(r), r.Verb)).Where(f => f.Flow is not null).Select(f => (f.Flow!.Value.From, f.Flow.Value.To, f.Verb))
            .Concat(buckets.All.SelectMany(Lying))
            .Where(f => f.Item1 != f.Item2).Distinct().OrderBy(f => f.Item1).ThenBy(f => f.Item2).ThenBy(f => f.Item3, StringComparer.Ordinal),
    ];

    // What is kept in a bucket lies in it; documents that are indexed are read out of it.
    private static IEnumerable<(AssetId, AssetId, string)> Lying(IReadOnlySet<AssetId> together) =>
        from bucket in together
        where bucket.Kind == AssetKind.Bucket
        from other in together
        where other.Kind is AssetKind.Dataset or AssetKind.Corpus
        select other.Kind == AssetKind.Dataset ? (other, bucket, "lies-in") : (bucket, other, "read-from");
}
