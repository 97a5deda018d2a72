using System.Runtime.CompilerServices;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Graph;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;

namespace Plumbline.Server.Desks;

/// <summary>A finding that changed its state.</summary>
/// <param name="At">When.</param>
/// <param name="State">open, waived, unknown, resolved.</param>
/// <param name="Severity">Its severity then.</param>
/// <param name="Message">What it said.</param>
/// <param name="Actor">Who wrote it down.</param>
/// <param name="Asset">What it is about; null where an older record does not say.</param>
public sealed record FindingEvent(DateTimeOffset At, string State, string Severity, string Message, string Actor, AssetId? Asset);

/// <summary>What the ledger tells of findings and assets.</summary>
/// <param name="ledgers">The ledger.</param>
/// <param name="reading">Knows the words.</param>
public sealed class Chronicle(LedgerPool ledgers, EstateReading reading)
{
    private readonly ConditionalWeakTable<Standing, EverAssets> ever = [];

    /// <summary>The states of a finding, oldest first.</summary>
    public IReadOnlyList<FindingEvent> Of(string estate, string id) => ledgers.Use(ledger =>
    {
        var events = new List<FindingEvent>();
        ledger.Store.ReadSubject(id, (in RecordView record) =>
        {
            if (record.Is(RecordKind.Finding) && record.Keep() is var kept && kept.Estate == estate) events.Add(Read(kept));
            return true;
        });
        return events;
    });

    /// <summary>The history of an asset from the first scan that shows it.</summary>
    public AssetHistory Of(Standing standing, AssetRow asset)
    {
        var (name, until) = (standing.Report.Scope.Name, standing.Report.Scope.AsOf);
        var known = Ever(standing);
        return ledgers.Use(l => RecordedHistory.Of(l.Store, name, until, known, asset));
    }

    /// <summary>The history of the asset that a word names; also one that is gone.</summary>
    /// <exception cref="LedgerException">It names none, or several.</exception>
    public AssetHistory Of(Standing standing, string asset) => Of(standing, AssetNames.Find(Ever(standing).Graph, asset));

    /// <summary>An asset that the ledger knows, by any of its ids; null where it knows none, and while it cannot be read.</summary>
    public AssetRow? Find(Standing standing, AssetId id)
    {
        try
        {
            return Ever(standing).Graph.Find(id);
        }
        catch (LedgerException)
        {
            return null;
        }
    }

    /// <summary>Assets that the ledger knows and no source of the estate speaks of any more, by kind and key.</summary>
    public IReadOnlyList<AssetRow> Gone(Standing standing) => [.. Ever(standing).Graph.Rows.Where(r => standing.Report.Graph.Find(r.Id) is null)];

    private EverAssets Ever(Standing standing) =>
        ever.GetValue(standing, s => ledgers.Use(l => EverAssets.Of(l.Store, s.Report.Scope.Name, s.Report.Scope.AsOf, reading.Words)));

    private static FindingEvent Read(Record record)
    {
        using var body = JsonDocument.Parse(record.Body);
        string Text(string field) => body.RootElement.TryGetProperty(field, out var value) ? value.GetString() ?? "" : "";
        return new FindingEvent(record.Moment, Text("state"), Text("severity"), Text("message"), record.Actor, AssetId.TryParse(Text("asset"), out var asset) ? asset : null);
    }
}
