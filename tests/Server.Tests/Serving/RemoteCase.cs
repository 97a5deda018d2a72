using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Access;
using Plumbline.Server.Standings;
using Plumbline.Server.Tests.Access;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>A server that reads the sample bank, two people with tokens, and `plumb` as another process.</summary>
public sealed class RemoteCase : IAsyncLifetime
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name, "plumb.dll");

    internal Served Served { get; private set; } = null!;

    internal static string Bank { get; } = Path.Combine(Cluster.Root, "samples", "bank");

    internal HttpClient Anna { get; private set; } = null!;

    internal string Url => Served.Address.ToString();

    public async ValueTask InitializeAsync()
    {
        Served = await Served.StartAsync(folders: [Bank]);
        foreach (var name in (string[])["anna", "bert"]) Served.Account(name, null, Role.Engineer, Role.Approver, Role.Security, Role.Auditor);
        Anna = Served.Program("anna");
        var watch = Served.Services.GetRequiredService<EstateWatch>();
        while (watch.Current is null && watch.Problem is null) await Task.Delay(50);
    }

    public async ValueTask DisposeAsync()
    {
        Anna.Dispose();
        await Served.DisposeAsync();
    }

    /// <summary>Asks the server by `plumb`.</summary>
    internal Task<Ran> AskAsync(string person, params string[] arguments) => RunAsync(Served.Secret(person), [.. arguments, "--server", Url]);

    /// <summary>Runs `plumb` with a token and variables of its own.</summary>
    internal static async Task<Ran> RunAsync(string? token, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var home = Cluster.Temporary();
        foreach (var (name, value) in ((string, string)[])[("PLUMB_HOME", home), ("PLUMB_RULES", Path.Combine(Cluster.Root, "rules")), ("PLUMB_GRAMMARS", Path.Combine(Cluster.Root, "artifacts", "grammars")), ("PLUMB_TOKEN", token ?? ""), ("COLUMNS", "120"), .. variables]) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Directory.Delete(home, true);
        return new Ran(process.ExitCode, output, await errors);
    }

    /// <summary>What a run wrote.</summary>
    internal sealed record Ran(int ExitCode, string Output, string Errors)
    {
        public JsonNode Json => JsonNode.Parse(Output)!;
    }
}
