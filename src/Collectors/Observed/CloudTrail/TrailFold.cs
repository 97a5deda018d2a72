using System.Security.Cryptography;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>What makes calls one statement: all of it equal; the day only where the model is a route.</summary>
internal sealed record CallKey(
    string Principal, string Model, string Api, string Region, string Landed, string Interface, bool Bearer, string Day);

/// <summary>Folds records into calls, releases and changes; the order of files and records makes no difference.</summary>
/// <param name="source">The collector.</param>
internal sealed class TrailFold(string source)
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private readonly HashSet<string> events = new(StringComparer.Ordinal);
    private readonly Dictionary<CallKey, Tally> calls = [];
    private readonly Dictionary<string, (Tally Tally, string Account)> principals = new(StringComparer.Ordinal);
    private readonly List<Claim> changes = [];
    private readonly GuardrailUpdates updates = new(source);
    private readonly TrailWrites writes = new(source);

    /// <summary>Texts that repeat.</summary>
    public Interned Names { get; } = new();

    /// <summary>What was looked at and what could not be read.</summary>
    public Reaches Reaches { get; } = new(
        source, ["workload.calls", "workload.trailed", "workload.releases", "guardrail.changes", "guardrail.updated", "account.changes"], "CloudTrail log");

    /// <summary>Adds one record.</summary>
    public void Add(TrailHead head, ReadOnlyMemory<byte> text, string file, int place)
    {
        if (writes.Add(head, text, file, place)) return;
        if (head.Name is null || TrailEvents.Of(head.Source!, head.Name) is not { } topic) return;
        using var document = JsonDocument.Parse(text, Bounded);
        var record = new TrailRecord(head, document.RootElement);
        if (record.HasFailed) return;
        var id = record.Id;
        var origin = new Origin(source, file, place, id.Length > 0 ? id : null, head.Name);
        var (principal, actor) = (record.Principal, record.Actor);
        var subject = topic == TrailTopic.Call ? default : TrailSubjects.Of(topic, record);
        var key = topic == TrailTopic.Call
            ? new CallKey(principal, record.Model, head.Name, head.Region, record.Landed, record.Interface, record.HasBearer, Routes.DayOf(record.Model, head.Time)) : null;
        var request = record.Request;

        // Everything that can throw on a bad record is behind us: only a record that counts marks its event as seen.
        if (!events.Add(id.Length > 0 ? id : Convert.ToHexString(SHA256.HashData(text.Span)))) return;
        if (key is not null) AddCall(key, head, request, origin);
        else AddChange(topic, subject, actor, head, origin, document.RootElement.At("requestParameters"));
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        var cut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, tally) in calls.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal))
        {
            yield return TrailClaims.Call(key, tally);
            if (tally.Requests.IsCut && cut.Add(key.Principal)) Reaches.Cut(new AssetId(AssetKind.Workload, key.Principal), "workload.calls", tally.Origin!);
        }

        foreach (var (principal, (tally, account)) in principals.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            foreach (var claim in Principal.Facts(principal, account, tally.Origin!, tally.Last)) yield return claim;
            yield return TrailClaims.Trailed(principal, tally);
            if (tally.Requests.IsCut) Reaches.Cut(new AssetId(AssetKind.Workload, principal), "workload.trailed", tally.Origin!);
        }

        foreach (var claim in changes.OrderBy(c => c.Time).ThenBy(c => c.Origin)) yield return claim;
        foreach (var claim in updates.ToClaims()) yield return claim;
        foreach (var claim in TrailPlaces.Of(changes)) yield return claim;
        foreach (var claim in writes.ToClaims(Reaches.ToClaims())) yield return claim;
        foreach (var claim in Reaches.ToClaims()) yield return claim;
    }

    private void AddCall(CallKey key, TrailHead head, string request, Origin origin)
    {
        if (!calls.TryGetValue(key, out var tally)) calls[key] = tally = new Tally();
        tally.Add(head.Time, request, origin);
        if (!principals.TryGetValue(key.Principal, out var all)) all = (new Tally(), head.Account);
        if (string.CompareOrdinal(head.Account, all.Account) < 0) all.Account = head.Account;
        principals[key.Principal] = all;
        all.Tally.Add(head.Time, request, origin);
    }

    private void AddChange(TrailTopic topic, AssetId? subject, string actor, TrailHead head, Origin origin, JsonElement asked)
    {
        var asset = subject ?? (topic == TrailTopic.Guardrail ? TrailSubjects.Account(head) : null);
        if (asset is not { } known) return;
        // The service deletes one version by the call that deletes a guardrail.
        var api = head.Name == "DeleteGuardrail" && asked.Text("guardrailVersion") is { Length: > 0 } ? "DeleteGuardrailVersion" : head.Name;
        var value = Value.Map(("api", Value.Of(api)), ("actor", Value.Of(actor)), ("time", Value.Of(head.Time)));
        changes.Add(new Claim(known, known.Kind == AssetKind.Workload ? "releases" : "changes", Plane.Observed, value, origin, head.Time));
        updates.Add(changes[^1], head.Name!, asked);
    }
}
