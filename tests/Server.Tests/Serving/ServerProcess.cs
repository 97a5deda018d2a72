using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>`plumb-server serve` as a process of its own, that can be killed.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly string home;
    private readonly string store;

    private ServerProcess(Process process, string home, string store) => (this.process, this.home, this.store) = (process, home, store);

    /// <summary>Where it answers; known once it said so.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:1");

    public static ServerProcess Start(string home, string store, string estate) => new(Run(home, "serve", estate, "--urls", "http://127.0.0.1:0", "--store", store), home, store);

    /// <summary>Makes an account and gives a token of it, as who runs the server does.</summary>
    public async Task<string> TokenAsync(string name, string[] roles, string[] scopes)
    {
        await DoAsync(["account", "add", name, "--store", store, .. roles.SelectMany(r => new[] { "--role", r })]);
        return Token().Match(await DoAsync(["account", "token", name, "--store", store, .. scopes.SelectMany(s => new[] { "--scope", s })])).Value;
    }

    /// <summary>A program that shows a token.</summary>
    public HttpClient Client(string token)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Waits until it says something.</summary>
    public async Task SaidAsync(string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var said = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            said.AppendLine(line);
            if (Answers().Match(line) is { Success: true } match) Address = new Uri(match.Groups[1].Value);
            if (line.Contains(what, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"the server ended and said: {said}");
    }

    /// <summary>Kills it, as a machine does that loses its power.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as a supervisor does; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        // A server whose sentences nobody reads would wait for somebody to.
        var rest = process.StandardError.ReadToEndAsync();
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(limit.Token);
        await rest;
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private async Task<string> DoAsync(string[] arguments)
    {
        using var run = Run(home, arguments);
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return run.ExitCode == 0 ? output : throw new InvalidOperationException(await errors);
    }

    private static Process Run(string home, params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "plumb-server.dll"), .. arguments])
    {
        RedirectStandardError = true, RedirectStandardOutput = true,
        Environment = { ["PLUMB_HOME"] = home, ["PLUMB_RULES"] = Path.Combine(Cluster.Root, "rules"), ["PLUMB_GRAMMARS"] = Path.Combine(home, "grammars") },
    })!;

    [GeneratedRegex("answers at (http://[^ ]+)")]
    private static partial Regex Answers();

    [GeneratedRegex("plumb_[A-Za-z0-9_-]+")]
    private static partial Regex Token();
}
