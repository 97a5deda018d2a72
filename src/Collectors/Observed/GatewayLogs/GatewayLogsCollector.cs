using System.Runtime.CompilerServices;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.GatewayLogs;

/// <summary>Reads what a LiteLLM gateway logs of each call: which workload, model and system prompt, and which entry of the gateway's own cache.</summary>
public sealed class GatewayLogsCollector : ICollector
{
    private const int LargestRecord = 16 << 20;

    /// <inheritdoc/>
    public string Name => "gateway-logs";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var fold = new GatewayFold(Name, FilledTemplates.Of(scope));
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (MayHoldCalls(file)) Read(file, fold);
        }

        foreach (var claim in fold.ToClaims()) yield return claim;
    }

    private static bool MayHoldCalls(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        return head.IndexOf("\"call_type\""u8) >= 0 && (head.IndexOf("\"startTime\""u8) >= 0 || head.IndexOf("\"response_cost\""u8) >= 0 || head.IndexOf("\"spend\""u8) >= 0 || head.IndexOf("\"trace_id\""u8) >= 0);
    }

    private static void Read(EstateFile file, GatewayFold fold)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "data", "logs", "response", "spend_logs");
            while (records.Next()) ReadRecord(records, file, fold, seen);
            if (records.Broken > 0) fold.Lost(file.Path, $"cannot be read whole: {records.Reason}", seen);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            fold.Lost(file.Path, "cannot be opened", seen);
        }
    }

    private static void ReadRecord(JsonRecords records, EstateFile file, GatewayFold fold, SortedSet<string> seen)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            var call = new GatewayCall(root.At("standard_logging_object") is { ValueKind: JsonValueKind.Object } inner ? inner : root);
            if (!call.IsCall) return;
            if (call.Time is not { } time)
            {
                records.Reject("a record without a time");
                return;
            }

            seen.Add(call.Workload);
            fold.Add(call, time, file.Path, records.Place);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            records.Reject("no json");
        }
    }
}
