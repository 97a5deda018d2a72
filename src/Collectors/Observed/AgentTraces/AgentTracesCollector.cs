using System.Runtime.CompilerServices;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.AgentTraces;

/// <summary>Reads traces of agents (OpenTelemetry, and what other frameworks call the same): which tools each run called, and which agents it started.</summary>
public sealed class AgentTracesCollector : ICollector
{
    private const int LargestRecord = 64 << 20;

    /// <inheritdoc/>
    public string Name => "agent-traces";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => AgentRuns.Words;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var (spans, runs) = (new SpanStore(), new AgentRuns(Name));
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (MayHoldSpans(file)) Read(file, spans, runs);
        }

        runs.Take(spans);
        foreach (var claim in runs.ToClaims()) yield return claim;
    }

    private static bool MayHoldSpans(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        return head.IndexOf("\"resourceSpans\""u8) >= 0 || (head.IndexOf("\"traceId\""u8) >= 0 && head.IndexOf("\"spanId\""u8) >= 0);
    }

    private static void Read(EstateFile file, SpanStore spans, AgentRuns runs)
    {
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "spans", "logs");
            while (records.Next()) ReadRecord(records, file, spans);
            if (records.Broken > 0) runs.Lost(file.Path, $"cannot be read whole: {records.Reason}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            runs.Lost(file.Path, "cannot be opened");
        }
    }

    private static void ReadRecord(JsonRecords records, EstateFile file, SpanStore spans)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, new JsonDocumentOptions { MaxDepth = 64 });
            var isWhole = true;
            foreach (var span in Spans(document.RootElement)) isWhole &= spans.Add(span, file.Path, records.Place);
            if (!isWhole) records.Reject("a span without ids or times");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            records.Reject("no json");
        }
    }

    // An export of a collector, or spans one by one as log groups keep them.
    private static IEnumerable<JsonElement> Spans(JsonElement root)
    {
        if (root.At("resourceSpans").ValueKind != JsonValueKind.Array) return root.Text("spanId") is null ? [] : [root];
        return root.Elements("resourceSpans").SelectMany(r => r.Elements("scopeSpans").Concat(r.Elements("instrumentationLibrarySpans"))).SelectMany(s => s.Elements("spans"));
    }
}
