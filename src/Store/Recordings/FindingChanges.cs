using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>How a finding stands.</summary>
public enum FindingState
{
    /// <summary>It does not hold, and nobody answers for it.</summary>
    Open,

    /// <summary>It does not hold, and somebody answers for it.</summary>
    Waived,

    /// <summary>It did not hold, and the evidence is no longer there to tell.</summary>
    Unknown,

    /// <summary>It did not hold, and does now.</summary>
    Resolved,
}

/// <summary>Which findings stand otherwise than the ledger has them. What was open and cannot be evaluated any more is unknown, not resolved.</summary>
internal static class FindingChanges
{
    public static List<Entry> Of(Ledger ledger, Report report, string actor)
    {
        var (known, prefix) = (new SortedDictionary<string, (string State, string Severity, string Body)>(StringComparer.Ordinal), report.Scope.Name + "\u001f");
        ledger.Store.ReadRows(FindingStates.Called, prefix, row => known[row.Key[prefix.Length..]] = Read(row.Body));
        var changes = new List<Entry>();
        foreach (var finding in report.Assessment.Findings.OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            var was = known.TryGetValue(finding.Id, out var found) ? found : default;
            known.Remove(finding.Id);
            var state = finding.Verdict != Verdict.Fail ? FindingState.Unknown : finding.IsWaived ? FindingState.Waived : FindingState.Open;
            if (state == FindingState.Unknown && was.State is null or "resolved") continue;
            if (was.State == state.Name() && was.Severity == finding.Weight.Severity.Name()) continue;
            changes.Add(Entry(report, actor, finding.Id, Body(finding, state)));
        }

        foreach (var (id, was) in known.Where(k => k.Value.State != "resolved"))
        {
            var state = IsLost(report, was.Body) ? FindingState.Unknown : FindingState.Resolved;
            if (was.State != state.Name()) changes.Add(Entry(report, actor, id, Gone(was.Body, state)));
        }

        return changes;
    }

    private static bool IsLost(Report report, string body)
    {
        using var was = JsonDocument.Parse(body);
        return was.RootElement.TryGetProperty("asset", out var asset) && AssetId.TryParse(asset.GetString(), out var id) && report.Graph.MayHaveLost(id);
    }

    private static Entry Entry(Report report, string actor, string id, byte[] body) =>
        new(RecordKind.Finding, report.Scope.Name, id, actor, report.Scope.AsOf, body);

    private static byte[] Body(Finding finding, FindingState state) => BodyText.Of(json =>
    {
        json.WriteString("state", state.Name());
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("control", finding.Rule.Control);
        json.WriteString("asset", finding.Asset.Id.ToString());
        json.WriteString("severity", finding.Weight.Severity.Name());
        json.WriteString("message", finding.Message);
    });

    private static byte[] Gone(string body, FindingState state)
    {
        using var was = JsonDocument.Parse(body);
        return BodyText.Of(json =>
        {
            json.WriteString("state", state.Name());
            foreach (var property in was.RootElement.EnumerateObject().Where(p => p.Name is not "state")) property.WriteTo(json);
        });
    }

    private static (string, string, string) Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        return (json.RootElement.GetProperty("state").GetString()!, json.RootElement.GetProperty("severity").GetString()!, body);
    }
}
