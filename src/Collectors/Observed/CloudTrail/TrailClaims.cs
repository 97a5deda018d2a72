using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Folded calls as claims about the workload behind a principal.</summary>
internal static class TrailClaims
{
    /// <summary>Calls of one model over one route.</summary>
    public static Claim Call(CallKey key, Tally tally)
    {
        var model = ModelId.Parse(key.Model);
        var value = Value.Map(
            ("model", Value.Of(key.Model)), ("base", Value.Of(model.Base)), ("pinned", Value.Of(model.IsPinned)),
            ("api", Value.Of(key.Api)), ("region", Value.Of(key.Region)), ("landed", Value.Of(key.Landed)),
            ("interface", Value.Of(key.Interface)), ("bearer", Value.Of(key.Bearer)), ("principal", Value.Of(key.Principal)),
            ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)),
            ("days", tally.Days), ("requests", tally.Requests.ToValue()));
        return new Claim(new AssetId(AssetKind.Workload, key.Principal), "calls", Plane.Observed, value, tally.Origin!, tally.Last);
    }

    /// <summary>The request ids of all calls of a principal.</summary>
    public static Claim Trailed(string principal, Tally tally) => new(
        new AssetId(AssetKind.Workload, principal), "trailed", Plane.Observed, tally.Requests.ToValue(), tally.Origin!, tally.Last);
}
