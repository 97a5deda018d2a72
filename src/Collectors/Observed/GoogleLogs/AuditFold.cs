using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>What makes calls one statement: all of it equal.</summary>
internal sealed record CallKey(string Principal, string Actor, string Project, string Model, string Api, string Location, string? Interface);

/// <summary>What an entry says, kept until all entries of its operation are read.</summary>
internal sealed record Entry(AuditTopic Topic, CallKey Key, AssetId? Subject, string Cache, DateTimeOffset Time, string Response, Origin Origin, bool HasFailed, Sender? Sender = null);

/// <summary>Folds audit entries into calls, releases and changes; the order of files and records makes no difference.</summary>
internal sealed class AuditFold(GoogleProjects projects)
{
    private readonly HashSet<string> events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Entry>> operations = new(StringComparer.Ordinal);
    private readonly Dictionary<CallKey, Tally> calls = [];
    private readonly SortedDictionary<string, (string Project, Tally Tally, bool HasIds)> principals = new(StringComparer.Ordinal);
    private readonly List<Claim> changes = [];
    private readonly HashSet<string> sanitizing = new(StringComparer.Ordinal);

    /// <summary>What was looked at for calls.</summary>
    public Reaches Calls { get; } = new(GoogleLogsCollector.Source, ["workload.calls", "workload.trailed"], "audit log");

    /// <summary>What was looked at for releases and changes.</summary>
    public Reaches Changes { get; } = new(GoogleLogsCollector.Source, ["workload.releases", "guardrail.changes", "guardrail.updated", "account.changes"], "audit log");

    /// <summary>Who the audit entries say called.</summary>
    public Callers Callers { get; } = new();

    /// <summary>Adds one entry; its project, empty where it is none of an audit log, null where it has no time.</summary>
    public string? Add(AuditRecord record, Lazy<string> identity, string file, int place)
    {
        if (!record.IsAudit) return "";
        if (record.Time is not { } time) return null;
        var project = projects.IdOf(record.Project);
        var topic = AuditTopics.Of(record.Service, record.Method);
        See(record, topic, project, time, file);
        if (topic is not { } known) return project;
        var location = projects.Name(record.Resource)?.Location is { Length: > 0 } said ? said : record.Label("location") ?? "";
        var key = new CallKey(record.Principal, record.Actor, project, AuditSubjects.Model(record, projects), record.Method, location, record.Interface);
        var cache = known == AuditTopic.Cache ? projects.Name(record.Answered("name"))?.ToString() ?? "" : "";
        var entry = new Entry(
            known, key, AuditSubjects.Of(known, record, projects), cache, time, record.Response,
            new Origin(GoogleLogsCollector.Source, file, place, record.Id.Length > 0 ? record.Id : null, record.Method), record.HasFailed, record.Sender);
        var operation = record.Operation;

        // Everything that can throw on a bad record is behind us: only a record that counts marks its event as seen.
        if (!events.Add(record.Id.Length > 0 ? $"{project}/{record.Id}/{time.UtcTicks}" : identity.Value)) return project;
        if (operation.Length == 0) Take(entry);
        else if (operations.TryGetValue($"{project}/{operation}", out var same)) same.Add(entry);
        else operations[$"{project}/{operation}"] = [entry];
        return project;
    }

    /// <summary>Counts what was recorded at its start and its end once, and not at all where it failed.</summary>
    public void Settle()
    {
        foreach (var (_, entries) in operations.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (entries.Exists(e => e.HasFailed)) continue;
            var first = entries.OrderBy(e => e.Time).ThenBy(e => e.Origin).First();
            Take(first with
            {
                Subject = first.Subject ?? entries.Select(e => e.Subject).FirstOrDefault(s => s is not null),
                Response = entries.Select(e => e.Response).FirstOrDefault(r => r.Length > 0) ?? "",
                Cache = entries.Select(e => e.Cache).FirstOrDefault(c => c.Length > 0) ?? "",
            });
        }

        operations.Clear();
    }

    /// <summary>True where a principal also hands prompts to Model Armor itself.</summary>
    public bool Sanitizes(string principal) => sanitizing.Contains(principal);

    /// <summary>The calls, by who made them to which model where.</summary>
    public IEnumerable<(CallKey Key, Tally Tally)> Made => calls.Select(c => (c.Key, c.Value));

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (key, tally) in calls.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal)) yield return AuditClaims.Call(key, tally);
        foreach (var (principal, (project, tally, hasIds)) in principals)
        {
            foreach (var claim in AuditClaims.Facts(principal, project, tally)) yield return claim;
            yield return hasIds ? AuditClaims.Trailed(principal, tally) : AuditClaims.Unnumbered(principal, tally);
            if (tally.Requests.IsCut) Calls.Cut(new AssetId(AssetKind.Workload, principal), "workload.trailed", tally.Origin!);
        }

        foreach (var claim in changes.OrderBy(c => c.Time).ThenBy(c => c.Origin).ThenBy(c => c.Subject)) yield return claim;
        foreach (var claim in Calls.ToClaims().Concat(Changes.ToClaims())) yield return claim;
    }

    // Only a record of the sort says that its sort is written at all.
    private void See(AuditRecord record, AuditTopic? topic, string project, DateTimeOffset time, string file)
    {
        if (project.Length == 0) return;
        var isVertex = record.Service.EndsWith("aiplatform.googleapis.com", StringComparison.Ordinal);
        if (topic == AuditTopic.Call || (isVertex && record.IsDataAccess)) Calls.Saw(project, Reaches.Everywhere, time, file);
        else if (record.IsActivity) Changes.Saw(project, Reaches.Everywhere, time, file);
    }

    private void Take(Entry entry)
    {
        if (entry.HasFailed) return;
        var key = entry.Key;
        if (entry.Topic == AuditTopic.Call) AddCall(entry);
        else if (entry.Topic == AuditTopic.Sanitize) sanitizing.Add(key.Principal);
        else if (entry.Topic == AuditTopic.Cache && entry.Cache.Length > 0)
            changes.Add(new Binding(new AssetId(AssetKind.Workload, key.Principal), entry.Cache, "made").ToClaim(Plane.Observed, entry.Origin, entry.Time));
        else if (entry.Subject is { } subject)
            changes.Add(AuditClaims.Change(subject, subject.Kind == AssetKind.Workload ? "releases" : "changes", key, entry));
        else if (entry.Topic == AuditTopic.Logging && key.Project.Length > 0)
            changes.Add(AuditClaims.Change(new AssetId(AssetKind.Account, key.Location.Length > 0 ? $"{key.Project}/{key.Location}" : key.Project), "changes", key, entry));
    }

    private void AddCall(Entry entry)
    {
        var key = entry.Key;
        if (!calls.TryGetValue(key, out var tally)) calls[key] = tally = new Tally();
        tally.Add(entry.Time, entry.Response, entry.Origin);
        Callers.Add(key, entry.Time, entry.Response);
        if (!principals.TryGetValue(key.Principal, out var all)) all = (key.Project, new Tally(), true);
        if (string.CompareOrdinal(key.Project, all.Project) < 0) all.Project = key.Project;
        all.HasIds &= entry.Response.Length > 0;
        principals[key.Principal] = all;
        all.Tally.Add(entry.Time, entry.Response, entry.Origin);
    }
}
