using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Plumbline.Bench.Servers;

/// <summary>A server over a folder, as a user starts it, and a client that may read.</summary>
internal sealed class RunningServer : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private readonly string home;
    private readonly Process process;

    private RunningServer(string home, Process process, HttpClient client) => (this.home, this.process, Client) = (home, process, client);

    public HttpClient Client { get; }

    /// <summary>Until something answered, and until the whole estate was judged.</summary>
    public (TimeSpan Listening, TimeSpan Judged) Took { get; private set; }

    /// <summary>MB of memory that it holds.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 >> 20;
        }
    }

    public static async Task<RunningServer> StartAsync(string program, string folder, string home)
    {
        Directory.CreateDirectory(home);
        Run(program, home, "correct horse battery staple\n", "account", "add", "bench", "--role", "admin", "--password-stdin");
        var token = Run(program, home, "", "account", "token", "bench", "--scope", "read").Trim().Split('\n')[^1].Trim();
        var address = $"http://127.0.0.1:{FreePort()}";
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(Command(program, home, "serve", folder, "--urls", address))!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = new HttpClient { BaseAddress = new Uri(address), Timeout = Longest };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var server = new RunningServer(home, process, client);
        await server.UntilAsync("/health", s => s is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable);
        var listening = Stopwatch.GetElapsedTime(began);
        await server.UntilAsync("/api/v1/estate", s => s == HttpStatusCode.OK);
        server.Took = (listening, Stopwatch.GetElapsedTime(began));
        return server;
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(home, recursive: true);
    }

    private async Task UntilAsync(string path, Func<HttpStatusCode, bool> isDone)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Longest; await Task.Delay(20))
        {
            try
            {
                using var answer = await Client.GetAsync(path);
                if (isDone(answer.StatusCode)) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException($"{path} was not there in {Longest.TotalMinutes} minutes");
    }

    private static string Run(string program, string home, string input, params string[] arguments)
    {
        using var process = Process.Start(Command(program, home, arguments))!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return process.ExitCode == 0 ? said.Result : throw new InvalidOperationException($"{arguments[0]} {arguments[1]}: {wrong.Result}");
    }

    private static ProcessStartInfo Command(string program, string home, params string[] arguments) => new(program, arguments)
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PLUMB_HOME"] = home },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
