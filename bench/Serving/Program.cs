using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plumbline.Bench.Servers;

// How soon does a server stand over a firm's estate, how fast are its pages and lists, how much does it hold, and how soon is a change seen? SERVER FOLDER [SECONDS OF LOAD]
const int Rounds = 20;
const int Users = 50;
var (program, folder, seconds) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 60);
var missed = 0;

using var server = await RunningServer.StartAsync(program, folder, Directory.CreateTempSubdirectory("plumb-bench-").FullName);
var client = server.Client;
var estate = JsonNode.Parse(await client.GetStringAsync("/api/v1/estate"))!;
Console.WriteLine($"{estate["assets"]} assets, {estate["claims"]!.AsObject().Sum(c => c.Value!.GetValue<int>())} statements, {estate["findings"]!["notEvaluable"]} checks without evidence beside {estate["findings"]!.AsObject().Where(f => f.Key is not ("waived" or "notEvaluable")).Sum(f => f.Value!.GetValue<int>())} open findings");
Tell("listens after", server.Took.Listening.TotalMilliseconds, 1500);
Tell("first standing after", server.Took.Judged.TotalMilliseconds, null);
Tell("memory then, MB", server.Memory, 600, "");

var finding = (await FirstAsync("/api/v1/findings?limit=1"))!["id"]!;
var asset = (await FirstAsync("/api/v1/assets?kind=agent&limit=1"))!["id"]!;
string[] pages = ["/", "/inventory", "/inventory?kind=agent", "/systems", "/usage", $"/assets/agent/{asset}", "/findings", "/findings?group=asset", $"/findings/{finding}", "/drift", "/registries", "/gates", "/graph", "/rules", "/sources", "/diagnose", "/search?q=customer"];
string[] lists = ["/api/v1/assets", "/api/v1/assets?kind=agent", "/api/v1/findings", "/api/v1/rules", "/api/v1/sources", "/api/v1/registries", $"/api/v1/claims?asset=agent:{Uri.EscapeDataString(asset.ToString())}", "/api/v1/graph", "/api/v1/graph/relations"];
foreach (var page in pages) Tell(page, await P95Async(page), 150);
foreach (var list in lists) Tell(list, await P95Async(list), 50);
Tell("memory then, MB", server.Memory, 600, "");
await LoadAsync();
await ChangeAsync();
Tell("memory at the end, MB", server.Memory, 600, "");
return missed == 0 ? 0 : 1;

async Task<JsonNode?> FirstAsync(string path) => JsonNode.Parse(await client.GetStringAsync(path))!["items"]!.AsArray().FirstOrDefault();

async Task<double> P95Async(string path)
{
    var times = new List<double>();
    for (var i = 0; i <= Rounds; i++)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}");
        if (i > 0) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    times.Sort();
    return times[(int)(times.Count * 0.95) - 1];
}

async Task LoadAsync()
{
    var (asked, broken, before, end) = (0, 0, server.Memory, Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency));
    await Task.WhenAll(Enumerable.Range(0, Users).Select(async user =>
    {
        string[] all = [.. pages, .. lists];
        for (var i = user; Stopwatch.GetTimestamp() < end; i++)
        {
            using var answer = await client.GetAsync(all[i % all.Length]);
            await answer.Content.ReadAsByteArrayAsync();
            Interlocked.Increment(ref asked);
            if (!answer.IsSuccessStatusCode) Interlocked.Increment(ref broken);
        }
    }));
    Console.WriteLine($"{Users} users for {seconds} s: {asked / Math.Max(seconds, 1)} answers/s, {broken} errors, memory {before} MB before and {server.Memory} MB after");
    if (broken > 0) missed++;
}

async Task ChangeAsync()
{
    var file = Path.Combine(folder, "registry", "systems-0000.yaml");
    var text = await File.ReadAllTextAsync(file);
    var began = Stopwatch.GetTimestamp();
    var owner = string.Create(CultureInfo.InvariantCulture, $"team-of-{began}");
    await File.WriteAllTextAsync(file, Regex.Replace(text, "owner: team-[^\n]*\n", $"owner: {owner}\n"));
    try
    {
        while (JsonNode.Parse(await client.GetStringAsync("/api/v1/assets?kind=workload&limit=1000"))!["items"]!.AsArray().All(a => (string?)a!["owner"] != owner))
        {
            if (Stopwatch.GetElapsedTime(began).TotalMinutes > 5) throw new InvalidOperationException("the change was not seen in 5 minutes");
            await Task.Delay(50);
        }

        Tell("a changed owner is seen after", Stopwatch.GetElapsedTime(began).TotalMilliseconds, 2000);
    }
    finally
    {
        await File.WriteAllTextAsync(file, text);
    }
}

void Tell(string what, double value, double? limit, string unit = " ms")
{
    var isMissed = value > limit;
    if (isMissed) missed++;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44} {value,9:0.0}{unit}{(limit is null ? "" : $" (limit {limit:0}{unit}){(isMissed ? " MISSED" : "")}")}"));
}
