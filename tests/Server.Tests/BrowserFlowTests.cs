using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Sessions;
using Plumbline.Server.Serving;
using Plumbline.Server.Standings;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>The whole way through the console in a real browser, with real accounts: from the first start to a waiver that two people made and a drift that is mended.</summary>
public sealed class BrowserFlowTests
{
    [Fact]
    public async Task Two_people_find_explain_accept_and_mend()
    {
        var browser = BrowserTests.Chromium;
        Assert.SkipWhen(browser is null, "there is no chromium; `apt-get install chromium`, or name one in CHROMIUM");
        Assert.SkipUnless(await BrowserTests.FetchedAsync(), "the browser driver could not be fetched by npm");
        var home = Cluster.Temporary();
        var bank = Copy(Path.Combine(Cluster.Root, "samples", "bank"), Path.Combine(home, "bank"));
        var settings = new ServeSettings(
            [new Uri("http://127.0.0.1:0")], [bank], TimeSpan.FromMinutes(60), null,
            new EstateSettings(null, home, Path.Combine(home, "ledger.db"), [Path.Combine(Cluster.Root, "rules")], Path.Combine(Cluster.Root, "artifacts", "grammars")), new AccessSettings(Path.Combine(home, "secret.key")));
        var app = ServeHost.Build(settings, TimeProvider.System, _ => { });
        await app.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            var setup = $"{app.Urls.First()}/setup?token={app.Services.GetRequiredService<Setup>().Offer()}";
            using var told = JsonDocument.Parse(await BrowserTests.RunAsync("flow.mjs", [browser!, setup, Path.Combine(bank, "apps", "fraud-scoring", "Scorer.cs")], "flow", ""));
            var wrong = told.RootElement.GetProperty("wrong").EnumerateArray().Select(w => w.GetString()).ToList();
            Assert.True(wrong.Count == 0, string.Join('\n', wrong));
            Assert.Equal("closed", told.RootElement.GetProperty("steps").EnumerateArray().Last().GetString());
        }
        finally
        {
            await app.StopAsync(TestContext.Current.CancellationToken);
            await app.DisposeAsync();
            Directory.Delete(home, true);
        }
    }

    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }
}
