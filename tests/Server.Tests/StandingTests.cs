using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>A server judges what a change touches, and comes to what a scan of everything comes to.</summary>
public sealed class StandingTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("plumb-standing-").FullName;
    private static readonly string Root = Cluster.Root;
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private readonly EstateReading reading;

    public StandingTests() =>
        reading = new EstateReading(new EstateSettings(null, home, Path.Combine(home, "ledger.db"), [Path.Combine(Root, "rules")], Path.Combine(Root, "artifacts", "grammars")));

    [Fact]
    public async Task Nothing_is_asked_again_where_nothing_changed()
    {
        var first = await WholeAsync(Bank());
        var again = first.After(first.Scope, [.. first.Claims], reading.Words);
        Assert.Equal(new Work(0, 0), again.Assessment.Work);
        Assert.Equal(Told(first), Told(again));
    }

    [Fact]
    public async Task What_a_changed_file_touches_is_asked_again_and_the_rest_stands()
    {
        var bank = Bank();
        var first = await WholeAsync(bank);
        foreach (var file in Directory.GetFiles(Path.Combine(bank, "registry"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(file, "plumbline: registry/v1\n", TestContext.Current.CancellationToken);
            var (scope, claims) = await CollectAsync(bank);
            var after = first.After(scope, claims, reading.Words);
            var whole = await WholeAsync(bank);
            Assert.Equal(Told(whole), Told(after));
            Assert.Equal(whole.Assessment.Tally, after.Assessment.Tally);
            Assert.Equal(whole.Assessment.Matrix.Select(c => (c.Workload.Id, c.Control, c.Verdict, c.IsWaived)), after.Assessment.Matrix.Select(c => (c.Workload.Id, c.Control, c.Verdict, c.IsWaived)));
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Another_owner_touches_few_assets()
    {
        var bank = Bank();
        var first = await WholeAsync(bank);
        var file = Directory.GetFiles(Path.Combine(bank, "registry"), "*.yaml").First(f => File.ReadAllText(f).Contains("    owner: ", StringComparison.Ordinal));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var at = text.IndexOf("    owner: ", StringComparison.Ordinal) + "    owner: ".Length;
        await File.WriteAllTextAsync(file, text.Insert(at, "new-"), TestContext.Current.CancellationToken);
        var (scope, claims) = await CollectAsync(bank);
        var after = first.After(scope, claims, reading.Words);
        Assert.InRange(after.Assessment.Work.Assets, 1, 10);
        Assert.InRange(after.Assessment.Work.Verdicts, 1, first.Assessment.Work.Verdicts / 2);
    }

    [Fact]
    public async Task What_no_drift_rests_on_changes_no_drift()
    {
        var (_, claims) = await CollectAsync(Bank());
        List<Claim> fewer = claims.FindAll(DriftBook.RestsOn);
        Assert.True(fewer.Count < claims.Count, "nothing was left out");
        var all = Drifts(claims);
        Assert.NotEmpty(all);
        Assert.Equal(all, Drifts(fewer));

        List<string> Drifts(List<Claim> said) => [.. DriftBook.Of(AssetGraph.From(said, reading.Words), Promotion.All(said), Now, new DriftQuestion(null, "development", "production"))
            .Select(d => $"{d.Key} {d.State} {d.Missing} {d.Parted:O} {string.Join(' ', d.From.Values.Concat(d.To.Values).Select(v => v.Text))}")];
    }

    private async Task<Report> WholeAsync(string root)
    {
        var (scope, claims) = await CollectAsync(root);
        var graph = AssetGraph.From(claims, reading.Words);
        var book = reading.Rules(Now);
        return new Report(scope, graph, book, Assessment.Of(graph, book, Now, 1)) { Claims = claims };
    }

    private async Task<(Scope Scope, List<Claim> Claims)> CollectAsync(string root)
    {
        var (scope, problem) = reading.Open([new SourceReading([root], [], [])], Now, TimeProvider.System);
        Assert.Null(problem);
        return (scope!, await reading.CollectAsync(scope!, CancellationToken.None));
    }

    private static List<string> Told(Report report) =>
        [.. report.Assessment.Findings.Select(f => $"{f.Id} {f.Verdict} {f.Weight.Severity} {f.Weight} {f.Message} {f.Fix} {f.IsWaived} {string.Join(' ', f.Missing)}")];

    private string Bank()
    {
        var (from, to) = (Path.Combine(Root, "samples", "bank"), Path.Combine(home, "bank"));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return to;
    }

    public void Dispose() => Directory.Delete(home, recursive: true);
}
