using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>Folded entries as claims about the workload behind a principal.</summary>
internal static class AuditClaims
{
    private static readonly Value Unsaid = Value.Unknown("the record does not say from where the call came");

    /// <summary>Calls of one model over one route; a list of ids that lacks some is partial.</summary>
    public static Claim Call(CallKey key, Tally tally)
    {
        var model = ModelId.Parse(key.Model);
        var value = Value.Map(
            ("model", Value.Of(key.Model)), ("base", Value.Of(model.Base)), ("pinned", Value.Of(model.IsPinned)),
            ("api", Value.Of(key.Api)), ("region", Value.Of(key.Location)), ("landed", Value.Of(key.Location)),
            ("interface", key.Interface is { } way ? Value.Of(way) : Unsaid), ("bearer", Value.False), ("principal", Value.Of(key.Actor)),
            ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)),
            ("days", tally.Days), ("requests", Requests(tally)));
        return new Claim(Workload(key.Principal), "calls", Plane.Observed, value, tally.Origin!, tally.Last);
    }

    /// <summary>The response ids of all calls of a principal.</summary>
    public static Claim Trailed(string principal, Tally tally) => new(Workload(principal), "trailed", Plane.Observed, tally.Requests.ToValue(), tally.Origin!, tally.Last);

    /// <summary>Calls whose entries name no answer: they cannot be matched with logged requests one by one.</summary>
    public static Claim Unnumbered(string principal, Tally tally) => new Gap(
        GoogleLogsCollector.Source, Plane.Observed, GapKind.Missing, $"audit entries of `{principal}` name no response id, so its calls cannot be matched with logged requests one by one",
        "compare their counts: Google writes the id into some entries only", new Reach(Workload(principal)), ["workload.trailed"]).ToClaim(tally.Origin!);

    /// <summary>A release or a change: who and when.</summary>
    public static Claim Change(AssetId subject, string word, CallKey key, Entry entry) => new(
        subject, word, Plane.Observed,
        Value.Map(("api", Value.Of(key.Api)), ("actor", Value.Of(key.Actor)), ("time", Value.Of(entry.Time))), entry.Origin, entry.Time) { Sender = entry.Sender };

    /// <summary>Account, name and the other spelling of a principal.</summary>
    public static IEnumerable<Claim> Facts(string principal, string project, Tally tally)
    {
        var subject = Workload(principal);
        if (project.Length > 0) yield return new Claim(subject, "account", Plane.Observed, Value.Of(project), tally.Origin!, tally.Last);
        yield return new Claim(subject, "name", Plane.Observed, Value.Of(principal.Split('@')[0] is { Length: > 0 } name ? Principal.NameOf(name) : principal), tally.Origin!, tally.Last);
        if (principal.EndsWith(".gserviceaccount.com", StringComparison.Ordinal))
            yield return new Binding(subject, "serviceAccount:" + principal, "is").ToClaim(Plane.Observed, tally.Origin!, tally.Last);
    }

    private static AssetId Workload(string key) => new(AssetKind.Workload, key);

    private static Value Requests(Tally tally)
    {
        var ids = tally.Requests.ToValue();
        return ids.AsList is { } list && list.Items.Length < tally.Count ? Value.PartialList(list.Items) : ids;
    }
}
