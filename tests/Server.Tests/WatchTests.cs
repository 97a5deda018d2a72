using System.Collections.Immutable;
using System.Text;
using Plumbline.Posture.Scans;
using Plumbline.Server.Keeping;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What makes a server look again, and what does not.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("plumb-watch-").FullName;
    private readonly List<LedgerPool> pools = [];
    private readonly Reader reader = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Ledger => Path.Combine(home, "ledger.db");

    [Fact]
    public async Task A_source_with_settings_is_read_when_it_is_due_and_not_before()
    {
        var (watch, book) = Watch();
        book.Add(Source("quick") with { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("role", "reader") }, "jane");
        for (var i = 0; i < 3; i++) await watch.CheckAsync(Token);
        Assert.Equal(1, reader.Reads);
        Assert.Equal(1, watch.Current!.Number);
    }

    [Fact]
    public async Task A_slow_source_holds_up_no_other()
    {
        var (watch, book) = Watch();
        book.Add(Source("quick"), "jane");
        await watch.CheckAsync(Token);
        book.Add(Source("slow"), "jane");
        await watch.CheckAsync(Token);
        watch.Ask("quick-1");
        await watch.CheckAsync(Token);
        Assert.Equal(2, reader.Reads);
        Assert.Equal(2, watch.Current!.Number);
        Assert.True(watch.Plan.All.Single(s => s.Source.Kind == "slow").IsRunning);
        reader.Slow.SetResult();
        for (var i = 0; i < 500 && watch.Plan.All.Any(s => s.IsRunning); i++) await Task.Delay(10, Token);
        await watch.CheckAsync(Token);
        Assert.Equal(3, watch.Current!.Number);
        Assert.Contains(watch.Current.Report.Scope.Files, f => f.Path == "slow/app.py");
    }

    [Fact]
    public async Task Where_the_last_rule_is_taken_away_the_last_standing_stays_and_it_says_so()
    {
        var rules = Directory.CreateDirectory(Path.Combine(home, "rules", "ai-inventory", "shadow")).FullName;
        File.Copy(Directory.GetFiles(Path.Combine(Cluster.Root, "rules", "ai-inventory"), "rule.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(), Path.Combine(rules, "rule.yaml"));
        var (watch, book) = Watch(rules: Path.Combine(home, "rules"));
        book.Add(Source("quick"), "jane");
        await watch.CheckAsync(Token);
        Assert.Equal((1, null), (watch.Current!.Number, watch.Problem));
        Directory.Delete(rules, recursive: true);
        await watch.CheckAsync(Token);
        Assert.Equal(1, watch.Current.Number);
        Assert.Contains("so nothing would be judged", watch.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_servers_of_one_ledger_do_not_wake_each_other()
    {
        var (one, book) = Watch();
        book.Add(Source("quick"), "jane");
        var (other, _) = Watch();
        for (var i = 0; i < 3; i++)
        {
            await one.CheckAsync(Token);
            await other.CheckAsync(Token);
        }

        Assert.Equal((1, 1), (one.Current!.Number, other.Current!.Number));
    }

    [Fact]
    public async Task What_others_decide_in_the_ledger_is_judged()
    {
        var (watch, book) = Watch();
        book.Add(Source("quick"), "jane");
        await watch.CheckAsync(Token);
        Write(RecordKind.Decision, "gate/loans");
        await watch.CheckAsync(Token);
        Assert.Equal(1, watch.Current!.Number);
        Write(RecordKind.Retirement, "models/none@1");
        await watch.CheckAsync(Token);
        Assert.Equal(2, watch.Current!.Number);
    }

    [Fact]
    public async Task A_server_without_sources_shows_what_others_scan_and_goes_on_showing_it()
    {
        var (first, book) = Watch();
        var source = book.Add(Source("quick"), "jane");
        await first.CheckAsync(Token);
        var claims = first.Current!.Report.Claims.Count;
        Assert.NotEqual(0, claims);
        book.Remove(source.Id, "jane");
        var (second, _) = Watch("estate");
        await second.CheckAsync(Token);
        Assert.Equal(claims, second.Current!.Report.Claims.Count);
        Write(RecordKind.Retirement, "models/none@1");
        await second.CheckAsync(Token);
        Assert.Equal((2, claims), (second.Current!.Number, second.Current.Report.Claims.Count));
    }

    public void Dispose()
    {
        foreach (var pool in pools) pool.Dispose();
        Directory.Delete(home, recursive: true);
    }

    private void Write(RecordKind kind, string subject) => pools[0].Append(_ => [new Entry(kind, "", subject, "ci", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes("{}"))]);

    private static Source Source(string kind) => new("", kind, kind, TimeSpan.FromHours(1));

    private (EstateWatch Watch, SourceBook Book) Watch(string? name = null, string? rules = null)
    {
        var pool = new LedgerPool(Ledger, TimeProvider.System);
        pools.Add(pool);
        var reading = new EstateReading(new EstateSettings(name, home, Ledger, [rules ?? Path.Combine(Cluster.Root, "rules", "ai-inventory")], Path.Combine(home, "grammars")));
        var book = new SourceBook(pool, [reader, new Reader.Later(reader)], [], TimeProvider.System);
        return (new EstateWatch(reading, new SourcePlan(book, TimeProvider.System), pool, TimeProvider.System, _ => { }), book);
    }

    /// <summary>Gives one file; counts how often it was asked.</summary>
    private sealed class Reader : ISourceReader
    {
        private int reads;

        public int Reads => reads;

        public TaskCompletionSource Slow { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Kind => "quick";

        public string? Problem(Source source) => null;

        public string? Stamp(Source source) => null;

        public Task<SourceReading> ReadAsync(Source source, CancellationToken cancellation)
        {
            Interlocked.Increment(ref reads);
            return Task.FromResult(Of("quick"));
        }

        private static SourceReading Of(string name)
        {
            var code = Encoding.UTF8.GetBytes("import anthropic\nanthropic.Anthropic().messages.create(model=\"claude-sonnet-4-5-20250929\", messages=[], max_tokens=10)\n");
            return new SourceReading([], [new EstateFile($"{name}/requirements.txt", 10, () => new MemoryStream("anthropic\n"u8.ToArray())), new EstateFile($"{name}/app.py", code.Length, () => new MemoryStream(code))], []);
        }

        /// <summary>Gives it when it is told to.</summary>
        public sealed class Later(Reader reader) : ISourceReader
        {
            public string Kind => "slow";

            public string? Problem(Source source) => null;

            public string? Stamp(Source source) => null;

            public async Task<SourceReading> ReadAsync(Source source, CancellationToken cancellation)
            {
                await reader.Slow.Task.WaitAsync(cancellation);
                return Of("slow");
            }
        }
    }
}
