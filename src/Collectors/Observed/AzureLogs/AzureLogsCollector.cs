using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>Reads logs of Azure Monitor: who called which deployment from where, which prompts passed a gateway, who changed what.</summary>
public sealed class AzureLogsCollector : ICollector
{
    private const int LargestRecord = 8 << 20;
    private static readonly FrozenSet<(string, string)> NoPlaces = [];
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private static readonly string[] Marks = ["microsoft.cognitiveservices", "microsoft.apimanagement", "gatewayllmlogs", "apimanagementgateway", "azureopenairequestusage", "shoeboxcallresult"];
    private static readonly string[] Heads = ["\"operationname", "\"category\"", "\"authorization\"", "\"timegenerated", "\"eventtimestamp\""];

    /// <inheritdoc/>
    public string Name => "azure-logs";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        LogFolds? folds = null;
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsDelivered(file) || MayHoldRecords(file)) Read(file, folds ??= new LogFolds(Name, new KnownEndpoints(AzureResources.Of(scope)), FilledTemplates.Of(scope)));
        }

        if (folds is null) yield break;
        foreach (var claim in folds.ToClaims()) yield return claim;
    }

    // Storage keeps `insights-logs-requestresponse/resourceId=/SUBSCRIPTIONS/…/y=2026/…/PT1H.json`.
    private static bool IsDelivered(EstateFile file) =>
        file.Path.Contains("insights-", StringComparison.OrdinalIgnoreCase) && file.Path.Contains("resourceId=", StringComparison.OrdinalIgnoreCase)
        && file.Name.Contains(".json", StringComparison.OrdinalIgnoreCase);

    private static bool MayHoldRecords(EstateFile file)
    {
        var head = Encoding.UTF8.GetString(Utf8Content.Head(file));
        if (!head.AsSpan().TrimStart().StartsWith("{") && !head.AsSpan().TrimStart().StartsWith("[")) return false;
        if (Marks.Any(m => head.Contains(m, StringComparison.OrdinalIgnoreCase)) && Heads.Any(h => head.Contains(h, StringComparison.OrdinalIgnoreCase))) return true;
        return head.Contains("/subscriptions/", StringComparison.OrdinalIgnoreCase) && head.Contains("\"operationname", StringComparison.OrdinalIgnoreCase)
            || (head.Contains("\"authorization\"", StringComparison.Ordinal) && head.Contains("\"claims\"", StringComparison.Ordinal));
    }

    private static void Read(EstateFile file, LogFolds folds)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "records", "value", "Records");
            while (records.Next()) ReadRecord(records, file, folds, seen);
            if (records.Broken > 0 && (seen.Count > 0 || IsDelivered(file) || IsMarked(file))) Lose(file, folds, seen, $"cannot be read whole: {records.Reason}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            if (IsDelivered(file) || seen.Count > 0) Lose(file, folds, seen, "cannot be opened");
        }
    }

    private static void Lose(EstateFile file, LogFolds folds, SortedSet<string> seen, string why)
    {
        string?[] subscriptions = Subscription(file) is { } named ? [named] : seen.Count > 0 ? [.. seen] : [null];
        foreach (var subscription in subscriptions) folds.Losses.Lost(new LogPath("azure", subscription, null), file.Path, why, NoPlaces);
    }

    private static bool IsMarked(EstateFile file)
    {
        var head = Encoding.UTF8.GetString(Utf8Content.Head(file));
        return Marks.Any(m => head.Contains(m, StringComparison.OrdinalIgnoreCase)) && head.Contains("operationname", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Subscription(EstateFile file)
    {
        var at = file.Path.IndexOf("/subscriptions/", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : ArmId.Parse(file.Path[at..].Split("/y=")[0])?.Subscription;
    }

    private static void ReadRecord(JsonRecords records, EstateFile file, LogFolds folds, SortedSet<string> seen)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, Bounded);
            if ((records.Record.Span.IndexOf("\\ud"u8) >= 0 || records.Record.Span.IndexOf("\\uD"u8) >= 0) && !document.RootElement.HasOnlyText())
            {
                records.Reject("a text that is no Unicode");
                return;
            }

            var record = new LogRecord(document.RootElement, out var nested);
            using (nested)
            {
                if (folds.Add(record, file.Path, records.Place, out var why) is { } subscription) seen.Add(subscription);
                if (why is not null) records.Reject(why);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            records.Reject("no json");
        }
    }
}
