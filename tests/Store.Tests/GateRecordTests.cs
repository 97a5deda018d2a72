using System.Text;
using System.Text.Json;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>What gates leave in the ledger, and what they find there.</summary>
public sealed class GateRecordTests
{
    private static GateDecision Decision(GateOutcome outcome) => new(
        outcome, "kyc", "production", new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), DeployKind.Later, false,
        [new GateReason("eval-gate", "eval-unbound", "kyc", "no", "do")], [], [], new string('a', 64));

    private static GateOverride Override(DateTimeOffset until) => new("", "eval-unbound", "jane", "an \"outage\"", default, until, true);

    private static List<JsonElement> Entries(Ledger ledger, DateTimeOffset at, string path, string? section) =>
        [.. GateRecord.Files(ledger.Store, at).Where(f => f.Path == path).Select(f => JsonDocument.Parse(f.Content).RootElement).SelectMany(r => (section is null ? r : r.GetProperty(section)).EnumerateArray())];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void The_last_release_that_was_let_pass_is_remembered_as_of_any_moment(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        var start = store.Clock.Now;
        GateRecord.Decision(ledger, Decision(GateOutcome.Refuse), "bank", "ci");
        Assert.Null(GateRecord.LastAllowed(ledger.Store, "kyc", "production", start));
        store.Clock.Now = start.AddHours(1);
        GateRecord.Decision(ledger, Decision(GateOutcome.Allow), "bank", "ci");
        Assert.Null(GateRecord.LastAllowed(ledger.Store, "kyc", "production", start));
        Assert.Equal(start.AddHours(1), GateRecord.LastAllowed(ledger.Store, "kyc", "production", start.AddHours(2)));
        Assert.Null(GateRecord.LastAllowed(ledger.Store, "kyc", "staging", start.AddHours(2)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Overrides_are_read_as_a_registry_from_their_record_on(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        var start = store.Clock.Now;
        GateRecord.Override(ledger, "kyc", "production", Override(start.AddDays(2)), "ci");
        Assert.Empty(GateRecord.Files(ledger.Store, start.AddSeconds(-1)));
        var entry = Entries(ledger, start, GateRecord.OverridesFile, "gate-overrides").Single();
        Assert.Equal(("kyc", "jane", "ci", "2026-11-21T09:00:00Z"), (entry.GetProperty("system").GetString(), entry.GetProperty("owner").GetString(), entry.GetProperty("by").GetString(), entry.GetProperty("from").GetString()));
        Assert.Empty(store.Verify().Faults);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Bindings_come_back_as_they_were_signed(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        var said = new EvalStatement("kyc", "green", "r.json", new string('b', 64), "none", "none", "ci", store.Clock.Now, "", [new BoundRun("1", "success", "pass-rate", 1, store.Clock.Now, "m", "none", [])]);
        GateRecord.Binding(ledger, said, said.Write(), "ci");
        var read = EvalStatement.Read(Entries(ledger, store.Clock.Now, GateRecord.BindingsFile, null).Single());
        Assert.Equal(said.Write(), read!.Write());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_record_whose_body_is_something_else_is_passed_over(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        foreach (var body in new[] { "", "no json", "[1]", "{} {}", "\"text\"" })
        {
            foreach (var kind in new[] { RecordKind.Override, RecordKind.EvalBinding, RecordKind.Decision })
                Assert.NotNull(ledger.Append(ledger.Tip.Number, [new Entry(kind, "", "gate/kyc/production", "x", store.Clock.Now, Encoding.UTF8.GetBytes(body))]));
        }

        Assert.Empty(GateRecord.Files(ledger.Store, store.Clock.Now));
        Assert.Null(GateRecord.LastAllowed(ledger.Store, "kyc", "production", store.Clock.Now));
        Assert.Empty(store.Verify().Faults);
    }
}
