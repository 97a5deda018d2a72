using System.Runtime.InteropServices;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>What makes calls one statement: all of it equal; the day only where the model is a route.</summary>
internal readonly record struct CallKey(
    string Principal, string Model, string Api, string Region, string Landed, string Interface, bool Bearer, string Day)
{
    // Seven texts are compared for every call; two of them tell most calls apart.
    public override int GetHashCode() => HashCode.Combine(Principal, Model, Api.Length, Region.Length);
}

/// <summary>Folds records into calls, releases and changes; the order of files and records makes no difference.</summary>
/// <param name="source">The collector.</param>
internal sealed class TrailFold(string source)
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private readonly EventIds events = new();
    private readonly Dictionary<CallKey, Tally> calls = [];
    private readonly Dictionary<string, (Tally Tally, string Account)> principals = new(StringComparer.Ordinal);
    private readonly List<Claim> changes = [];
    private readonly Room ids = new(Reaches.MostIds);
    private readonly Room statements = new(Reaches.MostStatements);
    private readonly Room told = new(Reaches.MostStatements);
    private readonly GuardrailUpdates updates = new(source);
    private readonly TrailWrites writes = new(source);
    private readonly RoleSwaps swaps = new();

    /// <summary>Texts that repeat.</summary>
    public Interned Names { get; } = new();

    /// <summary>The service whose events alone the file at hand holds; null where it may hold those of all.</summary>
    /// <remarks>Who looked at one service did not look at the others: only model calls and guardrails are whole in the events of one.</remarks>
    public string? Only { get; set; }

    /// <summary>What was looked at and what could not be read.</summary>
    public Reaches Reaches => Only is null ? whole : Only == "bedrock" ? models : aside;

    private readonly Reaches models = new(source, ["workload.calls", "workload.trailed", "guardrail.changes", "guardrail.updated"], "CloudTrail log");
    private readonly Reaches aside = new(source, ["workload.releases"], "CloudTrail log");
    private readonly Reaches whole = new(
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
            ? new CallKey(principal, record.Model, head.Name, head.Region, record.Landed, record.Interface, record.HasBearer, Routes.DayOf(record.Model, head.Time)) : (CallKey?)null;
        var (request, sender) = (record.Request, key is null ? record.Sender : null);

        if (topic == TrailTopic.Guardrail && !document.RootElement.At("requestParameters").HasOnlyText())
            throw new InvalidOperationException("a text of the request is no Unicode");

        // Everything that can throw on a bad record is behind us: only a record that counts marks its event as seen.
        if (!(id.Length > 0 ? events.Add(id) : events.AddHash(text.Span))) return;
        if (key is { } call) AddCall(call, head.Account, head.Time, RequestId.Of(request), origin);
        else AddChange(topic, subject, (actor, sender), head, origin, document.RootElement.At("requestParameters"));
    }

    /// <summary>True where a glanced record changes stored data.</summary>
    public bool Writes(TrailGlance glance, ReadOnlySpan<byte> record) =>
        TrailWrites.Reads(Names.Text(glance.Text(record, TrailField.Source)), Names.Text(glance.Text(record, TrailField.Name)));

    /// <summary>Adds one write read at a glance; false where a general reader has to read the record, nothing having been added.</summary>
    public bool AddWrite(TrailGlance glance, ReadOnlySpan<byte> record, in Sighting seen, string file, int place) => writes.Add(glance, record, seen, Names, file, place);

    /// <summary>Adds one call read at a glance; false where a general reader has to read the record, nothing having been added.</summary>
    public bool Add(TrailGlance glance, ReadOnlySpan<byte> record, in Sighting seen, string file, int place)
    {
        var call = new TrailCall(Names);
        if (glance.Text(record, TrailField.Error).Length > 0) return true;
        if (!call.ReadIdentity(glance.Text(record, TrailField.Identity)) || !call.ReadAsked(glance.Text(record, TrailField.Asked))
            || !call.ReadAdditional(glance.Text(record, TrailField.Additional))) return false;
        if (call.IsDryRun) return true;
        var id = glance.Text(record, TrailField.Event);
        var api = Names.Text(glance.Text(record, TrailField.Name));
        if (!(id.Length > 0 ? events.Add(id) : events.AddHash(record))) return true;
        var key = new CallKey(
            call.Principal, call.Model, api, seen.Region, call.Landed.Length > 0 ? call.Landed : seen.Region,
            Names.Text(glance.Text(record, TrailField.Endpoint)), call.HasBearer, Routes.DayOf(call.Model, glance.Time));
        AddCall(key, seen.Account, glance.Time, RequestId.Of(glance.Text(record, TrailField.Request)), new LazyOrigin(source, file, place, id, api));
        return true;
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        Only = null;
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

        if (statements.IsCut) Reaches.Full($"more than {Reaches.MostStatements} different calls or callers; the rest is left out", ["workload.calls", "workload.trailed"]);
        if (told.IsCut) Reaches.Full($"more than {Reaches.MostStatements} releases and changes; the rest is left out", ["workload.releases", "workload.roleChanges", "guardrail.changes", "guardrail.updated", "account.changes", "identity.changes"]);
        if (events.IsCut) Reaches.Full($"more than {EventIds.Most} calls and changes; one delivered twice may count twice", ["workload.calls"]);
        foreach (var claim in changes.Concat(swaps.ToClaims()).OrderBy(c => c.Time).ThenBy(c => c.Origin).ThenBy(c => c.Property, StringComparer.Ordinal)) yield return claim;
        foreach (var claim in updates.ToClaims()) yield return claim;
        foreach (var claim in TrailPlaces.Of(changes)) yield return claim;
        foreach (var claim in writes.ToClaims(Reaches.ToClaims())) yield return claim;
        foreach (var claim in Reaches.ToClaims().Concat(models.ToClaims()).Concat(aside.ToClaims().Where(c => c.Property == Claim.Reserved.Gap))) yield return claim;
    }

    private void AddCall(in CallKey key, string account, DateTimeOffset time, RequestId request, in LazyOrigin origin)
    {
        if (!calls.TryGetValue(key, out var tally))
        {
            if (!statements.Take()) return;
            calls[key] = tally = new Tally(ids);
        }

        tally.Add(time, request, origin);
        ref var all = ref CollectionsMarshal.GetValueRefOrAddDefault(principals, key.Principal, out var isKnown);
        if (!isKnown) all = (new Tally(ids), account);
        else if (string.CompareOrdinal(account, all.Account) < 0) all.Account = account;
        all.Tally.Add(time, request, origin);
    }

    private void AddChange(TrailTopic topic, AssetId? subject, (string Name, Sender? Sender) actor, TrailHead head, Origin origin, JsonElement asked)
    {
        var asset = subject ?? (topic == TrailTopic.Guardrail ? TrailSubjects.Account(head) : null);
        if (asset is not { } known || !told.Take()) return;
        // The service deletes one version by the call that deletes a guardrail.
        var api = head.Name == "DeleteGuardrail" && asked.Text("guardrailVersion") is { Length: > 0 } ? "DeleteGuardrailVersion" : head.Name;
        var value = Value.Map(("api", Value.Of(api)), ("actor", Value.Of(actor.Name)), ("time", Value.Of(head.Time)));
        var word = topic == TrailTopic.Role ? "roleChanges" : known.Kind == AssetKind.Workload ? "releases" : "changes";
        changes.Add(new Claim(known, word, Plane.Observed, value, origin, head.Time) { Sender = actor.Sender });
        updates.Add(changes[^1], head.Name!, asked);
        if (word == "releases" && (asked.Text("agentResourceRoleArn") ?? asked.Text("role")) is { Length: > 0 } role) swaps.Add(changes[^1], role);
    }
}
