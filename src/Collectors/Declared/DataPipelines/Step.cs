using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.DataPipelines;

/// <summary>One arrow of a pipeline: what it takes data from, or puts data into.</summary>
/// <param name="IsSource">True where data comes from it.</param>
/// <param name="Asset">The other end.</param>
/// <param name="Platform">The system's product; null for stores of vectors and buckets.</param>
/// <param name="Purpose">What the system is for.</param>
/// <param name="Line">Where it is written.</param>
internal sealed record Step(bool IsSource, AssetId Asset, string? Platform, string Purpose, int Line)
{
    /// <summary>A source or destination by a connector's name; null where the name speaks of no known system.</summary>
    public static Step? Of(bool isSource, string connector, string? bucket, int line)
    {
        if (bucket is { Length: > 2 } && Files.DataPlatforms.Of(connector)?.Platform is "S3" or null && IsBucket(bucket)) return Bucket(isSource, bucket, line);
        if (Files.DataPlatforms.VectorsOf(connector) is { } vectors) return new Step(isSource, new AssetId(AssetKind.VectorStore, vectors.ToLowerInvariant().Replace(' ', '-')), null, "vectors", line);
        return Files.DataPlatforms.Of(connector) is var (platform, purpose) ? new Step(isSource, Files.DataPlatforms.Id(platform), platform, purpose, line) : null;
    }

    /// <summary>A bucket of S3 by its name.</summary>
    public static Step Bucket(bool isSource, string name, int line) =>
        new(isSource, new AssetId(AssetKind.Bucket, $"arn:aws:s3:::{(Files.DataLocation.BucketOf(Files.DataLocation.Of(name)) ?? name).Split('/')[0]}"), null, "bucket", line);

    private static bool IsBucket(string text) =>
        Files.DataLocation.BucketOf(Files.DataLocation.Of(text)) is not null || (text.Length is >= 3 and <= 63 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'));
}
