using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Access;
using Plumbline.Server.Alerts;
using Plumbline.Server.Keeping;
using Plumbline.Server.Tests.Access;
using Plumbline.Server.Tests.Alerts;
using Plumbline.Store.Tests;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>Two servers on one ledger.</summary>
[Collection("database")]
public sealed class TwoServersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_sees_what_the_other_decided_and_every_change_is_told_once(bool isPostgres)
    {
        if (isPostgres && PostgresServer.Unavailable is { } reason) Assert.Skip(reason);
        var (estate, shared) = (Cluster.Temporary(), Cluster.Temporary());
        for (var i = 0; i < 3; i++) Register(estate, i);
        var store = isPostgres ? PostgresServer.NewDatabase() : Path.Combine(shared, "ledger.db");
        Task<Served> StartAsync() => Served.StartAsync(s => s with { KeyFile = Path.Combine(shared, "secret.key"), AllowsPrivateTargets = true }, folders: [estate], store: store);
        var one = await StartAsync();
        await using var two = await StartAsync();
        one.Account("anna", null, Role.Engineer, Role.Security);
        one.Account("root", null, Role.Admin);
        two.Account("bert", null, Role.Approver);
        using var anna = one.Program("anna");
        using var bert = two.Program("bert");
        using var root = two.Program("root");
        await using var told = await Receiver.StartAsync();
        using (var added = await root.PostAsJsonAsync("/api/v1/alerts", new { kind = "webhook", address = told.Address, after = 0 }, Stop)) Assert.Equal(HttpStatusCode.Created, added.StatusCode);

        var finding = await FirstAsync(anna);
        await FirstAsync(bert);
        using var asked = await anna.PostAsJsonAsync($"/api/v1/findings/{finding}/waiver", new { owner = "team", reason = "known", until = "2099-01-01" }, Stop);
        var waiver = JsonNode.Parse(await asked.Content.ReadAsStringAsync(Stop))!["items"]![0]!;
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        using var decided = await bert.PostAsJsonAsync("/api/v1/decisions", new { entry = (string)waiver["entry"]!, digest = (string)waiver["digest"]! }, Stop);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        foreach (var client in (HttpClient[])[anna, bert]) await AlertCase.UntilAsync(() => IsWaivedAsync(client, finding).Result, "both servers see the waiver");

        await AlertCase.UntilAsync(() => Untold(one) == 0, "everything so far was told");
        await one.StopAsync();
        Directory.Delete(one.Home, true);
        var before = Changes(two).Count;
        Register(estate, 7);
        await AlertCase.UntilAsync(() => Changes(two).Count > before, "the other sees what is new");
        await AlertCase.UntilAsync(() => Untold(two) == 0, "the other tells it");
        var all = new List<string>();
        while (!told.IsQuiet) all.Add((await told.NextAsync()).Json.GetProperty("metadata").GetProperty("sequence").ToString());
        Assert.Equal(Changes(two).Order(), all.Order());
    }

    private static async Task<string> FirstAsync(HttpClient client)
    {
        JsonNode? first = null;
        await AlertCase.UntilAsync(() => (first = client.GetAsync("/api/v1/findings", Stop).Result is { IsSuccessStatusCode: true } answer ? JsonNode.Parse(answer.Content.ReadAsStringAsync(Stop).Result)!["items"]!.AsArray().FirstOrDefault(f => (string?)f!["verdict"] == "fail") : null) is not null, "there is a finding");
        return (string)first!["id"]!;
    }

    private static async Task<bool> IsWaivedAsync(HttpClient client, string finding) =>
        JsonNode.Parse(await client.GetStringAsync("/api/v1/findings?limit=1000&filter=" + Uri.EscapeDataString($"id == \"{finding}\" && state == \"waived\""), Stop))!["total"]!.GetValue<int>() == 1;

    private static List<string> Changes(Served served)
    {
        var numbers = new List<string>();
        served.Services.GetRequiredService<LedgerPool>().Use(l =>
        {
            l.Store.Read(0, (in Plumbline.Store.Records.RecordView r) =>
            {
                if (r.Is(Plumbline.Store.Records.RecordKind.Finding)) numbers.Add(r.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return true;
            });
            return true;
        });
        return numbers;
    }

    private static int Untold(Served served)
    {
        var book = served.Services.GetRequiredService<TargetBook>();
        var reached = book.All.Select(t => book.Reached(t.Id)).DefaultIfEmpty(0).Min();
        return Changes(served).Count(n => long.Parse(n, System.Globalization.CultureInfo.InvariantCulture) > reached);
    }

    private static void Register(string estate, int i)
    {
        var folder = Directory.CreateDirectory(Path.Combine(estate, $"app-{i}")).FullName;
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"name":"app"}""");
        File.WriteAllText(Path.Combine(folder, ".mcp.json"), $$"""{"mcpServers":{"tools-{{i}}":{"command":"npx","args":["-y","some-server@latest"]} } }""");
    }
}
