using System.Net;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Server.Web;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What a server tells of an asset that no source speaks of any more.</summary>
public sealed class GoneTests : IDisposable
{
    private static readonly AssetId Loans = new(AssetKind.Workload, "loans@production/111122223333");
    private readonly string folder = Cluster.Temporary();

    [Fact]
    public async Task An_asset_that_went_keeps_its_page_of_history_and_everything_about_it_leads_there()
    {
        Register("loans", "letters");
        await using var server = await Rehearsal.StartAsync(folder);
        var finding = server.Standing.Report.Failures.First(f => f.Asset.Id == Loans);
        Assert.DoesNotContain("Gone</strong> since", (await server.GetAsync(Links.History(Loans))).Text, StringComparison.Ordinal);
        Register("letters");
        await NextAsync(server);

        var (status, history) = await server.GetAsync(Links.History(Loans));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Gone</strong> since the scan of", history, StringComparison.Ordinal);
        Assert.DoesNotContain(Links.Asset(Loans), history, StringComparison.Ordinal);
        Assert.Contains("gone: no source speaks of it any more", history, StringComparison.Ordinal);
        Assert.Contains($"{finding.Rule.Control}/{finding.Rule.Id}", history, StringComparison.Ordinal);
        Assert.Contains(Links.History(Loans), (await server.GetAsync(Links.Finding(finding.Id))).Text, StringComparison.Ordinal);
        Assert.Contains(Links.History(Loans), (await server.GetAsync("/search?q=loans&gone=1")).Text, StringComparison.Ordinal);
        var (missing, text) = await server.GetAsync(Links.Asset(Loans));
        Assert.Equal(HttpStatusCode.NotFound, missing);
        Assert.Contains(Links.History(Loans), text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/history/workload/nobody")).Status);

        var (_, json) = await server.GetAsync("/api/v1/history?asset=loans@production/111122223333");
        using var told = JsonDocument.Parse(json);
        Assert.Equal(Loans.ToString(), told.RootElement.GetProperty("asset").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.String, told.RootElement.GetProperty("goneSince").ValueKind);
    }

    public void Dispose() => Directory.Delete(folder, true);

    private static async Task NextAsync(Rehearsal server)
    {
        var before = server.Standing;
        server.Watch.Ask(null);
        for (var tries = 0; tries < 400 && (ReferenceEquals(server.Standing, before) || server.Watch.Written < server.Standing.Number); tries++) await Task.Delay(50);
        Assert.NotSame(before, server.Standing);
    }

    private void Register(params string[] names) => File.WriteAllText(Path.Combine(folder, "registry.yaml"), $$"""
        plumbline: registry/v1
        accounts:
          - { id: "111122223333", name: prod, environment: production }
        systems:
        {{string.Join('\n', names.Select(n => $"  - {{ id: {n}, name: {n}, workloads: [{{ account: \"111122223333\", region: eu-west-1, models: [gpt-4o] }}] }}"))}}
        """);
}
