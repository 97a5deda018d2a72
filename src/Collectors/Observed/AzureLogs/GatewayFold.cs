using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>Folds the model log of API gateways into invocations, and into calls by way of the gateway.</summary>
/// <param name="source">The collector.</param>
/// <param name="known">What the control plane says of the accounts behind the gateways.</param>
/// <param name="templates">Approved prompts with variables.</param>
internal sealed class GatewayFold(string source, KnownEndpoints known, FilledTemplates templates)
{
    private const long MostText = 256L << 20;
    private static readonly Value Elsewhere = Value.Unknown("the gateway's log does not say it");
    private readonly Dictionary<(string Service, string Request), GatewayRow> rows = [];
    private readonly ServedPrompts prompts = new(source);
    private readonly SortedDictionary<string, Origin> unlogged = new(StringComparer.Ordinal);
    private long held;

    /// <summary>Which subscriptions and regions were looked at.</summary>
    public Reaches Reaches { get; } = new(source, ["workload.invocations", "workload.promptLines"], "API gateway log");

    /// <summary>Adds one record of the categories `GatewayLlmLogs` or `GatewayLogs`.</summary>
    public void Add(LogRecord record, ArmId resource, bool isOfModel, DateTimeOffset time, string file, int place)
    {
        if (record.Text("correlationid") is not { } request) return;
        if (isOfModel) Reaches.Saw(resource.Subscription, ArmId.Region(record.Text("location", "region") ?? ""), time, file);
        if (!rows.TryGetValue((resource.Service, request), out var row)) rows[(resource.Service, request)] = row = new GatewayRow(resource, request);
        held += row.Add(record, time, new Origin(source, file, place, request, record.Text("operationname")), isOfModel, held < MostText);
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var invocations = new Dictionary<InvocationKey, Tally>();
        foreach (var row in rows.Values.Where(r => r is { IsOfModel: true, HasFailed: false } && (r.Deployment ?? r.Model) is not null))
        {
            var key = Key(row);
            if (!invocations.TryGetValue(key, out var tally)) invocations[key] = tally = new Tally();
            tally.Add(row.Time, row.Request, row.Origin!);
        }

        var named = new HashSet<(string, string?)>();
        foreach (var (key, tally) in invocations.OrderBy(i => i.Key.ToString(), StringComparer.Ordinal))
        {
            yield return Invocation(key, tally);
            yield return key.Call.ToClaim(tally);
            if (named.Add((key.Call.Caller.Id, key.Call.Endpoint))) foreach (var fact in key.Call.Caller.Facts(key.Call.Endpoint, tally.Origin!, tally.Last)) yield return fact;
            if (tally.Requests.IsCut) Reaches.Cut(key.Call.Caller.Asset, "workload.invocations", tally.Origin!);
        }

        foreach (var claim in prompts.ToClaims()) yield return claim;
        foreach (var (caller, origin) in unlogged) yield return Unlogged(caller, origin);
        foreach (var claim in Reaches.ToClaims()) yield return claim;
    }

    private Claim Unlogged(string caller, Origin origin) => new Gap(
        source, Plane.Observed, GapKind.Missing, $"the gateway's log does not hold the prompts of all requests to `{caller}`",
        "log messages of requests in the API's diagnostic settings (`largeLanguageModel.logs`, requests.messages `all`)",
        new Reach(new AssetId(AssetKind.Workload, caller)), ["workload.promptLines"]).ToClaim(origin);

    private InvocationKey Key(GatewayRow row)
    {
        var endpoint = row.Backend is { } url && Uri.TryCreate(url, UriKind.Absolute, out var at) ? known.AtHost(at.Host) : null;
        var name = row.Deployment ?? row.Model!;
        var deployment = endpoint is null ? null : known.Deployment(endpoint, name);
        var messages = Messages.Of(row.Prompt);
        var region = ArmId.Region(row.Region ?? "");
        var model = row.Model is { } served ? AzureModel.Base(served, null) : deployment?.Base;
        var id = KnownEndpoints.DeploymentId(endpoint ?? row.Service.Service, name);
        var caller = new Caller(id, $"{ArmId.Parse(endpoint ?? row.Service.Service)!.Name}/{name.ToLowerInvariant()}", row.Service.Subscription);
        var landed = endpoint is null ? Elsewhere : known.Landed(endpoint, name, known.RegionOf(endpoint) ?? region);
        var pinned = deployment is null ? Elsewhere : Value.Of(deployment is { HasVersion: true, Upgrade: "never" or "" });
        // Whoever holds a key of the account behind the gateway calls past the gateway: the account's own log shows that.
        var call = new CallKey(
            caller, endpoint, name, model is null ? Elsewhere : Value.Of(model), pinned, "GatewayLlmLogs", region, landed, Value.Of(row.Service.Service), Value.False);
        var guardrail = deployment is null ? Elsewhere : Value.Of(deployment.Policy.Length == 0 ? "" : $"{endpoint}/raipolicies/{deployment.Policy}");
        var system = messages.SystemText is not { Length: > 0 } said ? messages.SystemText : templates.Fingerprint(said);
        if (messages.SystemText is { } text) prompts.Add(caller.Id, system, () => templates.Told(text), row.Time, row.Origin!);
        else if (!unlogged.TryGetValue(caller.Id, out var first) || row.Origin!.CompareTo(first) < 0) unlogged[caller.Id] = row.Origin!;
        return new InvocationKey(call, guardrail, row.Model ?? "", system, messages.Pii, row.IsCached, row.HasPrompt);
    }

    private static Claim Invocation(InvocationKey key, Tally tally)
    {
        var call = key.Call;
        return new Claim(call.Caller.Asset, "invocations", Plane.Observed, Value.Map(
            ("model", Value.Of(call.Model)), ("base", call.Base), ("pinned", call.Pinned), ("resolved", Value.Of(key.Served)),
            ("api", Value.Of(call.Api)), ("region", Value.Of(call.Region)), ("landed", call.Landed), ("guardrail", key.Guardrail), ("guardrailVersion", Value.Of("")),
            ("prompt", key.System is { } prompt ? Value.Of(prompt) : Elsewhere), ("cached", Value.Of(key.IsCached)), ("recoverable", Value.Of(key.HasPrompt)),
            ("pii", key.Pii is { } kinds ? Value.List(kinds.Split(',', StringSplitOptions.RemoveEmptyEntries)) : Elsewhere), ("principal", Value.Of(call.Caller.Id)),
            ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)),
            ("days", tally.Days), ("requests", tally.Requests.ToValue())), tally.Origin!, tally.Last);
    }

    /// <summary>What makes invocations one statement: all of it equal.</summary>
    private sealed record InvocationKey(CallKey Call, Value Guardrail, string Served, string? System, string? Pii, bool IsCached, bool HasPrompt);
}
