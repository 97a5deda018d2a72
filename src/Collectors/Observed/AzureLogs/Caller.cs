using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>Who called: an identity of Entra, or, where a key was used and nobody is named, whatever the key opens.</summary>
/// <param name="Id">Object id of the identity; else id of the deployment, or of the account where the record names no deployment.</param>
/// <param name="Title">What people may call it.</param>
/// <param name="Subscription">Where it called.</param>
/// <param name="Region">The region of what a key opens; empty for an identity, which may be anywhere.</param>
internal sealed record Caller(string Id, string Title, string Subscription, string Region = "")
{
    /// <summary>The workload behind it.</summary>
    public AssetId Asset { get; } = new(AssetKind.Workload, Id);

    /// <summary>Its facts, and that it uses an account.</summary>
    /// <param name="endpoint">The account; null where the record does not say which.</param>
    /// <param name="origin">Where that can be read.</param>
    /// <param name="time">When it was so.</param>
    public IEnumerable<Claim> Facts(string? endpoint, Origin origin, DateTimeOffset time)
    {
        yield return new Claim(Asset, "account", Plane.Observed, Value.Of(Subscription), origin, time);
        yield return new Claim(Asset, "name", Plane.Observed, Value.Of(Title), origin, time);
        if (Region.Length > 0) yield return new Claim(Asset, "region", Plane.Observed, Value.Of(Region), origin, time);
        if (endpoint is not null) yield return new Relation(Asset, "uses", new AssetId(AssetKind.Endpoint, endpoint)).ToClaim(Plane.Observed, origin, time);
    }
}
