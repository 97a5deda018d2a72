using System.Globalization;
using System.Text;
using Plumbline.Server.Alerts;
using Plumbline.Server.Keeping;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Server.Tests.Alerts;

/// <summary>A desk over a ledger of its own. Changes of findings are written as another estate's, as whoever scans into the same ledger writes them.</summary>
internal sealed class AlertCase : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public AlertCase(string? estate = null, Patience? patience = null, string? home = null)
    {
        Home = home ?? Cluster.Temporary();
        Pool = new LedgerPool(Path.Combine(Home, "ledger.db"), TimeProvider.System);
        var reading = new EstateReading(new EstateSettings(null, Home, Path.Combine(Home, "ledger.db"), [Path.Combine(Cluster.Root, "rules")], Path.Combine(Home, "grammars")));
        var sources = new SourceBook(Pool, Catalogue.All(Home, TimeProvider.System), estate is null ? [] : [new Source("given-1", "folder", estate, TimeSpan.FromMinutes(5)) { IsGiven = true }], TimeProvider.System);
        Watch = new EstateWatch(reading, new SourcePlan(sources, TimeProvider.System), Pool, TimeProvider.System, Said.Add);
        var secrets = new SecretNames(Home, _ => null);
        Records = new FindingRecords(Pool, Watch, reading.Words);
        Desk = new AlertDesk(
            new TargetBook(Pool, secrets, TimeProvider.System), new DeadLetters(Pool), Records,
            new Senders(Home, secrets, new Outgoing(), Keeping.Reach.Private, TimeProvider.System, "test-host") { LargestFile = 20_000 },
            patience ?? new Patience(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), Long, TimeSpan.FromSeconds(1)), TimeProvider.System);
    }

    public string Home { get; }

    public LedgerPool Pool { get; }

    public EstateWatch Watch { get; }

    public FindingRecords Records { get; }

    public AlertDesk Desk { get; }

    public List<string> Said { get; } = [];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Reads the estate and begins to tell.</summary>
    public async Task<AlertCase> StartAsync()
    {
        await Watch.CheckAsync(Token);
        Assert.Null(Watch.Problem);
        running = Desk.RunAsync(stop.Token);
        return this;
    }

    public Target Add(TargetKind kind, string address, Func<Target, Target>? with = null)
    {
        var target = new Target("", kind, address);
        target = with?.Invoke(target) ?? target;
        Assert.Null(Desk.Book.Problem(target));
        return Desk.Book.Add(target, null, "jane");
    }

    public void Secret(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(Home, "secrets"));
        File.WriteAllText(Path.Combine(Home, "secrets", name), text);
    }

    /// <summary>Writes changes of findings, and lets the server see them.</summary>
    public async Task ChangeAsync(int count, string state = "open", string severity = "high", string message = "change", int from = 1)
    {
        Pool.Append(_ =>
        [
            .. Enumerable.Range(from, count).Select(i => new Entry(
                RecordKind.Finding, "other", Id(i), "ci", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"state":"{{state}}","rule":"shadow-workload","control":"ai-inventory","asset":"workload:arn:aws:iam::111122223333:role/w{{i}}","severity":"{{severity}}","message":"{{message}} {{i}}"}""")))),
        ]);
        await Watch.CheckAsync(Token);
        Desk.Wake();
    }

    public static string Id(int i) => i.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Waits until something is so that nobody announces.</summary>
    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var limit = new CancellationTokenSource(Long);
        while (!isSo())
        {
            Assert.False(limit.IsCancellationRequested, $"{what} did not happen");
            await Task.Delay(10, Token);
        }
    }

    /// <summary>Stops telling, as a server does that is stopped.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        running = Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
        }

        Pool.Dispose();
        stop.Dispose();
    }
}
