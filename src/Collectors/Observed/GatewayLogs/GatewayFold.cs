using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GatewayLogs;

/// <summary>What makes calls one statement: all of it equal.</summary>
internal sealed record GatewayKey(string Workload, string Model, string Resolved, string Api, string? Guardrail, string? Prompt, bool Cached, bool Recoverable, string? Pii);

/// <summary>Folds calls into invocations, prompts, caching and cache entries; the order of files and records makes no difference.</summary>
internal sealed class GatewayFold(string source, FilledTemplates templates)
{
    private static readonly Value Elsewhere = Value.Unknown("the gateway's record does not say");
    private static readonly ImmutableArray<string> Speaks = ["workload.invocations", "workload.promptLines", "workload.caching", "gateway.caches"];
    private readonly HashSet<(string, DateTimeOffset)> seen = [];
    private readonly Dictionary<GatewayKey, Tally> invocations = [];
    private readonly CacheEntries entries = new();
    private readonly SortedDictionary<string, Tally> workloads = new(StringComparer.Ordinal);
    private readonly ServedPrompts served = new(source);
    private readonly CacheUses caching = new();
    private readonly List<Claim> gaps = [];

    /// <summary>Adds one call.</summary>
    public void Add(GatewayCall call, DateTimeOffset time, string file, int place)
    {
        var origin = new Origin(source, file, place, call.Id.Length > 0 ? call.Id : null, call.Api);
        var system = call.HasBody ? call.System : null;
        var prompt = !call.HasBody ? null : system is null ? "" : templates.Fingerprint(system);
        var (reads, writes) = call.Cached;
        var key = new GatewayKey(call.Workload, call.Model, call.Resolved, call.Api, call.Guardrail, prompt, reads > 0, call.HasBody, call.HasBody ? call.Pii : null);
        Of(workloads, key.Workload).Add(time, "", origin);
        // An answer from the cache keeps the id of the answer it repeats.
        if (call.HasFailed || (call.Id.Length > 0 && !seen.Add((call.Id, time)))) return;
        Of(invocations, key).Add(time, call.Id, origin);
        served.Add(key.Workload, prompt, () => templates.Told(system!), time, origin);
        // An answer repeated from the gateway's cache repeats its usage, and reached no provider.
        if (!call.IsHit) caching.Add(new CacheUse(key.Workload, "", ModelId.Parse(key.Model).Base, prompt), time, reads, writes, reads + writes > 0 ? call.Lifetime : 0, origin);
        if (call.CacheKey.Length > 0 && prompt is not null) entries.Add(Cache(key.Workload), call.CacheKey, prompt, key.Model, time, origin);
    }

    /// <summary>A file, or part of it, could not be read.</summary>
    public void Lost(string file, string reason, IReadOnlyCollection<string> seenIn)
    {
        IEnumerable<Reach> reaches = seenIn.Count == 0 ? [Reach.Everything]
            : seenIn.SelectMany(w => (Reach[])[new Reach(new AssetId(AssetKind.Workload, w)), new Reach(Cache(w))]);
        foreach (var reach in reaches)
        {
            gaps.Add(new Gap(source, Plane.Observed, GapKind.Unreadable, $"gateway log `{file}` {reason}", $"export `{file}` again, and scan again", reach, Speaks)
                .ToClaim(new Origin(source, file)));
        }
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (key, tally) in invocations.OrderBy(i => i.Key.ToString(), StringComparer.Ordinal)) yield return Invocation(key, tally);
        foreach (var claim in entries.ToClaims()) yield return claim;
        foreach (var claim in caching.ToClaims().Concat(served.ToClaims())) yield return claim;
        foreach (var (workload, tally) in workloads)
        {
            var (subject, cache) = (new AssetId(AssetKind.Workload, workload), Cache(workload));
            yield return new Claim(subject, "name", Plane.Observed, Value.Of(workload), tally.Origin!, tally.Last);
            yield return new Claim(cache, "name", Plane.Observed, Value.Of($"LiteLLM cache of {workload}"), tally.Origin!, tally.Last);
            yield return new Relation(subject, "uses", cache).ToClaim(Plane.Observed, tally.Origin!, tally.Last);
            yield return new Coverage(source, Plane.Observed, new Reach(subject), [.. Speaks.Where(w => w.StartsWith("workload", StringComparison.Ordinal))], tally.First, tally.Last).ToClaim(tally.Origin!);
            yield return new Coverage(source, Plane.Observed, new Reach(cache), ["gateway.caches"], tally.First, tally.Last).ToClaim(tally.Origin!);
        }

        foreach (var gap in gaps) yield return gap;
    }

    private static AssetId Cache(string workload) => new(AssetKind.Gateway, $"litellm/{workload}");

    private static Claim Invocation(GatewayKey key, Tally tally)
    {
        var model = ModelId.Parse(key.Model);
        return new Claim(new AssetId(AssetKind.Workload, key.Workload), "invocations", Plane.Observed, Value.Map(
            ("model", Value.Of(key.Model)), ("base", Value.Of(model.Base)), ("pinned", Value.Of(model.IsPinned)), ("resolved", Value.Of(key.Resolved)),
            ("api", Value.Of(key.Api)), ("region", Elsewhere), ("landed", Elsewhere),
            ("guardrail", key.Guardrail is { } guardrail ? Value.Of(guardrail) : Elsewhere), ("guardrailVersion", Elsewhere),
            ("prompt", key.Prompt is { } prompt ? Value.Of(prompt) : Elsewhere), ("cached", Value.Of(key.Cached)), ("recoverable", Value.Of(key.Recoverable)),
            ("pii", key.Pii is { } kinds ? Value.List(kinds.Split(',', StringSplitOptions.RemoveEmptyEntries)) : Elsewhere), ("principal", Value.Of(key.Workload)),
            ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last)), ("days", tally.Days), ("requests", tally.Requests.ToValue())), tally.Origin!, tally.Last);
    }

    private static Tally Of<TKey>(IDictionary<TKey, Tally> table, TKey key) where TKey : notnull
    {
        if (!table.TryGetValue(key, out var tally)) table[key] = tally = new Tally();
        return tally;
    }
}
