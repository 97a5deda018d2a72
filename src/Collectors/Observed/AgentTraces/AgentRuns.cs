using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Observed.AgentTraces;

/// <summary>Runs of agents: each agent span is one, with the tools it calls itself and the agents that it and those under it start.</summary>
internal sealed class AgentRuns(string source)
{
    private const int MostRuns = 5_000;
    private const int Deepest = 1_000;
    private static readonly ImmutableArray<string> Speaks = ["agent.runs"];

    private static readonly CelType Run = Object("agent-run",
        ("tools", List(CelType.String)),        // by name, each once
        ("toolCalls", Int),
        ("agents", List(CelType.String)),       // agents it started, and those that they started
        ("subAgents", Int),                     // how many times
        ("count", Int), ("first", CelType.Timestamp), ("last", CelType.Timestamp),
        ("trace", CelType.String));             // of the earliest

    private readonly SortedDictionary<string, SortedDictionary<string, AlikeRuns>> agents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> ids = new(StringComparer.Ordinal);
    private readonly List<Claim> gaps = [];

    /// <summary>The word of agents.</summary>
    public static IReadOnlyList<Property> Words { get; } = [new(AssetKind.Agent, "runs", Run, true, "what it did, run by run: tools it called, agents it started", IsOptional: true)];

    /// <summary>A file, or part of it, could not be read.</summary>
    public void Lost(string file, string reason) => gaps.Add(new Gap(
        source, Plane.Observed, GapKind.Unreadable, $"trace file `{file}` {reason}", $"export `{file}` again, and scan again", Reach.Everything, Speaks).ToClaim(new Origin(source, file)));

    /// <summary>Puts spans together.</summary>
    public void Take(SpanStore spans)
    {
        var runs = new SortedDictionary<(string Trace, string Id), (List<string> Tools, List<string> Agents)>();
        foreach (var (key, span) in spans.All)
            if (span.Role == SpanRole.Agent && !IsSame(key.Id, span, spans)) runs[key] = ([], []);
        foreach (var (key, span) in spans.All)
        {
            if (span.Role == SpanRole.Tool && !Above(key.Id, span, spans).TakeWhile(a => a.Span.Role != SpanRole.Agent).Any(a => a.Span.Role == SpanRole.Tool && a.Span.Name == span.Name))
            {
                var owner = Above(key.Id, span, spans).FirstOrDefault(a => runs.ContainsKey((span.Trace, a.Id))).Id;
                if (owner is not null) runs[(span.Trace, owner)].Tools.Add(span.Name);
            }
            else if (runs.ContainsKey(key))
            {
                foreach (var (id, _) in Above(key.Id, span, spans))
                    if (runs.TryGetValue((span.Trace, id), out var outer)) outer.Agents.Add(Called(span));
            }
        }

        foreach (var (key, (tools, started)) in runs) Add(spans.Find(key.Trace, key.Id)!, tools, started);
        if (spans.IsFull)
            gaps.Add(new Gap(source, Plane.Observed, GapKind.Unreadable, "there are more spans than are read", "scan a shorter stretch of time", Reach.Everything, Speaks).ToClaim(new Origin(source)));
    }

    // Caller and callee both tell of one call.
    private static bool IsSame(string id, AgentSpan span, SpanStore spans) =>
        Above(id, span, spans).FirstOrDefault(a => a.Span.Role == SpanRole.Agent).Span is { IsRemote: true } outer && Called(outer) == Called(span);

    private static string Called(AgentSpan span) => span.Name.Length > 0 ? span.Name : span.Agent;

    // Spans that somebody made up may lead in a circle.
    private static IEnumerable<(string Id, AgentSpan Span)> Above(string id, AgentSpan span, SpanStore spans)
    {
        var met = new HashSet<string>(StringComparer.Ordinal) { id };
        while (met.Count < Deepest && spans.Find(span.Trace, span.Parent) is { } parent && met.Add(span.Parent))
        {
            yield return (span.Parent, parent);
            span = parent;
        }
    }

    private void Add(AgentSpan span, List<string> tools, List<string> started)
    {
        var name = Called(span);
        var (used, under) = (tools.Distinct().Order(StringComparer.Ordinal).ToList(), started.Distinct().Order(StringComparer.Ordinal).ToList());
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{tools.Count:d9} {started.Count:d9} {string.Join('\u001f', used)}\u001e{string.Join('\u001f', under)}");
        if (!agents.TryGetValue(name, out var runs)) agents[name] = runs = new(StringComparer.Ordinal);
        if (span.Agent.Length > 0 && span.Agent != name) (ids.TryGetValue(name, out var known) ? known : ids[name] = new(StringComparer.Ordinal)).Add(span.Agent);
        if (!runs.TryGetValue(key, out var alike)) runs[key] = alike = new AlikeRuns(used, tools.Count, under, started.Count);
        alike.Add(span, new Origin(source, span.File, span.Place));
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (name, runs) in agents)
        {
            var subject = new AssetId(AssetKind.Agent, name);
            var (first, last) = (runs.Values.MinBy(r => r.Tally.First)!.Tally, runs.Values.Max(r => r.Tally.Last));
            yield return new Claim(subject, "name", Plane.Observed, Value.Of(name), first.Origin!, last);
            yield return new Claim(subject, "autonomy", Plane.Observed, Value.Of("agent"), first.Origin!, last);
            foreach (var id in ids.GetValueOrDefault(name) ?? []) yield return new Binding(subject, id, "is").ToClaim(Plane.Observed, first.Origin!, last);
            // The runs with most calls and agents are what a limit is held against.
            foreach (var alike in runs.Values.Reverse().Take(MostRuns)) yield return new Claim(subject, "runs", Plane.Observed, alike.ToValue(), alike.Tally.Origin!, alike.Tally.Last);
            if (runs.Count > MostRuns)
                gaps.Add(new Gap(source, Plane.Observed, GapKind.Unreadable, $"`{name}` has more different runs than the {MostRuns} that are told", "scan a shorter stretch of time", new Reach(subject), Speaks).ToClaim(first.Origin!));
            yield return new Coverage(source, Plane.Observed, new Reach(subject), Speaks, first.First, last).ToClaim(first.Origin!);
        }

        foreach (var gap in gaps) yield return gap;
    }
}

/// <summary>Runs that called the same tools and started the same agents as often.</summary>
internal sealed class AlikeRuns(List<string> tools, int calls, List<string> agents, int started)
{
    private string trace = "";

    /// <summary>How many, and when.</summary>
    public Tally Tally { get; } = new();

    public void Add(AgentSpan span, Origin origin)
    {
        if (span.At < Tally.First) trace = span.Trace;
        Tally.Add(span.At, "", origin);
    }

    public Value ToValue() => Value.Map(
        ("tools", Value.List(tools)), ("toolCalls", Value.Of(calls)), ("agents", Value.List(agents)), ("subAgents", Value.Of(started)),
        ("count", Value.Of(Tally.Count)), ("first", Value.Of(Tally.First)), ("last", Value.Of(Tally.Last)), ("trace", Value.Of(trace)));
}
