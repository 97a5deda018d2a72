using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Reading;
using Plumbline.Clouds.Aws;
using Plumbline.Clouds.Calls;

// How long does reading an account take where each answer takes 20 ms, beside what so many requests take at least?
const int Delay = 20;
const double MostOverFloor = 2;
var (simulator, size) = (args[0], args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300);
var folder = Directory.CreateTempSubdirectory("plumb-bench-").FullName;
Account.Write(folder, size);
using var server = Process.Start(new ProcessStartInfo(simulator, [folder, "0", Delay.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
try
{
    var line = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) ?? throw new InvalidOperationException("the simulator ended");
    var failed = false;
    foreach (var atOnce in (int[])[1, 8, 32])
    {
        var settings = new AwsSettings(["eu-west-1"]) { Endpoint = new Uri(line.Split(' ')[0]), Bounds = Bounds.Usual with { AtOnce = atOnce } };
        using var network = Addresses.Handler();
        var (began, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (reading, problem) = await AwsReader.ReadAsync(settings, network, Keys, TimeProvider.System, () => 0.5, CancellationToken.None);
        var (wall, busy) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - spent);
        if (reading is null) throw new InvalidOperationException(problem);
        var floor = TimeSpan.FromMilliseconds((double)reading.Counts.Requests * Delay / atOnce);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accounts, {atOnce,2} at once: {reading.Counts.Requests} requests, {reading.Answers.Length} answers in {wall.TotalSeconds:0.00} s (floor {floor.TotalSeconds:0.00} s), {busy.TotalMilliseconds / reading.Counts.Requests:0.00} ms of a processor each, idle {1 - (busy / (wall * Environment.ProcessorCount)):P0}{(atOnce == 8 ? string.Create(CultureInfo.InvariantCulture, $" (limit {MostOverFloor:0} × floor)") : "")}"));
        failed |= reading.Counts.Failed + reading.Counts.Refused > 0 || (atOnce == 8 && wall > floor * MostOverFloor);
    }

    return failed ? 1 : 0;
}
finally
{
    server.Kill();
    await server.WaitForExitAsync();
    Directory.Delete(folder, true);
}

static string? Keys(string name) => name switch
{
    "AWS_ACCESS_KEY_ID" => "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY" => "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    _ => null,
};
