using System.Diagnostics;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Reports;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>A firm with 42 agents in three accounts, one of them a sandbox that nobody answers for.</summary>
public sealed class FirmTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private readonly string home = Directory.CreateTempSubdirectory("plumb-firm-").FullName;

    [Fact]
    public async Task Every_agent_is_listed_with_its_group_account_environment_and_owner_and_those_of_the_sandbox_have_none()
    {
        var folder = Path.Combine(home, "firm");
        using (var writer = Process.Start(new ProcessStartInfo(Path.Combine(Cluster.Root, "artifacts", "bin", "Firm", "release", "Plumbline.Firm"), [folder, "42"]))!)
        {
            await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, writer.ExitCode);
        }

        var reading = new EstateReading(new EstateSettings(null, home, Path.Combine(home, "ledger.db"), [Path.Combine(Cluster.Root, "rules")], Path.Combine(Cluster.Root, "artifacts", "grammars")));
        var scope = reading.Open([new SourceReading([folder], [], [])], Now, TimeProvider.System).Scope!;
        var graph = AssetGraph.From(await reading.CollectAsync(scope, TestContext.Current.CancellationToken), reading.Words);
        var agents = graph.Pages(AssetKind.Agent).SelectMany(p => p).ToList();
        var (owned, sandbox) = (agents.FindAll(a => !a.Name.StartsWith("sandbox", StringComparison.Ordinal)), agents.FindAll(a => a.Name.StartsWith("sandbox", StringComparison.Ordinal)));
        Assert.Equal((42, 32, 10), (agents.Count, owned.Count, sandbox.Count));
        Assert.Equal(["111122220000", "111122220001", "111122220002"], agents.Select(a => a.Fact("account")).Distinct().Order());
        Assert.All(owned, a => Assert.True(a.Fact("owner")!.StartsWith("team-", StringComparison.Ordinal) && a.Fact("environment") == "production" && Status.Of(a) == "registered", a.Name));
        Assert.All(sandbox, a => Assert.True(a.Fact("owner") is null && a.Fact("environment") == "development" && Status.Of(a) == "shadow", a.Name));
        var found = Assessment.Of(graph, reading.Rules(Now), Now, 1, cancellation: TestContext.Current.CancellationToken).Findings.Where(f => f.Rule.Id == "unregistered-agent" && f.Verdict == Verdict.Fail).Select(f => f.Asset.Name);
        Assert.Equal(sandbox.Select(a => a.Name).Order(), found.Order());
    }

    public void Dispose() => Directory.Delete(home, recursive: true);
}
