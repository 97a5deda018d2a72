using System.Collections.Immutable;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>What a row says but for its caller, time and ids.</summary>
internal sealed record RequestKey(
    string Project, string Location, string Model, string Resource, string Resolved, string Api, string? Template, string Cache,
    string? Prompt, bool IsCached, bool IsRecoverable, string? Pii)
{
    /// <summary>True where the row holds a request that can be read.</summary>
    public bool HasBody => Pii is not null;
}

/// <summary>One row: what it says, which safety settings and tools it carried.</summary>
internal sealed record Row(
    RequestKey Key, ImmutableArray<SafetySetting> Safety, ImmutableArray<(string Name, string Id)> Tools, bool IsGemini, DateTimeOffset Time, string Response, Origin Origin);

/// <summary>Folds rows into invocations, safety settings and tools, each said of whoever the audit log tells as the caller.</summary>
internal sealed class RequestFold(GoogleProjects projects, FilledTemplates templates)
{
    private static readonly ImmutableArray<string> Spoken = ["workload.invocations", "workload.logged", "workload.tools", "workload.safety"];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<RequestKey, RequestKey> known = [];
    private readonly List<Row> rows = [];

    /// <summary>What was looked at and what could not be read.</summary>
    public Reaches Reaches { get; } = new(GoogleLogsCollector.Source, Spoken, "request-response log");

    /// <summary>Adds one row; its project, empty where it says none or is no row, null where it has no time.</summary>
    public string? Add(RequestRecord record, Lazy<string> identity, string file, int place)
    {
        if (!record.IsRequest) return "";
        if (record.Time is not { } time) return null;
        var name = projects.Name(record.Resource);
        var project = name?.Project ?? "";
        var key = Key(record, name);
        var row = new Row(
            key, record.IsGemini ? [.. VertexSafety.Of(record.Request)] : [], [.. RequestTexts.Tools(record)], record.IsGemini, time, record.Response,
            new Origin(GoogleLogsCollector.Source, file, place, record.Id.Length > 0 ? record.Id : null, record.Api));
        var hasFailed = record.HasFailed;

        // Everything that can throw on a bad record is behind us: only a record that counts marks its row as seen.
        if (!seen.Add(record.Id.Length > 0 ? $"{project}/{record.Id}" : identity.Value)) return project;
        if (project.Length > 0) Reaches.Saw(project, Reaches.Everywhere, time, file);
        if (hasFailed) return project;
        if (!known.TryGetValue(key, out var same)) known[key] = same = key;
        rows.Add(row with { Key = same });
        return project;
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims(AuditFold audit)
    {
        var invocations = new Dictionary<(string Principal, RequestKey Key), Tally>();
        var safety = new Dictionary<(string Principal, string Type, string Threshold, string Model), (long Level, Tally Tally)>();
        var tools = new Dictionary<(string Principal, string Id), (string Name, Tally Tally)>();
        var logged = new SortedDictionary<string, (RequestKey Key, Tally Tally)>(StringComparer.Ordinal);
        var bodiless = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var caller = audit.Callers.Of(row.Response, row.Key.Project, row.Key.Location, row.Key.Model, row.Time) ?? RequestClaims.Route(row.Key);
            Of(invocations, (caller, row.Key), () => new Tally()).Add(row.Time, row.Response, row.Origin);
            foreach (var (setting, level) in RequestClaims.Settings(row))
                Of(safety, (caller, setting.Type, setting.Threshold, row.Key.Model), () => (Level: level, Tally: new Tally())).Tally.Add(row.Time, "", row.Origin);
            foreach (var (name, id) in row.Tools) Of(tools, (caller, id), () => (Name: name, Tally: new Tally())).Tally.Add(row.Time, "", row.Origin);
            if (!row.Key.HasBody) Of(bodiless, caller, () => new Tally()).Add(row.Time, "", row.Origin);
            Of(logged, caller, () => (row.Key, Tally: new Tally())).Tally.Add(row.Time, row.Response, row.Origin);
        }

        foreach (var ((principal, key), tally) in invocations.OrderBy(i => i.Key.Principal, StringComparer.Ordinal).ThenBy(i => i.Key.Key.ToString(), StringComparer.Ordinal))
            yield return RequestClaims.Invocation(principal, key, audit.Sanitizes(principal), tally);
        foreach (var (key, (level, tally)) in safety.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal)) yield return RequestClaims.Safety(key.Principal, key.Type, key.Threshold, key.Model, level, tally);
        foreach (var ((principal, id), (name, tally)) in tools.OrderBy(t => t.Key.ToString(), StringComparer.Ordinal)) yield return RequestClaims.Tool(principal, id, name, tally);
        foreach (var (principal, (key, tally)) in logged)
        {
            foreach (var claim in RequestClaims.Facts(principal, key, tally)) yield return claim;
            yield return RequestClaims.Logged(principal, tally);
            if (bodiless.TryGetValue(principal, out var dark)) yield return RequestClaims.Bodiless(principal, dark);
            if (!tally.Requests.IsCut) continue;
            foreach (var word in Spoken[..2]) Reaches.Cut(new AssetId(AssetKind.Workload, principal), word, tally.Origin!);
        }

        foreach (var claim in Unlogged(audit)) yield return claim;
        foreach (var claim in Reaches.ToClaims()) yield return claim;
    }

    private RequestKey Key(RequestRecord record, GoogleName? name)
    {
        var resource = name?.ToString() ?? record.Resource;
        var model = name?.Rest.Split('/') is ["publishers", _, "models", { Length: > 0 } id, ..] ? id : name is null ? ModelId.Parse(resource).Base : resource;
        var template = !record.HasBody ? null : record.Template is { Length: > 0 } named ? named[(named.LastIndexOf('/') + 1)..] : record.IsArmored ? RequestClaims.Unnamed : "";
        var cache = record.Cache is { Length: > 0 } used ? projects.Name(used)?.ToString() ?? used : "";
        return new RequestKey(
            name?.Project ?? "", name?.Location ?? "", model, resource, record.Resolved, record.Api, template, cache,
            !record.HasBody || cache.Length > 0 ? null : RequestTexts.System(record, templates), record.IsCached, record.IsRecoverable,
            record.HasBody ? string.Join(',', RequestTexts.Pii(record)) : null);
    }

    // Logging is set model by model and location by location: a model that was called and never logged is not seen here.
    private IEnumerable<Claim> Unlogged(AuditFold audit)
    {
        var logged = rows.Select(r => (r.Key.Project, r.Key.Location, r.Key.Model)).ToHashSet();
        if (logged.Count == 0) yield break;
        foreach (var (key, tally) in audit.Made.Where(m => !logged.Contains((m.Key.Project, m.Key.Location, m.Key.Model))).OrderBy(m => m.Key.ToString(), StringComparer.Ordinal))
        {
            yield return new Gap(
                GoogleLogsCollector.Source, Plane.Observed, GapKind.Missing,
                $"`{key.Principal}` called `{key.Model}` in location `{key.Location}`, of which the request-response log holds no row",
                "switch on request-response logging of that model in that location with `setPublisherModelConfig`",
                new Reach(new AssetId(AssetKind.Workload, key.Principal)), Spoken).ToClaim(tally.Origin!);
        }
    }

    private static T Of<TKey, T>(IDictionary<TKey, T> table, TKey key, Func<T> make) where TKey : notnull
    {
        if (!table.TryGetValue(key, out var found)) table[key] = found = make();
        return found;
    }
}
