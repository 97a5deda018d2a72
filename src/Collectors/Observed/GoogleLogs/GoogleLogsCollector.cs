using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>Reads Cloud Audit Logs and Vertex AI's request-response logs: who called which model from where, with which prompt and which safety settings.</summary>
public sealed class GoogleLogsCollector : ICollector
{
    internal const string Source = "google-logs";
    private const int LargestRecord = 16 << 20;
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private static readonly LogPath Nowhere = new(null, null, null);

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var projects = GoogleProjects.Of(scope);
        var audit = new AuditFold(projects);
        var requests = new RequestFold(projects, FilledTemplates.Of(scope));
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (SortOf(file) is { } sort) Read(file, sort, audit, requests);
        }

        audit.Settle();
        foreach (var claim in requests.ToClaims(audit)) yield return claim;
        foreach (var claim in audit.ToClaims()) yield return claim;
    }

    private enum Sort
    {
        Audit, Requests,
    }

    private static Sort? SortOf(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        if (head.IndexOf("\"protoPayload\""u8) >= 0 || head.IndexOf("\"protopayload_auditlog\""u8) >= 0 || head.IndexOf("google.cloud.audit.AuditLog"u8) >= 0) return Sort.Audit;
        if (file.Path.Contains("cloudaudit.googleapis.com/", StringComparison.Ordinal)) return Sort.Audit;
        return head.IndexOf("\"full_request\""u8) >= 0 || (head.IndexOf("\"request_payload\""u8) >= 0 && head.IndexOf("\"logging_time\""u8) >= 0)
            || (head.IndexOf("\"logging_time\""u8) >= 0 && head.IndexOf("\"api_method\""u8) >= 0) ? Sort.Requests : null;
    }

    private static void Read(EstateFile file, Sort sort, AuditFold audit, RequestFold requests)
    {
        var seen = new HashSet<(string, string)>();
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "entries", "rows");
            while (records.Next()) ReadRecord(records, file, sort, audit, requests, seen);
            if (records.Broken > 0) Lose(file, sort, $"cannot be read whole: {records.Reason}", audit, requests, seen);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Lose(file, sort, "cannot be opened", audit, requests, seen);
        }
    }

    private static void Lose(EstateFile file, Sort sort, string reason, AuditFold audit, RequestFold requests, HashSet<(string, string)> seen)
    {
        if (sort == Sort.Requests)
        {
            requests.Reaches.Lost(Nowhere, file.Path, reason, seen);
            return;
        }

        audit.Calls.Lost(Nowhere, file.Path, reason, seen);
        audit.Changes.Lost(Nowhere, file.Path, reason, seen);
    }

    private static void ReadRecord(JsonRecords records, EstateFile file, Sort sort, AuditFold audit, RequestFold requests, HashSet<(string, string)> seen)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, Bounded);
            var identity = new Lazy<string>(() => Convert.ToHexString(SHA256.HashData(records.Record.Span)));
            var account = sort == Sort.Audit
                ? audit.Add(new AuditRecord(document.RootElement), identity, file.Path, records.Place)
                : requests.Add(new RequestRecord(document.RootElement), identity, file.Path, records.Place);
            if (account is { Length: > 0 }) seen.Add((account, Reaches.Everywhere));
            if (account is null) records.Reject("a record without a time");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            records.Reject("no json");
        }
    }
}
