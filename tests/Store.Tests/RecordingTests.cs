using System.Collections.Immutable;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>A scan leaves behind what changed, and any moment can be asked for.</summary>
public sealed class RecordingTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly AssetId Loan = new(AssetKind.Workload, "loan");
    private static readonly Claim Registered = new(Loan, "registered", Plane.Approved, Value.True, new Origin("registry", "r.yaml", 1), DateTimeOffset.MinValue);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_second_scan_records_only_what_changed(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        Assert.Equal((2, 0), Counts(ScanRecord.Write(ledger, Scan(Monday, Registered, Calls("a")), "jane")));
        Assert.Equal((0, 0), Counts(ScanRecord.Write(ledger, Scan(Monday.AddDays(1), Calls("a"), Registered), "jane")));
        Assert.Equal((1, 1), Counts(ScanRecord.Write(ledger, Scan(Monday.AddDays(2), Calls("b"), Registered), "jane")));
        Assert.Empty(Verification.Of(ledger.Store, [], _ => { }).Faults);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Any_moment_gives_the_claims_of_the_last_scan_before_it(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        ScanRecord.Write(ledger, Scan(Monday, Registered, Calls("a")), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(2), Registered, Calls("b")), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(4), Registered, Calls("a")), "jane");
        Assert.Equal([], At(ledger, Monday.AddSeconds(-1)));
        Assert.Equal(["a"], At(ledger, Monday));
        Assert.Equal(["a"], At(ledger, Monday.AddDays(1)));
        Assert.Equal(["b"], At(ledger, Monday.AddDays(3)));
        Assert.Equal(["a"], At(ledger, Monday.AddDays(400)));
        Assert.Contains(AsOf.Claims(ledger.Store, null, Monday), c => c == Registered);
    }

    [Fact]
    public void A_scan_of_an_earlier_moment_is_refused()
    {
        using var store = new StoreCase(Engine.Sqlite);
        using var ledger = store.Open();
        ScanRecord.Write(ledger, Scan(Monday, Registered), "jane");
        Assert.Contains("in the order of their moments", Assert.Throws<LedgerException>(() => ScanRecord.Write(ledger, Scan(Monday.AddHours(-1), Registered), "jane")).Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), Counts(ScanRecord.Write(ledger, Scan(Monday.AddHours(-1), Registered) is var r ? r with { Scope = r.Scope with { Name = "other" } } : null!, "jane")));
    }

    [Fact]
    public void A_finding_is_opened_then_resolved_and_unknown_where_its_evidence_is_gone()
    {
        using var store = new StoreCase(Engine.Sqlite);
        using var ledger = store.Open();
        var looked = new Coverage("cloudtrail", Plane.Observed, Reach.Everything, ["workload.calls"]).ToClaim(new Origin("cloudtrail", "t.json"));
        ScanRecord.Write(ledger, Scan(Monday, Registered, looked, Calls("b")), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(1), Registered, looked, Calls("b")), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(2), Registered), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(3), Registered, looked, Calls("a")), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(4), Registered, looked, Calls("b")), "jane");
        Assert.Equal(["open", "unknown", "resolved", "open"], States(ledger));
    }

    [Fact]
    public void A_finding_whose_asset_may_only_have_been_lost_is_unknown_not_resolved()
    {
        using var store = new StoreCase(Engine.Sqlite);
        using var ledger = store.Open();
        var looked = new Coverage("cloudtrail", Plane.Observed, Reach.Everything, ["workload.calls"]).ToClaim(new Origin("cloudtrail", "t.json"));
        var broken = new Gap("cloudtrail", Plane.Observed, GapKind.Unreadable, "one kind of answers broke", "say so", Reach.Everything, []).ToClaim(new Origin("cloudtrail", "t.json"));
        ScanRecord.Write(ledger, Scan(Monday, Registered, looked, Calls("b")), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(1), looked, broken), "jane");
        ScanRecord.Write(ledger, Scan(Monday.AddDays(2), looked), "jane");
        Assert.Equal(["open", "unknown", "resolved"], States(ledger));
    }

    private static ImmutableArray<string> States(Ledger ledger)
    {
        var states = ImmutableArray.CreateBuilder<string>();
        ledger.Store.Read(0, (in Records.RecordView record) =>
        {
            if (record.Is(Records.RecordKind.Finding)) states.Add(System.Text.Json.JsonDocument.Parse(record.Body.ToArray()).RootElement.GetProperty("state").GetString()!);
            return true;
        });
        return states.DrainToImmutable();
    }

    private static IEnumerable<string> At(Ledger ledger, DateTimeOffset moment) =>
        AsOf.Claims(ledger.Store, "bank", moment).Where(c => c.Property == "calls").Select(c => c.Value.AsMap!["model"].AsString!);

    private static (int, int) Counts(Recorded recorded) => (recorded.Claims, recorded.Gone);

    private static Claim Calls(string model) => new(Loan, "calls", Plane.Observed, Value.Map(("model", Value.Of(model))), new Origin("cloudtrail", "t.json", 1), Monday);

    private static Report Scan(DateTimeOffset asOf, params Claim[] claims)
    {
        var report = Posture.Scans.Scan.RunAsync(
            new Scope("bank", asOf, [], []), [new Saying(claims)], [Rule], 1, _ => { }, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        Assert.Empty(report.Rulebook.Problems);
        return report;
    }

    private static RuleText Rule { get; } = new("rules/eval-gate/only-a", "eval-gate", "only-a", Encoding.UTF8.GetString("""
        id: only-a
        title: Only a is called
        control: eval-gate
        severity: high
        maturity: stable
        asset: workload
        expect: observed.calls.all(c, c.model == "a")
        message: "{asset.name} calls another"
        why: It does.
        fix: Call a.
        consequence: manipulation
        disciplines: [artifact]
        incidents: [{ title: One, date: 2025-01-01, url: "https://example.com/one" }]
        maps: { owasp-llm: [LLM03] }
        """u8), ["fires-b.yaml", "quiet-a.yaml"]);

    /// <summary>A collector that says what it is told.</summary>
    private sealed class Saying(Claim[] claims) : ICollector
    {
        public string Name => "test";

        public Plane Plane => Plane.Observed;

        public IReadOnlyList<Property> Words => [];

        public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            foreach (var claim in claims) yield return claim;
        }
    }
}
