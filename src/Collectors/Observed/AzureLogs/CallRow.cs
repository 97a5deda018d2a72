using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>One call as its records together show it: Azure writes a full row, an almost empty one, and one of usage.</summary>
internal sealed class CallRow
{
    public required string Endpoint { get; init; }

    public required string Subscription { get; init; }

    public required string Request { get; init; }

    public required DateTimeOffset Time { get; set; }

    public required Origin Origin { get; set; }

    public string? Caller { get; set; }

    public string? Deployment { get; set; }

    public string? Model { get; set; }

    public string? Version { get; set; }

    public string? Operation { get; set; }

    public string? Address { get; set; }

    public string? Region { get; set; }

    /// <summary>A record that would name the caller was seen.</summary>
    public bool NamesCallers { get; set; }

    public bool HasFailed { get; set; }

    /// <summary>Takes what another record of the same call says and this one does not.</summary>
    public void Add(LogRecord record, DateTimeOffset time, Origin origin, bool namesCallers)
    {
        if (time < Time || (time == Time && origin.CompareTo(Origin) < 0)) (Time, Origin) = (time, origin);
        Caller ??= record.Text("callerobjectid", "objectid")?.ToLowerInvariant();
        Deployment ??= record.Text("modeldeploymentname", "deploymentname");
        Model ??= record.Text("modelname");
        Version ??= record.Text("modelversion");
        Operation ??= record.Text("operationname");
        Address ??= record.Text("calleripaddress");
        Region ??= record.Text("location");
        NamesCallers |= namesCallers;
        HasFailed |= record.Number("resultsignature") is < 200 or >= 300;
    }
}

/// <summary>What makes calls one statement: all of it equal.</summary>
internal sealed record CallKey(
    Caller Caller, string? Endpoint, string Model, Value Base, Value Pinned, string Api, string Region, Value Landed, Value Interface, Value Bearer)
{
    /// <summary>The calls as a claim about the workload behind the caller.</summary>
    public Claim ToClaim(Tally tally) => new(
        Caller.Asset, "calls", Posture.Assets.Plane.Observed, Value.Map(
            ("model", Value.Of(Model)), ("base", Base), ("pinned", Pinned), ("api", Value.Of(Api)), ("region", Value.Of(Region)), ("landed", Landed),
            ("interface", Interface), ("bearer", Bearer), ("principal", Value.Of(Caller.Id)),
            ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)),
            ("days", tally.Days), ("requests", tally.Requests.ToValue())), tally.Origin!, tally.Last);
}
