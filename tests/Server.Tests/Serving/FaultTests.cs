using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Tests.Access;
using Plumbline.Server.Tests.Alerts;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>Servers that are killed at work, whose database goes away, whose disk is full: nothing that was acknowledged is lost, and it is said.</summary>
[Collection("database")]
public sealed class FaultTests
{
    private static readonly string[] Writes = ["read", "propose", "waive"];
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_killed_at_work_loses_no_proposal_and_no_waiver_that_it_acknowledged(bool isPostgres)
    {
        if (isPostgres && PostgresServer.Unavailable is { } reason) Assert.Skip(reason);
        var (home, estate) = (Cluster.Temporary(), Cluster.Temporary());
        for (var i = 0; i < 12; i++) Register(estate, i);
        var store = isPostgres ? PostgresServer.NewDatabase() : Path.Combine(home, "ledger.db");
        var (acknowledged, dice, token) = (new ConcurrentBag<string>(), new Random(11), "");
        for (var round = 0; round < 3; round++)
        {
            using var server = ServerProcess.Start(home, store, estate);
            await server.SaidAsync("verdicts on");
            if (token.Length == 0) token = await server.TokenAsync("anna", ["engineer", "security"], Writes);
            using var client = server.Client(token);
            var load = Enumerable.Range(0, 6).Select(w => w == 0 ? WaiveAsync(client, round, acknowledged) : ProposeAsync(client, $"r{round}w{w}", acknowledged)).ToList();
            var before = acknowledged.Count;
            await AlertCase.UntilAsync(() => acknowledged.Count > before + dice.Next(5, 60), "it is at work");
            await server.KillAsync();
            await Task.WhenAll(load);
        }

        using var last = ServerProcess.Start(home, store, estate);
        await last.SaidAsync("answers at");
        using var reader = last.Client(token);
        var there = await EntriesAsync(reader);
        Assert.Contains(acknowledged, e => e.StartsWith("waivers/", StringComparison.Ordinal));
        Assert.Empty(acknowledged.Except(there));
        Assert.Equal(0, await last.EndAsync());
        using var written = Stores.Open(store);
        Assert.Empty(Verification.Of(written, [], _ => { }).Faults);
    }

    [Fact]
    public async Task What_is_asked_while_the_database_is_away_is_a_sentence_and_afterwards_it_is_done()
    {
        if (PostgresServer.Unavailable is { } reason) Assert.Skip(reason);
        await using var served = await Served.StartAsync(store: PostgresServer.NewDatabase());
        served.Account("anna", null, Role.Engineer);
        using var anna = served.Program("anna");
        using var nobody = served.Browser();
        Assert.Equal(HttpStatusCode.Created, (await OfferAsync(anna, "before")).Status);
        PostgresServer.Stop();
        try
        {
            var (status, detail) = await OfferAsync(anna, "meanwhile");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains("see that the database runs", detail, StringComparison.Ordinal);
            using var health = await nobody.GetAsync("/health", Stop);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        }
        finally
        {
            PostgresServer.Again();
        }

        await AlertCase.UntilAsync(() => OfferAsync(anna, "after").Result.Status is HttpStatusCode.Created or HttpStatusCode.OK, "it goes on by itself");
        await AlertCase.UntilAsync(() => Health(nobody) is ("ok", 200) or ("starting", 503), "it says so");
        Assert.Equal(["prompts/after@1", "prompts/before@1"], (await EntriesAsync(anna)).Order());
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_that_is_lost_and_it_goes_on_when_there_is_room()
    {
        var home = Directory.CreateTempSubdirectory("plumb-full-").FullName;
        if (Do("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", home) is { } reason) Assert.Skip($"a small disk cannot be made here: {reason}");
        try
        {
            var served = await Served.StartAsync(home: home);
            served.Account("anna", null, Role.Engineer);
            using var anna = served.Program("anna");
            using var nobody = served.Browser();
            Assert.Equal(HttpStatusCode.Created, (await OfferAsync(anna, "before")).Status);
            await AlertCase.UntilAsync(() => Health(nobody) is ("ok", 200), "it is well");
            var filler = Path.Combine(home, "filler");
            Fill(filler);
            var acknowledged = new List<string> { "prompts/before@1" };
            (HttpStatusCode Status, string Detail) refused = default;
            for (var i = 0; i < 500 && refused.Detail is null or ""; i++)
            {
                var said = await OfferAsync(anna, $"many{i}", new string('x', 40_000));
                if (said.Status == HttpStatusCode.Created) acknowledged.Add($"prompts/many{i}@1");
                else refused = said;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
            Assert.Contains("room", refused.Detail, StringComparison.Ordinal);
            Assert.Equal(("degraded", 200), Health(nobody));
            Assert.Equal(acknowledged.Order(StringComparer.Ordinal), (await EntriesAsync(anna)).Order(StringComparer.Ordinal));
            using (var records = new ByteArrayContent(new byte[1 << 20]))
            using (var sent = await anna.PostAsync("/api/v1/records?name=a.json", records, Stop)) Assert.True(sent.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Forbidden, sent.StatusCode.ToString());
            File.Delete(filler);
            await AlertCase.UntilAsync(() => Health(nobody) is ("ok", 200), "there is room and it says so");
            Assert.Equal(HttpStatusCode.Created, (await OfferAsync(anna, "after")).Status);
            Assert.Empty(served.Services.GetRequiredService<LedgerPool>().Use(l => Verification.Of(l.Store, [], _ => { })).Faults);
            await served.StopAsync();
        }
        finally
        {
            Do("umount", "--lazy", home);
            Directory.Delete(home, recursive: true);
        }
    }

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // The disk is full now.
        }
    }

    private static async Task ProposeAsync(HttpClient client, string writer, ConcurrentBag<string> acknowledged)
    {
        try
        {
            for (var i = 0; ; i++)
                if ((await OfferAsync(client, $"{writer}n{i}")).Status == HttpStatusCode.Created) acknowledged.Add($"prompts/{writer}n{i}@1");
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }

    private static async Task WaiveAsync(HttpClient client, int round, ConcurrentBag<string> acknowledged)
    {
        try
        {
            var findings = JsonNode.Parse(await client.GetStringAsync("/api/v1/findings", Stop))!["items"]!.AsArray();
            foreach (var finding in findings.Where(f => (string?)f!["verdict"] == "fail"))
            {
                using var answer = await client.PostAsJsonAsync($"/api/v1/findings/{finding!["id"]}/waiver", new { owner = "team", reason = $"known in round {round.ToString(CultureInfo.InvariantCulture)}", until = "2099-01-01" }, Stop);
                if (answer.StatusCode == HttpStatusCode.Created) acknowledged.Add((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["items"]![0]!["entry"]!);
            }
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }

    private static async Task<(HttpStatusCode Status, string Detail)> OfferAsync(HttpClient client, string name, string text = "Be kind.")
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/registries", new { yaml = $"plumbline: registry/v1\nprompts:\n  - name: {name}\n    versions: [{{ version: \"1\", text: \"{text}\" }}]\n" }, Stop);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? "" : (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["detail"] ?? "");
    }

    private static async Task<List<string>> EntriesAsync(HttpClient client)
    {
        var all = new List<string>();
        for (string? cursor = "", path; cursor is not null;)
        {
            path = $"/api/v1/registries?limit=1000{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}";
            var page = JsonNode.Parse(await client.GetStringAsync(path, Stop))!;
            all.AddRange(page["items"]!.AsArray().Select(i => (string)i!["entry"]!));
            cursor = (string?)page["next"];
        }

        return all;
    }

    private static (string Status, int Code) Health(HttpClient client)
    {
        using var answer = client.GetAsync("/health", Stop).Result;
        return ((string)JsonNode.Parse(answer.Content.ReadAsStringAsync(Stop).Result)!["status"]!, (int)answer.StatusCode);
    }

    private static void Register(string estate, int i)
    {
        var folder = Directory.CreateDirectory(Path.Combine(estate, $"app-{i}")).FullName;
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"name":"app"}""");
        File.WriteAllText(Path.Combine(folder, ".mcp.json"), $$"""{"mcpServers":{"tools-{{i}}":{"command":"npx","args":["-y","some-server@latest"]} } }""");
    }

    private static string? Do(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
