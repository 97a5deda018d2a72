using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Stores that resources of AI name: who can reach them and whose key they have. Other stores are not spoken of.</summary>
internal static class Buckets
{
    /// <summary>What holds for every store that holds something of AI.</summary>
    public static IEnumerable<Claim> Read(Estate estate)
    {
        foreach (var held in Feeds.Of(estate).GroupBy(h => h.Store.Key).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var store = held.First().Store;
            var asset = new Subject(store, AssetKind.Bucket, store.Properties.Any("bucket", "bucket_name", "name") is { AsText: not null } name ? name : Term.Of(store.Name));
            foreach (var what in held.Select(h => h.What).Distinct().Order(StringComparer.Ordinal)) asset.Say("holds", Value.Of(what), store.Line);
            asset.Cover("holds");
            var (open, key) = Answers(store, estate);
            asset.Flag("publicAccess", open.Elsewhere);
            asset.Flag("customerKey", key.Elsewhere);
            foreach (var claim in asset.Claims()) yield return claim;
        }

        // A name of a bucket is nobody else's: code that writes it down means this resource.
        foreach (var store in estate.Of([.. S3Buckets.Types, GoogleBuckets.Type]))
        {
            if (store.Properties.Any("bucket", "bucket_name", "name")?.AsText is not { Length: > 2 } name) continue;
            var key = store.Type == GoogleBuckets.Type ? "gs://" + name : $"arn:{Arn.PartitionOf(store.Place.Region ?? "")}:s3:::{name}";
            yield return new Binding(new AssetId(AssetKind.Bucket, store.Key), key, "is").ToClaim(Plane.Declared, new Origin(store.Source, store.File, store.Line), DateTimeOffset.MinValue);
        }
    }

    private static (Known<bool> Open, Known<bool> Key) Answers(Resource store, Estate estate) =>
        S3Buckets.Types.Contains(store.Type, StringComparer.OrdinalIgnoreCase) ? (S3Buckets.IsPublic(store, estate), S3Buckets.Key(store, estate))
        : store.Type == GoogleBuckets.Type ? (GoogleBuckets.IsPublic(store, estate), GoogleBuckets.Key(store, estate))
        : (AzureStorage.IsPublic(store, estate), AzureStorage.Key(store, estate));
}
