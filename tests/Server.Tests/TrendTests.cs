using System.Text;
using Plumbline.Posture.Rules;
using Plumbline.Server.Keeping;
using Plumbline.Server.Web;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>Open findings over time, as the ledger has them.</summary>
public sealed class TrendTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly string folder = Cluster.Temporary();

    [Fact]
    public void Each_moment_counts_what_stood_open_then()
    {
        using var ledgers = new LedgerPool(Path.Combine(folder, "ledger.db"), TimeProvider.System);
        Write(ledgers, 0, ("a", "open", "critical"), ("b", "open", "high"));
        Write(ledgers, 1, ("a", "resolved", "critical"), ("c", "waived", "high"));
        var trend = new Trend(ledgers);
        Assert.Equal([(Start, 2, 1), (Start.AddDays(1), 1, 0)], trend.Of("shop").Select(p => (p.At, p.All, p.Open[(int)Severity.Critical])));
        Write(ledgers, 2, ("b", "unknown", "high"));
        Assert.Equal((Start.AddDays(2), 0), trend.Of("shop").Select(p => (p.At, p.All)).Last());
        Assert.Empty(trend.Of("another"));
    }

    [Fact]
    public void A_long_series_keeps_its_ends_and_stays_short()
    {
        using var ledgers = new LedgerPool(Path.Combine(folder, "ledger.db"), TimeProvider.System);
        for (var day = 0; day < 900; day += 100) ledgers.Append(_ => [.. Enumerable.Range(day, 100).Select(d => Entry(d, $"f{d}", "open", "low"))]);
        var points = new Trend(ledgers).Of("shop");
        Assert.InRange(points.Length, 100, 401);
        Assert.Equal([(Start, 1), (Start.AddDays(899), 900)], [(points[0].At, points[0].All), (points[^1].At, points[^1].All)]);
    }

    public void Dispose() => Directory.Delete(folder, true);

    private static void Write(LedgerPool ledgers, int day, params (string Id, string State, string Severity)[] findings) =>
        ledgers.Append(_ => [.. findings.Select(f => Entry(day, f.Id, f.State, f.Severity))]);

    private static Entry Entry(int day, string id, string state, string severity) =>
        new(RecordKind.Finding, "shop", id, "plumb-server", Start.AddDays(day), Encoding.UTF8.GetBytes($$"""{"state":"{{state}}","severity":"{{severity}}"}"""));
}
