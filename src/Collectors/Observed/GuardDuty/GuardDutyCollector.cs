using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.GuardDuty;

/// <summary>Reads GuardDuty findings: which guardrails, workloads and accounts threat detection speaks of.</summary>
public sealed partial class GuardDutyCollector : ICollector
{
    private const int LargestRecord = 4 << 20;
    private static readonly ImmutableArray<string> Spoken = ["workload.detections", "guardrail.detections", "account.detections"];

    /// <inheritdoc/>
    public string Name => "guardduty";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var fold = new ThreatFold(Name);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Marks().IsMatch(Encoding.UTF8.GetString(Utf8Content.Head(file))) && Read(file, fold) is { } why)
            {
                yield return new Gap(
                    Name, Plane, GapKind.Unreadable, $"GuardDuty findings `{file.Path}` {why}", $"export `{file.Path}` again and save its whole output",
                    Reach.Everything, Spoken).ToClaim(new Origin(Name, file.Path));
            }

            await Task.CompletedTask;
        }

        foreach (var claim in fold.ToClaims()) yield return claim;
        // What was not exported says nothing in either direction: a rule only ever fires on a detection.
        yield return new Coverage(Name, Plane, Reach.Everything, Spoken).ToClaim(new Origin(Name));
    }

    private static string? Read(EstateFile file, ThreatFold fold)
    {
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "Findings", "findings");
            while (records.Next())
            {
                try
                {
                    using var document = JsonDocument.Parse(records.Record, new JsonDocumentOptions { MaxDepth = 64 });
                    var root = document.RootElement;
                    var finding = new ThreatFinding(root.Text("detail-type") == "GuardDuty Finding" ? root.At("detail") : root);
                    if (finding.Is) fold.Add(finding, file.Path, records.Place);
                }
                catch (Exception e) when (e is JsonException or InvalidOperationException or RegexMatchTimeoutException)
                {
                    records.Reject("no json");
                }
            }

            return records.Broken > 0 ? $"cannot be read whole: {records.Reason}" : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return "cannot be opened, or break off while being decompressed";
        }
    }

    [GeneratedRegex("\"detail-type\"\\s*:\\s*\"GuardDuty Finding\"|\"[sS]erviceName\"\\s*:\\s*\"guardduty\"|\"[dD]etectorId\"\\s*:|arn:aws[a-z-]*:guardduty:", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Marks();
}
