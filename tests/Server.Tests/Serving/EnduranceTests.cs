using System.Globalization;
using System.Net;
using System.Text.Json;
using Plumbline.Server.Access;
using Plumbline.Server.Serving;
using Plumbline.Server.Standings;
using Plumbline.Server.Tests.Alerts;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;
using Plumbline.Store.Tests;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>Servers that are killed, stopped, and lose their database.</summary>
[Collection("database")]
public sealed class EnduranceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_killed_again_and_again_loses_no_change_and_no_notice(bool isPostgres)
    {
        if (isPostgres && PostgresServer.Unavailable is { } reason) Assert.Skip(reason);
        var (home, estate) = (Cluster.Temporary(), Cluster.Temporary());
        var store = isPostgres ? PostgresServer.NewDatabase() : Path.Combine(home, "ledger.db");
        using (var ledger = Stores.Open(store)) ledger.Cabinet.Put("alerts", "file-1", """{"id":"file-1","kind":"File","address":"lines.jsonl","filter":""}""");
        var dice = new Random(7);
        for (var round = 0; round < 4; round++)
        {
            using var server = ServerProcess.Start(home, store, estate);
            await server.SaidAsync("answers at");
            for (var i = 0; i < 3; i++) Register(estate, round, i);
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(200, 2500)), TestContext.Current.CancellationToken);
            await server.KillAsync();
        }

        using var last = ServerProcess.Start(home, store, estate);
        await last.SaidAsync("verdicts on");
        var numbers = Findings(store);
        Assert.NotEmpty(numbers);
        await AlertCase.UntilAsync(() => numbers.All(Told(home).Contains), "everything was told");
        Assert.Equal(0, await last.EndAsync());
        Assert.Equal(Told(home).Distinct().Order(), Told(home).Distinct());
        using var written = Stores.Open(store);
        Assert.Empty(Verification.Of(written, [], _ => { }).Faults);
    }

    [Fact]
    public async Task A_server_whose_database_restarts_says_so_and_goes_on()
    {
        if (PostgresServer.Unavailable is { } reason) Assert.Skip(reason);
        var (home, estate) = (Cluster.Temporary(), Cluster.Temporary());
        var settings = new ServeSettings(
            [new Uri("http://127.0.0.1:0")], [estate], TimeSpan.FromMinutes(5), null,
            new EstateSettings(null, home, PostgresServer.NewDatabase(), [Path.Combine(Cluster.Root, "rules")], Path.Combine(home, "grammars")), new AccessSettings(Path.Combine(home, "secret.key")));
        await using var app = ServeHost.Build(settings, TimeProvider.System, _ => { });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await HealthAsync(client, HttpStatusCode.OK, "ok");
        PostgresServer.Stop();
        try
        {
            Register(estate, 0, 0);
            await HealthAsync(client, HttpStatusCode.ServiceUnavailable, "failing");
            Assert.Contains("plumb_ledger_up 0\n", await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            PostgresServer.Again();
        }

        await HealthAsync(client, HttpStatusCode.OK, "ok");
        await AlertCase.UntilAsync(() => Findings(settings.Estate.Store).Count > 0, "what changed meanwhile was written");
    }

    private static async Task HealthAsync(HttpClient client, HttpStatusCode status, string expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var answer = await client.GetAsync("/health", limit.Token);
            var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(limit.Token)).RootElement.GetProperty("status").GetString();
            if (answer.StatusCode == status && said == expected) return;
            await Task.Delay(50, limit.Token);
        }
    }

    // An agent that a client declares and nobody registered is a finding; each file is another one.
    private static void Register(string estate, int round, int i)
    {
        var folder = Path.Combine(estate, string.Create(CultureInfo.InvariantCulture, $"app-{round}-{i}"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"name":"app"}""");
        File.WriteAllText(Path.Combine(folder, ".mcp.json"), string.Create(CultureInfo.InvariantCulture, $$"""{"mcpServers":{"tools-{{round}}-{{i}}":{"command":"npx","args":["-y","some-server@latest"]} } }"""));
    }

    private static List<long> Findings(string store)
    {
        var numbers = new List<long>();
        using var ledger = Stores.Open(store);
        ledger.Read(0, (in RecordView r) =>
        {
            if (r.Is(RecordKind.Finding)) numbers.Add(r.Number);
            return true;
        });
        return numbers;
    }

    private static List<long> Told(string home)
    {
        var file = Path.Combine(home, "alerts", "lines.jsonl");
        return !File.Exists(file) ? [] : [.. File.ReadAllText(file).Split('\n').SkipLast(1).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("metadata").GetProperty("sequence").GetInt64())];
    }
}
