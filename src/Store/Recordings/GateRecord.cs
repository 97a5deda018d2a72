using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>Decisions of gates, overrides and bindings of evals in the ledger. Each speaks of the time at which it is written.</summary>
public static class GateRecord
{
    /// <summary>The path under which overrides of the ledger are read.</summary>
    public const string OverridesFile = "ledger/gate-overrides.json";

    /// <summary>The path under which bindings of the ledger are read.</summary>
    public const string BindingsFile = "ledger/eval-bindings.json";

    private const int Attempts = 20;

    /// <summary>Writes a decision down.</summary>
    public static Tip Decision(Ledger ledger, GateDecision decision, string estate, string actor) => Append(ledger, now => new Entry(
        RecordKind.Decision, estate, SignedVerdict.Subject(decision.System, decision.Environment), actor, now, BodyText.Of(json =>
        {
            json.WriteString("decision", decision.Outcome.Name());
            json.WriteString("asOf", Instant.Write(decision.AsOf));
            json.WriteString("deploy", decision.Deploy.Name());
            if (decision.FirstSaidBy.Length > 0) json.WriteString("firstSaidBy", decision.FirstSaidBy);
            json.WriteBoolean("incomplete", decision.IsIncomplete);
            json.WriteString("digest", decision.Digest);
            json.WriteStartArray("reasons");
            foreach (var reason in decision.Reasons)
            {
                json.WriteStartObject();
                foreach (var (key, text) in new[] { ("effect", reason.Effect.Name()), ("control", reason.Control), ("rule", reason.Rule), ("asset", reason.Asset) }) json.WriteString(key, text);
                if (reason.Override is { } by) json.WriteString("overriddenBy", by.Owner);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        })));

    /// <summary>Writes an override down.</summary>
    public static Tip Override(Ledger ledger, string system, string environment, GateOverride one, string actor) => Append(ledger, now => new Entry(
        RecordKind.Override, "", SignedVerdict.Subject(system, environment), actor, now, BodyText.Of(json =>
        {
            foreach (var (key, text) in new[] { ("system", system), ("environment", environment), ("control", one.Control), ("rule", one.Rule), ("owner", one.Owner), ("reason", one.Reason) })
                if (text.Length > 0) json.WriteString(key, text);
            json.WriteString("by", actor);
            json.WriteString("from", Day(now));
            json.WriteString("until", Day(one.Until));
        })));

    /// <summary>Writes a binding down, signed or not.</summary>
    /// <param name="ledger">Where to.</param>
    /// <param name="statement">What it says.</param>
    /// <param name="document">The envelope, or the statement itself.</param>
    /// <param name="actor">Who records it.</param>
    public static Tip Binding(Ledger ledger, EvalStatement statement, ReadOnlyMemory<byte> document, string actor) =>
        Append(ledger, now => new Entry(RecordKind.EvalBinding, "", $"evals/{statement.Suite}", actor, now, document));

    /// <summary>When a gate last let a release pass, up to a moment; null where none did. A record whose body is no decision counts for nothing.</summary>
    public static DateTimeOffset? LastAllowed(IRecordStore store, string system, string environment, DateTimeOffset asOf)
    {
        DateTimeOffset? last = null;
        store.ReadSubject(SignedVerdict.Subject(system, environment), (in RecordView record) =>
        {
            if (record.Is(RecordKind.Decision) && Instant.Read(record.Moment) is var at && at <= asOf && Says(record.Body, "decision") == GateOutcome.Allow.Name()) last = at;
            return true;
        });
        return last;
    }

    /// <summary>What a ledger remembers of a release before, as sentences: gates that judged a later one, and a scan that saw it run.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="system">The system.</param>
    /// <param name="environments">The environment by every name that is in use.</param>
    /// <param name="asOf">Records of a later moment do not count.</param>
    /// <param name="runs">Whether a claim says that it ran.</param>
    public static IEnumerable<string> Earlier(IRecordStore store, string system, IEnumerable<string> environments, DateTimeOffset asOf, Func<Claim, bool> runs)
    {
        var found = new List<string>();
        foreach (var environment in environments)
            store.ReadSubject(SignedVerdict.Subject(system, environment), (in RecordView record) =>
            {
                if (record.Is(RecordKind.Decision) && Instant.Read(record.Moment) <= asOf && Says(record.Body, "deploy") == DeployKind.Later.Name())
                    found.Add($"a gate judged a later release of it (ledger, record {record.Number})");
                return found.Count == 0;
            });
        var texts = new Texts();
        store.Read(0, (in RecordView record) =>
        {
            if (!record.Is(RecordKind.Claim) || Instant.Read(record.Moment) > asOf || ClaimText.Read(record.Body, texts) is not { } claim || !runs(claim)) return true;
            found.Add($"a scan of {Instant.Read(record.Moment).UtcDateTime:yyyy-MM-dd} saw it {claim.Plane.Name()}: {claim.Property} (ledger, record {record.Number}; {claim.Origin})");
            return false;
        });
        return found;
    }

    /// <summary>Overrides and bindings as files of the estate, so that whatever reads files reads them; none where the ledger has none.</summary>
    public static IEnumerable<(string Path, byte[] Content)> Files(IRecordStore store, DateTimeOffset asOf)
    {
        if (Bodies(store, GateRecords.Overrides, asOf) is { Count: > 0 } overrides)
            yield return (OverridesFile, Encoding.UTF8.GetBytes($"{{\"plumbline\":\"registry/v1\",\"gate-overrides\":[\n{string.Join(",\n", overrides)}\n]}}\n"));
        if (Bodies(store, GateRecords.Bindings, asOf) is { Count: > 0 } bindings)
            yield return (BindingsFile, Encoding.UTF8.GetBytes($"[\n{string.Join(",\n", bindings)}\n]\n"));
    }

    private static List<string> Bodies(IRecordStore store, string projection, DateTimeOffset asOf)
    {
        var (rows, until) = (new List<Row>(), Instant.Write(asOf));
        store.ReadRows(projection, "", row =>
        {
            if (string.CompareOrdinal(GateRecords.MomentOf(row), until) <= 0) rows.Add(row);
        });
        return [.. rows.OrderBy(r => r.Number).Select(r => r.Body)];
    }

    private static string? Says(ReadOnlySpan<byte> body, string key)
    {
        try
        {
            using var json = JsonDocument.Parse(body.ToArray());
            return Statement.Text(json.RootElement, key);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A registry's time has seconds at least; what is finer would be lost, and an override must not begin ahead of its record.
    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static Tip Append(Ledger ledger, Func<DateTimeOffset, Entry> entry)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (ledger.Append(ledger.Tip.Number, [entry(ledger.Now)]) is { } tip) return tip;
        throw new LedgerException($"`{ledger.Store.Place}` is written by others all the time; run again when they are done");
    }
}
