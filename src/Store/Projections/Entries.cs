using System.Globalization;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>
/// The registry: a row for each version of an entry (`entry`, its name), for each promotion, and one that says who decides. A record that is not
/// as this version writes it changes nothing.
/// </summary>
internal sealed class Entries : IProjection
{
    public const string Called = "entries";
    public const string Version = "entry\u001f", Moved = "promotion\u001f", Who = "governance";

    public string Name => Called;

    public void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows)
    {
        var isEntry = record.Is(RecordKind.Entry);
        if (!isEntry && !record.Is(RecordKind.Approval) && !record.Is(RecordKind.Retirement) && !record.Is(RecordKind.Promotion)) return;
        try
        {
            using var json = JsonDocument.Parse(record.Body.ToArray());
            var kept = record.Keep();
            var written = new Written(kept.Number, kept.Hash, kept.Time, kept.Moment, kept.Actor);
            if (isEntry) Propose(kept.Subject, json.RootElement, written, rows);
            else if (json.RootElement.TryGetProperty("founds", out var founded)) Found(founded, written, rows);
            else if (RegistryBodies.Decision(kept.Subject, json.RootElement) is { } decision && IsOf(decision.What, kept.Kind)) Decide(decision, written, rows);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or NotSupportedException)
        {
            // What is no decision decides nothing.
        }
    }

    private static bool IsOf(Decided what, string kind) => what switch
    {
        Decided.Retire => kind == RecordKind.Retirement.Name(),
        Decided.Promote => kind == RecordKind.Promotion.Name(),
        _ => kind == RecordKind.Approval.Name(),
    };

    private static void Propose(string subject, JsonElement body, Written written, IRows rows)
    {
        var governance = Governing(rows);
        if (RegistryBodies.Version(subject, body, written, governance) is not { } proposed) return;
        var old = Find(rows, proposed.Name);
        if (Lifecycle.Propose(old, proposed, governance) is { } version) Put(rows, old, version, governance, written.Number);
    }

    private static void Decide(Decision decision, Written written, IRows rows)
    {
        if (EntryName.Parse(decision.Entry) is not { } name || Find(rows, name) is not { } version) return;
        var governance = Governing(rows);
        if (decision.What == Decided.Promote) Promote(version, decision, written, governance, rows);
        else Put(rows, version, Lifecycle.Decide(version, decision, written, governance), governance, written.Number);
    }

    private static void Promote(EntryVersion version, Decision decision, Written written, Governance governance, IRows rows)
    {
        if (Lifecycle.Judge(version, decision, written, governance, out var sign) is { } refusal)
        {
            Put(rows, version, version.Refusing(refusal), governance, written.Number);
            return;
        }

        var key = $"{Moved}{decision.Entry}\u001f{decision.From}\u001f{decision.To}";
        var old = rows.Get(key) is { } row ? JsonSerializer.Deserialize(row.Body, RegistryJson.Default.Promotion)! : new Promotion(version.Name, version.Digest, decision.From, decision.To, []);
        Put(rows, key, written.Number, JsonSerializer.Serialize(old with { Signs = old.Signs.Add(sign!) }, RegistryJson.Default.Promotion));
    }

    // People and policies that begin a ledger, all in one record; later there is somebody who has to approve.
    private static void Found(JsonElement founded, Written written, IRows rows)
    {
        var governance = Governing(rows);
        if (governance.IsFounded || (written.Time - written.Moment).Duration() > Lifecycle.Slack) return;
        foreach (var one in founded.EnumerateArray())
        {
            if (EntryName.Parse(RegistryBodies.Needed(one, "entry")) is not { } name || !Governance.IsOwn(name.Section) || Find(rows, name) is not { Stage: Stage.Proposed } version) continue;
            if (one.GetProperty("digest").GetString() != version.Digest) continue;
            Put(rows, version, Lifecycle.Found(version, written), Governing(rows), written.Number);
        }
    }

    private static void Put(IRows rows, EntryVersion? old, EntryVersion version, Governance governance, long number)
    {
        Put(rows, Version + version.Name, number, JsonSerializer.Serialize(version, RegistryJson.Default.EntryVersion));
        var after = version.Activated?.Record == number ? governance.With(version.Name.Section, version.Content)
            : old?.Stage == Stage.Approved && version.Stage == Stage.Retired ? Without(version, governance, rows) : governance;
        if (!ReferenceEquals(after, governance)) Put(rows, Who, number, JsonSerializer.Serialize(after, RegistryJson.Default.Governance));
    }

    // What was in force before the retired version comes back; retiring one that was replaced takes nothing out of force.
    private static Governance Without(EntryVersion retired, Governance governance, IRows rows)
    {
        var left = governance.Without(retired.Name.Section, retired.Content);
        if (ReferenceEquals(left, governance)) return governance;
        var last = (EntryVersion?)null;
        for (var i = 1; Find(rows, retired.Name with { Version = i.ToString(CultureInfo.InvariantCulture) }) is { } version; i++)
            if (version.Stage == Stage.Approved && !(version.Activated?.Record < last?.Activated?.Record)) last = version;
        return last is null ? left : left.With(last.Name.Section, last.Content);
    }

    private static EntryVersion? Find(IRows rows, EntryName name) =>
        rows.Get(Version + name) is { } row ? JsonSerializer.Deserialize(row.Body, RegistryJson.Default.EntryVersion) : null;

    private static Governance Governing(IRows rows) =>
        rows.Get(Who) is { } row ? JsonSerializer.Deserialize(row.Body, RegistryJson.Default.Governance)! : Governance.None;

    private static void Put(IRows rows, string key, long number, string body) => rows.Put(new Row(key, number, body));
}
