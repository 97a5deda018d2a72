using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Admissions;

// Reviews a second, and how long one takes, of the real program over real HTTPS: half of the objects without AI, a quarter approved, a quarter not.
const int Entries = 10_000;
const double LeastReviews = 2000;
const double MostMilliseconds = 10;
var (program, seconds) = (args[0], args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10);
var folder = Directory.CreateTempSubdirectory("plumb-bench-").FullName;
Registries.Write(Path.Combine(folder, "registry"), Entries);
var (certificates, port) = (Path.Combine(folder, "tls"), FreePort());
using var server = Process.Start(new ProcessStartInfo(program, ["admission", "--registry", Path.Combine(folder, "registry"), "--objects-only", "--self-signed", certificates, "--env", "production", "--urls", $"https://127.0.0.1:{port}"])
{
    RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PLUMB_HOME"] = Path.Combine(folder, "home") },
})!;
var ready = new TaskCompletionSource();
server.ErrorDataReceived += (_, line) =>
{
    if (line.Data is { Length: > 0 } text) Console.Error.WriteLine(text);
    if (line.Data?.Contains("answers at", StringComparison.Ordinal) == true) ready.TrySetResult();
};
server.OutputDataReceived += (_, _) => { };
server.BeginErrorReadLine();
server.BeginOutputReadLine();
server.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("the server ended"));
server.EnableRaisingEvents = true;
try
{
    await ready.Task.WaitAsync(TimeSpan.FromMinutes(10));
    var failed = false;
    foreach (var connections in (int[])[1, 4, 8, 16])
    {
        await Load.RunAsync(certificates, port, connections, 2);
        server.Refresh();
        var before = server.TotalProcessorTime;
        var times = await Load.RunAsync(certificates, port, connections, seconds);
        server.Refresh();
        var cost = (server.TotalProcessorTime - before).TotalMilliseconds / times.Count;
        var (rate, half, most) = (times.Count / (double)seconds, times[times.Count / 2], times[times.Count * 99 / 100]);
        var isFloor = connections == 8;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"admission, {connections,2} connections: {rate,7:N0} reviews/s, p50 {half:0.00} ms, p99 {most:0.00} ms, {cost:0.000} ms of the server's processor each{(isFloor ? $" (floor {LeastReviews:N0}, limit {MostMilliseconds:0} ms)" : "")}"));
        failed |= isFloor && (rate < LeastReviews || most > MostMilliseconds);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Entries:N0} registry entries, {Environment.ProcessorCount} cores for server and client together, server's memory {server.WorkingSet64 >> 20} MB"));
    return failed ? 1 : 0;
}
finally
{
    server.Kill();
    await server.WaitForExitAsync();
    Directory.Delete(folder, true);
}

static int FreePort()
{
    using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
    listener.Start();
    return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
}
