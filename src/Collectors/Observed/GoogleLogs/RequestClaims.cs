using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>Folded rows as claims about the workload that called, or, where no record tells it, about whoever calls that model there.</summary>
internal static class RequestClaims
{
    /// <summary>A guardrail acted that the row does not name.</summary>
    public const string Unnamed = "unnamed";

    private static readonly Value Elsewhere = Value.Unknown("the record does not hold the body that would say so");
    private static readonly Value Apart = Value.Unknown("the caller also hands prompts to Model Armor itself, which no record joins to single requests");

    /// <summary>The name of a route to a model in a project and location.</summary>
    public static string Route(RequestKey key) => key.Resource.Length > 0 ? key.Resource : "unknown";

    /// <summary>The settings of a row and their levels; those that a Gemini request may set and did not, without a threshold.</summary>
    public static IEnumerable<(SafetySetting Setting, long Level)> Settings(Row row)
    {
        foreach (var setting in row.Safety) yield return (setting, setting.Level);
        if (!row.IsGemini) yield break;
        foreach (var type in VertexSafety.Types.Where(t => !row.Safety.Any(s => s.Type == t))) yield return (new SafetySetting(type, ""), 0);
    }

    /// <summary>Invocations of one model with one prompt.</summary>
    public static Claim Invocation(string principal, RequestKey key, bool sanitizes, Tally tally)
    {
        var model = ModelId.Parse(key.Model);
        return Say(principal, "invocations", Value.Map(
            ("model", Value.Of(key.Model)), ("base", Value.Of(model.Base)), ("pinned", Value.Of(model.IsPinned)), ("resolved", Value.Of(key.Resolved)),
            ("api", Value.Of(key.Api)), ("region", Value.Of(key.Location)), ("landed", Value.Of(key.Location)),
            ("guardrail", key.Template is not { } template ? Elsewhere : template.Length == 0 && sanitizes ? Apart : Value.Of(template)), ("guardrailVersion", Value.Of("")),
            ("prompt", key.Prompt is { } prompt ? Value.Of(prompt) : key.Cache.Length > 0 ? Value.Unknown($"its system prompt lies in the cache `{key.Cache}`") : Elsewhere),
            ("cached", Value.Of(key.IsCached)), ("recoverable", Value.Of(key.IsRecoverable)),
            ("pii", key.Pii is { } kinds ? Value.List(kinds.Split(',', StringSplitOptions.RemoveEmptyEntries)) : Elsewhere), ("principal", Value.Of(principal)),
            ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)),
            ("days", tally.Days), ("requests", tally.Requests.ToValue())), tally);
    }

    /// <summary>One safety setting as it was sent, or that it was not sent.</summary>
    public static Claim Safety(string principal, string type, string threshold, string model, long level, Tally tally) => Say(principal, "safety", Value.Map(
        ("type", Value.Of(type)), ("level", Value.Of(level)), ("threshold", Value.Of(threshold)), ("model", Value.Of(model)),
        ("last", Value.Of(tally.Last))), tally);

    /// <summary>A tool that was sent.</summary>
    public static Claim Tool(string principal, string id, string name, Tally tally) => Say(principal, "tools", Value.Map(("id", Value.Of(id)), ("name", Value.Of(name))), tally);

    /// <summary>The response ids of all rows of a caller.</summary>
    public static Claim Logged(string principal, Tally tally) => Say(principal, "logged", tally.Requests.ToValue(), tally);

    /// <summary>Requests of which the log keeps no body that can be read: what they carried is not known.</summary>
    public static Claim Bodiless(string principal, Tally tally) => new Gap(
        GoogleLogsCollector.Source, Plane.Observed, GapKind.Missing, $"the request-response log holds {tally.Count} {(tally.Count == 1 ? "request" : "requests")} of `{principal}` without a body that can be read",
        "export the columns `full_request` and `request_payload` of its table too", new Reach(new AssetId(AssetKind.Workload, principal)), ["workload.safety", "workload.tools"]).ToClaim(tally.Origin!);

    /// <summary>Account and name of a caller; of a route also its region.</summary>
    public static IEnumerable<Claim> Facts(string principal, RequestKey key, Tally tally)
    {
        if (principal != Route(key))
        {
            foreach (var claim in AuditClaims.Facts(principal, key.Project, tally)) yield return claim;
            yield break;
        }

        var subject = new AssetId(AssetKind.Workload, principal);
        yield return new Claim(subject, "name", Plane.Observed, Value.Of($"callers of {key.Model}"), tally.Origin!, tally.Last);
        if (key.Project.Length > 0) yield return new Claim(subject, "account", Plane.Observed, Value.Of(key.Project), tally.Origin!, tally.Last);
        if (key.Location.Length > 0) yield return new Claim(subject, "region", Plane.Observed, Value.Of(key.Location), tally.Origin!, tally.Last);
    }

    private static Claim Say(string principal, string word, Value value, Tally tally) =>
        new(new AssetId(AssetKind.Workload, principal), word, Plane.Observed, value, tally.Origin!, tally.Last);
}
