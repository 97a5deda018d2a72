using System.Diagnostics;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Server.Web;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>The console in a real browser: WCAG 2.2 AA by axe, light and dark, wide and narrow; no error, no request elsewhere, nothing that runs over.</summary>
public sealed class BrowserTests
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>A browser, where there is one.</summary>
    internal static string? Chromium => Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(Browsers, File.Exists);

    private static string Modules => Path.Combine(Cluster.Root, "artifacts", "browser");

    [Fact]
    public async Task Every_page_can_be_read_by_everybody()
    {
        var browser = Chromium;
        Assert.SkipWhen(browser is null, "there is no chromium; `apt-get install chromium`, or name one in CHROMIUM");
        Assert.SkipUnless(await FetchedAsync(), "the browser driver could not be fetched by npm");
        await using var server = await Rehearsal.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"));
        var report = server.Standing.Report;
        var workload = report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).MaxBy(w => Enum.GetValues<Plane>().Count(p => Reports.Status.Speaks(w, p)) + (w.Name == "loan-decisioning" ? 1 : 0))!.Id;
        string[] pages =
        [
            "/", "/inventory", "/inventory?kind=agent&group=function&filter=%28", "/systems", "/usage", "/graph", "/graph?by=system", "/graph?kind=workload", Links.Graph(workload) + "&depth=2", Links.Asset(workload), Links.History(workload), "/findings", "/findings?severity=critical&group=asset", Links.Finding(report.Failures.First().Id),
            Links.Finding(report.Open.First().Id), "/rules?control=eval-gate", Links.Rule("deploy-without-green-eval"), "/rules/try", "/sources?problem=it%20is%20not%20there", "/search?q=loan", "/diagnose", "/drift", "/registries", "/gates?system=loan-decisioning&env=production", "/audit",
            .. report.Graph.Pages(AssetKind.Guardrail).SelectMany(p => p).Take(1).Select(r => Links.Asset(r.Id)),
        ];
        using var told = JsonDocument.Parse(await LookAsync(browser!, server.Address, pages));
        Assert.Equal(pages.Length * 4, told.RootElement.GetProperty("looked").GetInt32());
        var wrong = told.RootElement.GetProperty("wrong").EnumerateArray().Select(w => w.GetRawText()).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    internal static async Task<bool> FetchedAsync() => (await RunAsync(Path.Combine(Cluster.Here(), "browser", "fetch"), [], "")).Code == 0;

    private static Task<string> LookAsync(string browser, Uri address, string[] pages) => RunAsync("look.mjs", [browser, address.GetLeftPart(UriPartial.Authority)], "", string.Join('\n', pages));

    /// <summary>What a script of the browser says; screenshots go into a folder where PLUMB_SHOTS names one.</summary>
    internal static async Task<string> RunAsync(string script, string[] arguments, string shots, string input)
    {
        string[] more = Environment.GetEnvironmentVariable("PLUMB_SHOTS") is { Length: > 0 } folder ? [Path.Combine(folder, shots)] : [];
        var (code, output, errors) = await RunAsync("node", [Path.Combine(Cluster.Here(), "browser", script), Modules, .. arguments, .. more], input);
        Assert.True(code == 0, errors);
        return output;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, await errors);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, "", e.Message);
        }
    }
}
