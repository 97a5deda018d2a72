using System.Collections.Frozen;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>Folds events of the activity log, and of an account's audit log, into releases and changes.</summary>
/// <param name="source">The collector.</param>
internal sealed class ActivityFold(string source)
{
    private static readonly FrozenSet<string> Deployables =
        FrozenSet.ToFrozenSet(["microsoft.web/sites", "microsoft.app/containerapps", "microsoft.app/jobs", "microsoft.containerinstance/containergroups"]);

    // Keys as people know them; Azure writes operations in capitals.
    private static readonly FrozenDictionary<string, string> Spellings = new[]
    {
        "listKeys", "regenerateKey", "raiPolicies", "raiBlocklists", "raiBlocklistItems", "diagnosticSettings", "privateEndpointConnections", "commitmentPlans",
    }.ToFrozenDictionary(n => n.ToLowerInvariant(), n => n);

    private readonly HashSet<string> events = new(StringComparer.Ordinal);
    private readonly List<Claim> claims = [];
    private readonly SortedDictionary<string, (DateTimeOffset From, DateTimeOffset Until, string File)> windows = new(StringComparer.Ordinal);

    /// <summary>True where a record is an event of the control plane: `microsoft.cognitiveservices/accounts/write`.</summary>
    public static bool IsEvent(string? operation) =>
        operation?.ToLowerInvariant().Split('/') is [var provider, _, .., "write" or "delete" or "action"] && provider.StartsWith("microsoft.", StringComparison.Ordinal);

    /// <summary>Adds one event of the activity log.</summary>
    public void Add(LogRecord record, ArmId resource, string operation, DateTimeOffset time, string file, int place)
    {
        var window = windows.GetValueOrDefault(resource.Subscription, (time, time, file));
        windows[resource.Subscription] = (
            time < window.Item1 ? time : window.Item1, time > window.Item2 ? time : window.Item2, string.CompareOrdinal(file, window.Item3) < 0 ? file : window.Item3);
        var status = record.Text("status", "activitystatusvalue", "activitystatus", "resulttype");
        if (status is null || !status.StartsWith("Succe", StringComparison.OrdinalIgnoreCase)) return;
        var parts = operation.ToLowerInvariant().Split('/');
        if (Subject(resource, parts) is not { } subject) return;
        var id = record.Text("eventdataid") ?? record.Text("correlationid") ?? record.Text("operationid") ?? $"{time.Ticks}";
        if (!events.Add($"{id} {operation.ToLowerInvariant()} {resource.Text}")) return;
        Change(record, subject, Api(parts), Actor(record), time, new Origin(source, file, place, record.Text("eventdataid") ?? record.Text("correlationid"), operation));
    }

    /// <summary>Adds one record of the category `Audit` of an account.</summary>
    public void AddAudit(LogRecord record, ArmId resource, DateTimeOffset time, string file, int place)
    {
        var name = record.Text("operationname")?.TrimEnd('s').ToLowerInvariant();
        if (name is not ("listkey" or "regeneratekey") || record.Number("resultsignature") is < 200 or >= 300) return;
        var id = record.Text("correlationid") ?? $"{file}#{place}";
        if (!events.Add($"{id} {name} {resource.Service}")) return;
        Change(
            record, new AssetId(AssetKind.Endpoint, resource.Service), name == "listkey" ? "accounts/listKeys/action" : "accounts/regenerateKey/action",
            record.Text("callerobjectid", "objectid") ?? "unknown", time, new Origin(source, file, place, record.Text("correlationid"), "Audit"));
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var claim in claims.OrderBy(c => c.Time).ThenBy(c => c.Origin).ThenBy(c => c.Subject)) yield return claim;
        foreach (var (subscription, (from, until, file)) in windows)
        {
            yield return new Coverage(
                source, Plane.Observed, new Reach(Account: subscription), ["workload.releases", "guardrail.changes", "endpoint.changes"], from, until)
                .ToClaim(new Origin(source, file));
        }
    }

    // A deployment is both: its account changed, and what calls it was released.
    private static AssetId? Subject(ArmId resource, string[] operation)
    {
        if (resource.Type == ArmId.Accounts)
        {
            if (resource.Child("deployments") is not null) return new AssetId(AssetKind.Workload, resource.Text);
            return resource.Child("raipolicies") is not null ? new AssetId(AssetKind.Guardrail, resource.Text) : new AssetId(AssetKind.Endpoint, resource.Service);
        }

        return Deployables.Contains(resource.Type) && operation[^1] == "write" ? new AssetId(AssetKind.Workload, resource.Service) : null;
    }

    private void Change(LogRecord record, AssetId subject, string api, string actor, DateTimeOffset time, Origin origin)
    {
        var value = Value.Map(("api", Value.Of(api)), ("actor", Value.Of(actor)), ("time", Value.Of(time)));
        // The log does not say whether an object id is a person's.
        var sender = Sender.Of(record.Text("calleripaddress"), null, isPerson: true);
        claims.Add(new Claim(subject, subject.Kind == AssetKind.Workload ? "releases" : "changes", Plane.Observed, value, origin, time) { Sender = sender });
        if (subject.Kind == AssetKind.Workload && ArmId.Parse(subject.Key) is { Type: ArmId.Accounts } deployment)
            claims.Add(new Claim(new AssetId(AssetKind.Endpoint, deployment.Service), "changes", Plane.Observed, value, origin, time) { Sender = sender });
    }

    // `microsoft.cognitiveservices/accounts/raipolicies/write` is `accounts/raiPolicies/write`.
    private static string Api(string[] operation) => string.Join('/', operation[1..].Select(p => Spellings.GetValueOrDefault(p, p)));

    private static string Actor(LogRecord record)
    {
        if (record.Text("caller") is { } caller) return caller;
        var claims = GuardrailJson.Find(record.Element("identity"), "claims");
        if (claims.ValueKind != System.Text.Json.JsonValueKind.Object) claims = record.Element("claims");
        foreach (var name in (string[])["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
            "http://schemas.microsoft.com/identity/claims/objectidentifier", "appid"])
        {
            if (claims.Text(name) is { Length: > 0 } actor) return actor;
        }

        return "unknown";
    }
}
