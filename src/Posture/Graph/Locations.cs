using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Places that registered datasets are kept at (`s3://bucket/prefix`): what lies below one is that dataset.</summary>
internal sealed class Locations
{
    private const string Scheme = "://";
    private readonly Dictionary<string, AssetId?> places = new(StringComparer.Ordinal);

    private Locations() { }

    /// <summary>No place is known.</summary>
    public static Locations None { get; } = new();

    /// <summary>The places among the aliases of datasets that a registry knows; one that two of them claim is neither's.</summary>
    public static Locations Of(IEnumerable<Claim> bindings, IReadOnlyDictionary<AssetId, AssetId> own)
    {
        var locations = new Locations();
        foreach (var claim in bindings)
        {
            if (claim is not { Plane: Plane.Approved, Subject.Kind: AssetKind.Dataset }) continue;
            var alias = Binding.From(claim).Alias;
            if (!alias.Contains(Scheme, StringComparison.Ordinal)) continue;
            var (place, asset) = (alias.TrimEnd('/'), own.GetValueOrDefault(claim.Subject, claim.Subject));
            locations.places[place] = locations.places.TryGetValue(place, out var known) && known != asset ? null : asset;
        }

        return locations;
    }

    /// <summary>The dataset whose place holds a location: the longest one, cut at `/`; null where none does.</summary>
    public AssetId? Find(string location)
    {
        var scheme = location.IndexOf(Scheme, StringComparison.Ordinal);
        if (scheme < 0 || places.Count == 0) return null;
        for (var place = location.TrimEnd('/'); place.Length > scheme + Scheme.Length; place = place[..place.LastIndexOf('/')])
        {
            if (places.TryGetValue(place, out var asset)) return asset;
        }

        return null;
    }
}
