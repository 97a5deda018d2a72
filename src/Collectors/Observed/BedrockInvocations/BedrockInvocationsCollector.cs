using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>Reads Bedrock's model-invocation log: which model answered which prompt, behind which guardrail, with which tools.</summary>
public sealed class BedrockInvocationsCollector : ICollector
{
    private const int LargestRecord = 16 << 20;
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };

    /// <inheritdoc/>
    public string Name => "bedrock-invocations";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var fold = new InvocationFold(Name, FilledTemplates.Of(scope));
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = LogPath.Of(file.Path);
            if (IsDelivered(path, file) || MayHoldRecords(file)) Read(file, path, fold);
            await Task.CompletedTask;
        }

        foreach (var claim in fold.ToClaims()) yield return claim;
    }

    // Large bodies lie beside the log as files of their own, below a folder named data.
    private static bool IsDelivered(LogPath path, EstateFile file) =>
        path.Kind == "BedrockModelInvocationLogs" && !file.Path.Contains("/data/", StringComparison.Ordinal) && !file.Name.StartsWith('.')
        && (file.Name.Contains(".json", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));

    private static bool MayHoldRecords(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        return head.IndexOf("ModelInvocationLog"u8) >= 0 || (head.IndexOf("\"modelId\""u8) >= 0 && head.IndexOf("\"requestId\""u8) >= 0)
            || (head.IndexOf("\"logStreamName\""u8) >= 0 && head.IndexOf("\"events\""u8) >= 0);
    }

    private static void Read(EstateFile file, LogPath path, InvocationFold fold)
    {
        var delivered = IsDelivered(path, file);
        var seen = new HashSet<(string, string)>();
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "events", "Records");
            var glance = new InvocationGlance();
            for (RecordGlance read = glance.Read; records.Next(read);)
            {
                if (!records.IsGlanced || !ReadGlanced(glance, records, file, fold, seen)) ReadRecord(records, file, fold, seen);
            }

            if (seen.Count == 0 && delivered && records.Broken == 0 && records.HasList) fold.Reaches.SawNothing(path, file.Path);
            else if (seen.Count == 0 && delivered && records.Broken == 0) fold.Reaches.Lost(path, file.Path, "holds no records", seen);
            if (records.Broken > 0 && (delivered || seen.Count > 0 || Utf8Content.Head(file).IndexOf("ModelInvocationLog"u8) >= 0))
                fold.Reaches.Lost(path, file.Path, $"cannot be read whole: {records.Reason}", seen);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            if (delivered || seen.Count > 0) fold.Reaches.Lost(path, file.Path, "cannot be opened", seen);
        }
    }

    // False where a general reader has to read the record; nothing has been said of it then.
    private static bool ReadGlanced(InvocationGlance glance, JsonRecords records, EstateFile file, InvocationFold fold, HashSet<(string, string)> seen)
    {
        if (!glance.IsInvocation) return true;
        var record = records.Record.Span;
        var glanced = fold.Glanced;
        if (!RecordTime.TryParse(glance.Text(record, InvocationField.Time), out var time) || !glanced.ReadHead(glance, record, time)) return false;
        var hasFailed = glance.Text(record, InvocationField.Error).Length > 0;
        if (!hasFailed && !glanced.ReadBody(glance, record)) return false;
        seen.Add((glanced.Account, glanced.Key.Region));
        fold.Reaches.Saw(glanced.Account, glanced.Key.Region, time, file.Path);
        if (!hasFailed) fold.Add(glanced, time, glance.Text(record, InvocationField.Request), file.Path, records.Place);
        return true;
    }

    private static void ReadRecord(JsonRecords records, EstateFile file, InvocationFold fold, HashSet<(string, string)> seen)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, Bounded);
            using var inner = document.RootElement.Text("message") is { } message && message.Contains("ModelInvocationLog", StringComparison.Ordinal)
                ? JsonDocument.Parse(Encoding.UTF8.GetBytes(message), Bounded) : null;
            var record = new InvocationRecord((inner ?? document).RootElement);
            if (!record.IsInvocation) return;
            if (record.Time is not { } time)
            {
                records.Reject("a record without a time");
                return;
            }

            seen.Add((record.Account, record.Region));
            fold.Reaches.Saw(record.Account, record.Region, time, file.Path);
            fold.Add(record, time, file.Path, records.Place);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            records.Reject("no json");
        }
    }
}
