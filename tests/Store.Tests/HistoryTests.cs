using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>Scans a week apart become the history of an asset; what others wrote about it stands between.</summary>
public sealed class HistoryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly AssetId Loan = new(AssetKind.Workload, "loan@production/111122223333");
    private static readonly Vocabulary Words = Vocabulary.Of([]);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Two_scans_a_week_apart_tell_what_came_went_and_changed(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        Record(ledger, Monday, Registered(), Guardrail("3", 4), Model("m-1"), Calls(7, 11));
        Record(ledger, Monday.AddDays(7), Registered(), Guardrail("4", 9), Model("m-1"), Model("m-2"), Calls(19, 12));
        Record(ledger, Monday.AddDays(14), Registered(), Model("m-2"), Calls(30, 12));
        var history = Of(ledger, Monday.AddDays(30));

        Assert.Equal((Monday, Monday.AddDays(14)), (history.Timeline.FirstSeen!.Value, history.Timeline.LastSeen!.Value));
        Assert.Equal(
        [
            "2 Seen  []", "9 Added deployed.models [+m-2]", "9 Changed deployed.guardrail [version -3 +4]", "16 Removed deployed.guardrail [-4]", "16 Removed deployed.models [-m-1]",
        ], history.Events.Select(Line));
        Assert.Equal(["2 Seen  []", "9 Added deployed.models [+m-2]", "9 Changed deployed.guardrail [version -3 +4]"], Of(ledger, Monday.AddDays(13)).Events.Select(Line));
    }

    [Fact]
    public void An_asset_that_no_source_speaks_of_is_gone_and_may_come_back()
    {
        using var store = new StoreCase(Engine.Sqlite);
        using var ledger = store.Open();
        Record(ledger, Monday, Registered(), Model("m-1"));
        Record(ledger, Monday.AddDays(7));
        Record(ledger, Monday.AddDays(14), Registered(), Model("m-1"));
        Assert.Equal([AssetEventKind.Seen, AssetEventKind.Gone, AssetEventKind.Seen], Of(ledger, Monday.AddDays(20)).Events.Select(e => e.Kind));
        var gone = Of(ledger, Monday.AddDays(10)).Timeline;
        Assert.Equal((Monday, Monday.AddDays(7)), (gone.LastSeen!.Value, gone.GoneSince!.Value));
        Assert.Null(Of(ledger, Monday.AddDays(20)).Timeline.GoneSince);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void An_asset_that_is_gone_is_told_under_every_id_it_went_by(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        var role = new AssetId(AssetKind.Workload, "arn:aws:iam::111122223333:role/loan");
        Record(ledger, Monday, Registered(), new Binding(Loan, role.Key, "runs-as").ToClaim(Plane.Approved, new Origin("registry", "r.yaml", 2), default), Model("m-1") with { Subject = role });
        Write(ledger, RecordKind.Finding, "f1", $$"""{"state":"open","rule":"r","control":"c","asset":"{{role}}","severity":"high","message":"m"}""");
        Record(ledger, Monday.AddDays(7), Registered(), new Binding(Loan, role.Key, "runs-as").ToClaim(Plane.Approved, new Origin("registry", "r.yaml", 2), default), Model("m-2") with { Subject = role });
        Record(ledger, Monday.AddDays(14));
        var ever = EverAssets.Of(ledger.Store, "bank", store.Clock.Now.AddDays(90), Words);
        foreach (var name in (string[])[role.Key, role.ToString(), Loan.Key])
        {
            var history = RecordedHistory.Of(ledger.Store, "bank", store.Clock.Now.AddDays(90), ever, AssetNames.Find(ever.Graph, name));
            Assert.Equal(Loan, history.Id);
            Assert.Equal([AssetEventKind.Seen, AssetEventKind.Changed, AssetEventKind.Gone, AssetEventKind.Finding, AssetEventKind.Finding], history.Events.Select(e => e.Kind).OrderBy(k => k));
            Assert.Equal(Monday.AddDays(14), history.Timeline.GoneSince);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void What_people_recorded_about_it_stands_in_its_history_and_nothing_else_does(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        Record(ledger, Monday, Registered(), new Claim(Loan, "environment", Plane.Approved, Value.Of("production"), new Origin("registry", "r.yaml", 1), default), Model("m-1"), new Relation(new AssetId(AssetKind.AiSystem, "loans"), "owns", Loan).ToClaim(Plane.Approved, new Origin("registry"), default));
        Write(ledger, RecordKind.Decision, "gate/loans/production", """{"decision":"refuse"}""");
        Write(ledger, RecordKind.Approval, "systems/loans@2", """{"decision":"approve","digest":"abc"}""");
        Write(ledger, RecordKind.Approval, "systems/loans-other@2", """{"decision":"approve"}""");
        Write(ledger, RecordKind.Approval, "prompts/loan@1", """["not an object"]""");
        Write(ledger, RecordKind.Decision, "gate/loans/staging", "{");
        Write(ledger, RecordKind.Finding, "f1", """{"state":"open","rule":"r","control":"c","asset":"workload:loan@production/111122223333","severity":"high","message":"m"}""");
        Write(ledger, RecordKind.Finding, "f2", "not json at all");
        Assert.Equal(["gate/loans/production", "open (high): m", "systems/loans@2"], Of(ledger, store.Clock.Now).Events.Where(e => e.Kind is AssetEventKind.Word or AssetEventKind.Finding).Select(e => e.Text.Split(';')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void The_walk_shows_at_every_scan_what_as_of_tells_of_its_moment(Engine engine)
    {
        using var store = new StoreCase(engine);
        using var ledger = store.Open();
        var random = new Random(7);
        for (var day = 0; day < 12; day++) Record(ledger, Monday.AddDays(day), [.. Enumerable.Range(0, 8).Where(_ => random.Next(2) == 0).Select(i => Model($"m-{i}"))]);
        var seen = new List<(DateTimeOffset, string)>();
        ScanWalk.Each(ledger.Store, "bank", Monday.AddDays(40), s => seen.Add((s.Moment, Text(s.Claims))));
        Assert.Equal(12, seen.Count);
        Assert.All(seen, s => Assert.Equal(Text(AsOf.Claims(ledger.Store, "bank", s.Item1)), s.Item2));
        Assert.Equal(["bank"], ScanWalk.Estates(ledger.Store).Keys);

        static string Text(IEnumerable<Claim> claims) => string.Join(' ', claims.Select(c => c.Value.ToString()).Order(StringComparer.Ordinal));
    }

    private static AssetHistory Of(Ledger ledger, DateTimeOffset until)
    {
        var ever = EverAssets.Of(ledger.Store, "bank", until, Words);
        return RecordedHistory.Of(ledger.Store, "bank", until, ever, ever.Graph.Find(Loan)!);
    }

    private static string Line(AssetEvent e) => $"{e.Moment.Day} {e.Kind} {(e.Plane is { } p ? p.Name() + "." : "")}{e.Property} [{string.Join(' ', e.Fields.Concat(e.Before.Select(v => "-" + Short(v))).Concat(e.After.Select(v => "+" + Short(v))))}]";

    private static string? Short(Value value) => value.AsMap?["base"].AsString ?? value.AsMap?["version"].AsString ?? value.ToString();

    private static void Record(Ledger ledger, DateTimeOffset moment, params Claim[] claims)
    {
        var report = new Report(new Scope("bank", moment, [], []), AssetGraph.From(claims, Words), Posture.Rules.Rulebook.Load([], Words, moment), Posture.Findings.Assessment.Of(AssetGraph.From(claims, Words), Posture.Rules.Rulebook.Load([], Words, moment), moment, 1)) { Claims = claims };
        ScanRecord.Write(ledger, report, "jane");
    }

    private static void Write(Ledger ledger, RecordKind kind, string subject, string body) =>
        Assert.NotNull(ledger.Append(ledger.Tip.Number, [new Entry(kind, "bank", subject, "lee", new FixedClock().Now, Encoding.UTF8.GetBytes(body))]));

    private static Claim Registered() => new(Loan, "registered", Plane.Approved, Value.True, new Origin("registry", "r.yaml", 1), default);

    private static Claim Model(string id) => new(Loan, "models", Plane.Deployed, Value.Map(("id", Value.Of(id)), ("base", Value.Of(id)), ("pinned", Value.True)), new Origin("aws", "f.json"), default);

    private static Claim Guardrail(string version, int line) => new(Loan, "guardrail", Plane.Deployed, Value.Map(("id", Value.Of("gr")), ("version", Value.Of(version))), new Origin("aws", "f.json", line), default);

    private static Claim Calls(int count, int line) => new(
        Loan, "calls", Plane.Observed, Value.Map(("model", Value.Of("m-1")), ("base", Value.Of("m-1")), ("count", Value.Of((long)count)), ("first", Value.Of(Monday)), ("last", Value.Of(Monday.AddHours(count)))), new Origin("trail", "t.json", line), default);
}
