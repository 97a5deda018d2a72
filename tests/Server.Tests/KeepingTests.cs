using System.Collections.Immutable;
using Plumbline.Server.Alerts;
using Plumbline.Server.Keeping;
using Plumbline.Server.Sources;
using Plumbline.Server.Tests.Alerts;
using Plumbline.Store.Ledgers;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What is kept beside the ledger, where several write or something is refused.</summary>
public sealed class KeepingTests : IDisposable
{
    private readonly string home = Cluster.Temporary();

    [Fact]
    public async Task Targets_and_sources_that_are_added_at_once_are_all_there()
    {
        using var pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);
        var targets = new TargetBook(pool, new SecretNames(home, _ => null), TimeProvider.System);
        var sources = Sources(pool);
        using var start = new Barrier(4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            start.SignalAndWait(AlertCase.Token);
            targets.Add(new Target("", TargetKind.Webhook, $"https://hook-{i}.example/"), 0, "jane");
            sources.Add(new Source("", "folder", $"/srv/{i}", TimeSpan.FromMinutes(1)), "jane");
        }, AlertCase.Token)));
        Assert.Equal(4, targets.All.Select(t => t.Address).Distinct().Count());
        Assert.Equal(4, sources.All.Select(s => s.Address).Distinct().Count());
    }

    [Fact]
    public void What_somebody_else_changed_or_took_away_is_not_overwritten()
    {
        using var pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);
        var sources = Sources(pool);
        var source = sources.Add(new Source("", "folder", "/srv", TimeSpan.FromMinutes(1)), "jane");
        Assert.True(sources.Change(source, source with { IsPaused = true }, "jane"));
        Assert.False(sources.Change(source, source with { Every = TimeSpan.FromMinutes(2) }, "joe"));
        Assert.True(sources.Remove(source.Id, "jane"));
        Assert.False(sources.Change(source with { IsPaused = true }, source, "joe"));
        Assert.Empty(sources.All);
    }

    [Theory]
    [InlineData("lines.jsonl", "is a file of `file-1`")]
    [InlineData("lines.jsonl.3", "is a file of `file-1`")]
    [InlineData("other.jsonl", null)]
    public void Two_targets_never_write_one_file(string address, string? why)
    {
        using var pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);
        var book = new TargetBook(pool, new SecretNames(home, _ => null), TimeProvider.System);
        var first = book.Add(new Target("", TargetKind.File, "lines.jsonl"), 0, "jane");
        Assert.Null(book.Problem(first with { IsPaused = true }));
        if (why is null) Assert.Null(book.Problem(new Target("", TargetKind.File, address)));
        else Assert.Contains(why, book.Problem(new Target("", TargetKind.File, address)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", true)]
    [InlineData("https://10.0.0.7/", true)]
    [InlineData("https://hook.example/", false)]
    public void A_webhook_on_a_private_network_is_refused_when_it_is_named(string address, bool isRefused)
    {
        using var pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);
        var book = new TargetBook(pool, new SecretNames(home, _ => null), TimeProvider.System) { AllowsPrivate = false };
        Assert.Equal(isRefused, book.Problem(new Target("", TargetKind.Webhook, address))?.Contains("--allow-private-targets", StringComparison.Ordinal) ?? false);
        var open = new TargetBook(pool, new SecretNames(home, _ => null), TimeProvider.System);
        Assert.Null(open.Problem(new Target("", TargetKind.Webhook, address)));
    }

    [Fact]
    public void What_is_refused_leaves_the_connections_of_others_as_they_are()
    {
        using var pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);
        var first = pool.Use(l => l);
        Assert.Throws<LedgerException>(() => pool.Use<int>(_ => throw new LedgerException("that is not allowed")));
        Assert.Same(first, pool.Use(l => l));
        Assert.Throws<LedgerException>(() => pool.Use<int>(_ => throw new LedgerException("the disk is gone", new IOException())));
        Assert.NotSame(first, pool.Use(l => l));
    }

    [Fact]
    public async Task A_target_that_is_told_nothing_costs_no_writing()
    {
        await using var desk = await new AlertCase().StartAsync();
        desk.Add(TargetKind.File, "lines.jsonl", t => t with { Filter = "severity == 'critical'" });
        await AlertCase.UntilAsync(() => desk.Desk.All.Length == 1, "the lane began");
        var before = desk.Pool.Keep(c => c.Get("alert-positions", "file-1"))!.Version;
        await desk.ChangeAsync(50);
        await AlertCase.UntilAsync(() => desk.Desk.Book.Reached("file-1") >= 50, "all were left out");
        Assert.InRange(desk.Pool.Keep(c => c.Get("alert-positions", "file-1"))!.Version - before, 1, 5);
    }

    [Theory]
    [InlineData("folder", "password", "is no setting of a folder")]
    [InlineData("git", "password", "is no setting of a repository")]
    [InlineData("git", "branch", null)]
    public void A_setting_that_nobody_reads_is_refused(string kind, string name, string? why)
    {
        using var pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);
        var problem = Sources(pool).Problem(new Source("", kind, home, TimeSpan.FromMinutes(1)) { Settings = ImmutableSortedDictionary<string, string>.Empty.Add(name, "x") });
        if (why is null) Assert.DoesNotContain("setting", problem ?? "", StringComparison.Ordinal);
        else Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_at_the_platforms_own_address_is_not_asked()
    {
        var reader = new GitSourceReader(home, new Outgoing((_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Parse("169.254.169.254")])));
        var source = new Source("git-1", "git", "https://git.example/repository.git", TimeSpan.FromMinutes(1));
        var refused = await Assert.ThrowsAsync<IOException>(() => reader.ReadAsync(source, TestContext.Current.CancellationToken));
        Assert.Contains("does not talk to", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_fetched_of_a_repository_goes_with_its_source()
    {
        using var pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);
        var sources = Sources(pool);
        var source = sources.Add(new Source("", "git", "https://git.example/repository.git", TimeSpan.FromMinutes(1)), "jane");
        var tree = Directory.CreateDirectory(Path.Combine(home, "checkouts", source.Id));
        Assert.True(sources.Remove(source.Id, "jane"));
        Assert.False(Directory.Exists(tree.FullName));
    }

    public void Dispose() => Directory.Delete(home, true);

    private SourceBook Sources(LedgerPool pool) => new(pool, Catalogue.All(home, TimeProvider.System), [], TimeProvider.System);
}
