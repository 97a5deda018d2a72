using System.Net;
using Plumbline.Server.Desks;
using Xunit;

namespace Plumbline.Server.Tests.Api;

/// <summary>What a route does not see coming is still an answer.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("/api/v1/assets?limit=x", HttpStatusCode.BadRequest, "`limit` cannot be what was sent")]
    [InlineData("/api/v1/claims", HttpStatusCode.BadRequest, "`asset` is missing")]
    public async Task What_cannot_be_bound_is_a_problem_that_names_the_parameter(string path, HttpStatusCode status, string why)
    {
        await using var rehearsal = await Rehearsal.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"));
        var (answered, text) = await rehearsal.GetAsync(path);
        Assert.Equal(status, answered);
        Assert.Contains("\"status\":400", text, StringComparison.Ordinal);
        Assert.Contains(why, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_ledger_is_away_pages_say_so_and_the_overview_goes_without_its_trend()
    {
        await using var rehearsal = await Rehearsal.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"));
        // One of the files is memory that processes share: whoever cuts it short ends them all, so it is written over.
        foreach (var part in Directory.GetFiles(rehearsal.Home, "ledger.db*"))
        {
            await using var file = new FileStream(part, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            await file.WriteAsync(new byte[part.EndsWith("-shm", StringComparison.Ordinal) ? (int)file.Length : 8192], TestContext.Current.CancellationToken);
            if (!part.EndsWith("-shm", StringComparison.Ordinal)) file.SetLength(8192);
        }

        var (overview, text) = await rehearsal.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, overview);
        Assert.Contains("Open findings over time", text, StringComparison.Ordinal);
        Assert.Contains("ledger.db", text, StringComparison.Ordinal);
        var (page, said) = await rehearsal.GetAsync("/registries");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page);
        Assert.Contains("<h1", said, StringComparison.Ordinal);
        var (api, problem) = await rehearsal.GetAsync("/api/v1/sources");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, api);
        Assert.Contains("urn:plumbline:problem:503", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_takes_too_long_is_ended_and_leaves_its_turn_to_others()
    {
        await using var rehearsal = await Rehearsal.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"));
        const string Rule = """
            id: any-workload
            control: trial
            title: A workload is there
            severity: low
            maturity: experimental
            asset: workload
            needs: [approved]
            expect: asset.name == "nobody"
            message: "{asset.name} is there"
            why: To see.
            fix: Nothing.
            consequence: misuse
            disciplines: [artifact]
            incidents: [{ title: none, date: 2026-01-01, url: "https://example.org/" }]
            """;
        using var trials = new RuleTrials(rehearsal.Reading);
        Assert.Empty(trials.Ask(rehearsal.Standing, Rule, TestContext.Current.CancellationToken).Problems);
        Assert.Throws<OperationCanceledException>(() => trials.Ask(rehearsal.Standing, Rule, new CancellationToken(canceled: true)));
    }
}
