using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.AgentTraces;

/// <summary>What a span does, as far as agents are concerned.</summary>
internal enum SpanRole
{
    /// <summary>Something else; it leads from a tool to its agent.</summary>
    Other,

    /// <summary>An agent works.</summary>
    Agent,

    /// <summary>A tool is called.</summary>
    Tool,
}

/// <summary>A span, without what it carries.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Parent">The span that began it; empty at the top.</param>
/// <param name="Role">What it does.</param>
/// <param name="Name">The agent or tool.</param>
/// <param name="Agent">The id of an agent, beside its name; empty for everything else.</param>
/// <param name="IsRemote">True for the caller's side of a call.</param>
/// <param name="At">When it began.</param>
/// <param name="File">The file.</param>
/// <param name="Place">The record.</param>
internal sealed record AgentSpan(string Trace, string Parent, SpanRole Role, string Name, string Agent, bool IsRemote, DateTimeOffset At, string File, int Place);

/// <summary>The spans of all files by trace and id.</summary>
internal sealed class SpanStore
{
    private const int Most = 2_000_000;
    private const int LongestName = 200;
    private const int Client = 3;
    private readonly SortedDictionary<(string Trace, string Id), AgentSpan> all = new(Comparer<(string Trace, string Id)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Trace, b.Trace) is not 0 and var c ? c : string.CompareOrdinal(a.Id, b.Id)));

    /// <summary>Every span, by trace and id.</summary>
    public IEnumerable<KeyValuePair<(string Trace, string Id), AgentSpan>> All => all;

    /// <summary>True where there were more spans than are kept.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The span of an id; null where no file has it.</summary>
    public AgentSpan? Find(string trace, string id) => id.Length == 0 ? null : all.GetValueOrDefault((trace, id));

    /// <summary>Takes a span; false where it lacks what makes it one.</summary>
    public bool Add(JsonElement span, string file, int place)
    {
        if (span.Text("traceId") is not { Length: > 0 } trace || span.Text("spanId") is not { Length: > 0 } id || Time(span) is not { } at) return false;
        var read = new SpanReader(span);
        var made = new AgentSpan(
            trace.ToLowerInvariant(), (span.Text("parentSpanId") ?? "").ToLowerInvariant(), read.Role, Cut(read.Name), Cut(read.Agent), IsRemote(span), at, file, place);
        var key = (made.Trace, id.ToLowerInvariant());
        // The same span may stand in two exports; the first by file and place is told.
        if (all.TryGetValue(key, out var old))
        {
            if (string.CompareOrdinal(made.File, old.File) is < 0 || (made.File == old.File && made.Place < old.Place)) all[key] = made;
        }
        else if (all.Count >= Most) IsFull = true;
        else all[key] = made;
        return true;
    }

    private static string Cut(string name) => name.Length > LongestName ? name[..LongestName] : name;

    private static bool IsRemote(JsonElement span) => span.At("kind") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt32(out var kind) && kind == Client,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.EndsWith("CLIENT", StringComparison.Ordinal),
        _ => false,
    };

    private static DateTimeOffset? Time(JsonElement span)
    {
        var said = span.At("startTimeUnixNano");
        var text = said.ValueKind == JsonValueKind.Number ? said.GetRawText() : said.ValueKind == JsonValueKind.String ? said.GetString() : null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds) ? DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100) : RecordTime.Parse(span.Text("startTime"));
    }
}
