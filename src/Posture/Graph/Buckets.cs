using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Which assets lie in which bucket, by any of their ids: a registry names data by a name and a place, a control plane by the bucket.</summary>
internal sealed class Buckets
{
    private static readonly string[] Starts = ["s3://", "arn:aws:s3:::", "arn:aws-us-gov:s3:::", "arn:aws-cn:s3:::", "gs://"];
    private readonly SortedDictionary<string, SortedSet<AssetId>> stored = new(StringComparer.Ordinal);

    /// <summary>Reads the ids of assets, and what they are bound to.</summary>
    public Buckets(IEnumerable<AssetId> assets, IEnumerable<Claim> bindings, Identities identities)
    {
        foreach (var id in assets) Store(id.Key, id);
        foreach (var claim in bindings)
            Store(Binding.From(claim).Alias, identities.ResolveOne(claim.Subject));
    }

    /// <summary>The assets of each bucket.</summary>
    public IEnumerable<IReadOnlySet<AssetId>> All => stored.Values;

    /// <summary>What lies in the bucket that an asset's key names, the asset among it.</summary>
    public IReadOnlySet<AssetId> With(AssetId id) => Of(id.Key) is { } name && stored.TryGetValue(name, out var there) ? there : new SortedSet<AssetId>();

    /// <summary>The bucket that a key names or lies in, without its scheme; null where it names none.</summary>
    public static string? Of(string key)
    {
        foreach (var start in Starts)
        {
            if (!key.StartsWith(start, StringComparison.Ordinal)) continue;
            var rest = key[start.Length..];
            var end = rest.IndexOf('/', StringComparison.Ordinal);
            return (start == "gs://" ? "gs:" : "s3:") + (end < 0 ? rest : rest[..end]);
        }

        return null;
    }

    private void Store(string key, AssetId id)
    {
        if (Of(key) is not { } name) return;
        if (!stored.TryGetValue(name, out var there)) stored[name] = there = [];
        there.Add(id);
    }
}
