using System.Globalization;
using System.Text;
using Plumbline.Server.Keeping;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Server.Tests.Api;

/// <summary>Changes of findings as a stream.</summary>
public sealed class ChangesTests
{
    [Fact]
    public async Task Who_listens_hears_of_every_change_of_this_estate_and_of_no_other_in_the_same_ledger()
    {
        await using var rehearsal = await Rehearsal.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"));
        var estate = rehearsal.Standing.Report.Scope.Name;
        using (var pool = new LedgerPool(Path.Combine(rehearsal.Home, "ledger.db"), TimeProvider.System))
        {
            pool.Append(_ => [Change("other", "theirs"), .. Enumerable.Range(0, 600).Select(i => Change(estate, $"ours-{i.ToString(CultureInfo.InvariantCulture)}"))]);
        }

        using var client = new HttpClient { BaseAddress = rehearsal.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/changes");
        request.Headers.Add("as", "viewer");
        request.Headers.Add("Last-Event-ID", "0");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var heard = new List<string>();
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("ours-599", StringComparison.Ordinal)) heard.Add(line);
        Assert.Equal(599, heard.Count(l => l.Contains("ours-", StringComparison.Ordinal)));
        Assert.DoesNotContain(heard, l => l.Contains("theirs", StringComparison.Ordinal));
    }

    private static Entry Change(string estate, string id) => new(RecordKind.Finding, estate, id, "ci", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes("""{"state":"open","rule":"r","control":"c","asset":"workload:w","severity":"low","message":"m"}"""));
}
