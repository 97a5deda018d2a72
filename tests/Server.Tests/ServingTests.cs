using System.Net;
using System.Security.Cryptography.X509Certificates;
using Plumbline.Server.Admission;
using Plumbline.Store;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>The server around the judge: certificates, reloading, modes, overrides, what is written down.</summary>
public sealed class ServingTests
{
    private const string Qwen = "Qwen/Qwen2.5-7B-Instruct";

    [Fact]
    public async Task Without_any_rule_it_does_not_start_where_standings_count()
    {
        var empty = Cluster.Temporary();
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => Cluster.StartAsync(with: s => s with { HasStanding = true, Rules = [empty] }));
        Assert.Contains($"no rule lies below `{empty}`", problem.Message, StringComparison.Ordinal);
        await using var objects = await Cluster.StartAsync(with: s => s with { Rules = [empty] });
        Assert.Equal("200 ok", await objects.GetAsync("/readyz"));
    }

    [Fact]
    public async Task Only_who_trusts_its_authority_talks_to_it()
    {
        await using var cluster = await Cluster.StartAsync();
        using var stranger = Cluster.Client(null);
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(new Uri(cluster.Address, "/healthz"), TestContext.Current.CancellationToken));
        using var old = Cluster.Client(OwnCertificate.CaFile(cluster.Folder), HttpVersion.Version11);
        using var answer = await old.GetAsync(new Uri(cluster.Address, "/healthz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpVersion.Version11, answer.Version);
        using var newer = Cluster.Client(OwnCertificate.CaFile(cluster.Folder));
        using var second = await newer.GetAsync(new Uri(cluster.Address, "/healthz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpVersion.Version20, second.Version);
    }

    [Fact]
    public async Task A_new_certificate_is_used_without_a_restart_and_a_broken_one_is_not()
    {
        await using var cluster = await Cluster.StartAsync();
        var first = await ThumbprintAsync(cluster);
        File.Delete(OwnCertificate.CertFile(cluster.Folder));
        OwnCertificate.Ensure(cluster.Folder, ["localhost", "127.0.0.1"], TimeProvider.System);
        cluster.Certificates.Check();
        var second = await ThumbprintAsync(cluster);
        Assert.NotEqual(first, second);
        File.WriteAllText(OwnCertificate.KeyFile(cluster.Folder), "no key");
        cluster.Certificates.Check();
        Assert.Equal(second, await ThumbprintAsync(cluster));
        Assert.True((await cluster.AskAsync(Cluster.Review("pod-plain"))).IsAllowed());
    }

    [Fact]
    public async Task A_changed_registry_counts_and_a_broken_one_leaves_the_last_in_force()
    {
        var registry = Path.Combine(Cluster.Temporary(), "registry.yaml");
        var text = File.ReadAllText(Path.Combine(Cluster.Here(), "registry", "registry.yaml"));
        File.WriteAllText(registry, text);
        List<string> said = [];
        await using var cluster = await Cluster.StartAsync(Path.GetDirectoryName(registry), said: said);
        var review = Cluster.Review("deployment-server", r => r.Args("--model", Qwen));
        Assert.False((await cluster.AskAsync(review)).IsAllowed());
        File.WriteAllText(registry, text.Replace("models: [meta-llama/Llama-3.1-8B-Instruct, anthropic", $"models: [{Qwen}, meta-llama/Llama-3.1-8B-Instruct, anthropic", StringComparison.Ordinal));
        await cluster.Watch.CheckAsync(CancellationToken.None);
        Assert.True((await cluster.AskAsync(review)).IsAllowed());
        File.WriteAllText(registry, text.Replace("owner: search-team", "ownr: [", StringComparison.Ordinal));
        await cluster.Watch.CheckAsync(CancellationToken.None);
        Assert.True((await cluster.AskAsync(review)).IsAllowed());
        Assert.StartsWith("200 ok, with the registry as it was read before", await cluster.GetAsync("/readyz"), StringComparison.Ordinal);
        Assert.Contains(said, s => s.StartsWith("the registry that is there now cannot be used", StringComparison.Ordinal));
        File.WriteAllText(registry, text);
        await cluster.Watch.CheckAsync(CancellationToken.None);
        Assert.False((await cluster.AskAsync(review)).IsAllowed());
        Directory.Delete(Path.GetDirectoryName(registry)!, true);
    }

    [Theory]
    [InlineData("enforce", false, "", "refuse")]
    [InlineData("warn", true, Qwen, "allow, warned")]
    [InlineData("audit", true, "", "allow, audited")]
    public async Task A_mode_bounds_what_it_does_to_a_namespace(string mode, bool isAllowed, string warned, string decision)
    {
        await using var cluster = await Cluster.StartAsync(modes: ["audit", $"search-*={mode}"]);
        var response = await cluster.AskAsync(Cluster.Review("deployment-server", r => r.Args("--model", Qwen)));
        Assert.Equal((isAllowed, decision), (response.IsAllowed(), response.Audit("decision")));
        Assert.Contains(warned, response.Warnings(), StringComparison.Ordinal);
        Assert.Contains("release-model-not-approved", response.Audit("reasons"), StringComparison.Ordinal);
        Assert.True((await cluster.AskAsync(Cluster.Review("deployment-server", r => r.Space("tools-prod")))).IsAllowed());
    }

    [Theory]
    [InlineData("gates: [{ control: model-version-pinning, system: product-search, mode: warn }]", true)]
    [InlineData("gates: [{ control: model-version-pinning, system: returns-desk, mode: warn }]", false)]
    [InlineData("gates: [{ control: audit-trail, mode: audit }]", false)]
    public async Task The_registry_says_how_strict_a_control_is_for_a_system(string gates, bool isAllowed)
    {
        await using var more = new Estate(gates);
        await using var cluster = await Cluster.StartAsync(more.Folder);
        Assert.Equal(isAllowed, (await cluster.AskAsync(Cluster.Review("deployment-server", r => r.Args("--model", Qwen, "--served-model-name", "x")))).Message().Length == 0
            || (await cluster.AskAsync(Cluster.Review("deployment-server", r => r.Args("--model", Qwen)))).Message().Contains("release-model-not-listed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_override_lets_pass_in_somebodys_name_until_its_date_and_is_recorded()
    {
        await using var more = new Estate("gate-overrides: [{ system: product-search, environment: production, rule: release-model-not-approved, owner: jane@shop.example, reason: outage, from: 2026-11-20, until: 2026-11-23 }]");
        var clock = new Hand(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var review = Cluster.Review("deployment-server", r => r.Args("--model", Qwen));
        string store;
        await using (var cluster = await Cluster.StartAsync(more.Folder, s => s with { IsRecorded = true }, clock: clock))
        {
            store = cluster.Settings.Store;
            var response = await cluster.AskAsync(review);
            Assert.True(response.IsAllowed(), response.Message());
            Assert.Contains("jane@shop.example lets it pass until 2026-11-23", response.Warnings(), StringComparison.Ordinal);
            Assert.Equal("jane@shop.example until 2026-11-23T00:00:00Z", response.Audit("override"));
            clock.Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
            Assert.False((await cluster.AskAsync(review)).IsAllowed());
            var trial = Cluster.Review("deployment-server", r => { r.Args("--model", Qwen); r["request"]!["dryRun"] = true; });
            Assert.False((await cluster.AskAsync(trial)).IsAllowed());
            await cluster.EndAsync();
            using var records = Stores.Open(store);
            List<string> bodies = [];
            records.ReadSubject("gate/product-search/production", (in Plumbline.Store.Records.RecordView r) => { bodies.Add(System.Text.Encoding.UTF8.GetString(r.Body)); return true; });
            Assert.Equal(2, bodies.Count);
            Assert.Contains("\"overriddenBy\":\"jane@shop.example\"", bodies[0], StringComparison.Ordinal);
            Assert.Contains("\"decision\":\"refuse\"", bodies[1], StringComparison.Ordinal);
            Assert.Equal(3, cluster.Lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public async Task The_bank_stands_at_the_webhook_as_it_stands_at_the_gate()
    {
        await using var cluster = await Cluster.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"), s => s with { HasStanding = true }, ["production"]);
        System.Text.Json.Nodes.JsonNode Of(string system, string model, string user = "deployer@bank.example") => Cluster.Review("pod-client", r =>
        {
            r.Space("apps");
            r.Label("plumbline/system", system);
            r.Container()["env"] = new System.Text.Json.Nodes.JsonArray();
            r.Env("BEDROCK_MODEL_ID", model);
            r["request"]!["userInfo"]!["username"] = user;
        });
        var refused = await cluster.AskAsync(Of("loan-decisioning", "anthropic.claude-3-5-sonnet-20240620-v1:0"));
        Assert.False(refused.IsAllowed());
        Assert.Contains("loan-decisioning", refused.Message(), StringComparison.Ordinal);
        var kyc = cluster.Watch.View.Find("kyc-summaries", "production")!;
        var approved = kyc.Decision.Released[0].Models.Values[0];
        var allowed = await cluster.AskAsync(Of("kyc-summaries", approved));
        Assert.True(allowed.IsAllowed(), allowed.Message());
        Assert.False((await cluster.AskAsync(Of("kyc-summaries", "anthropic.claude-3-opus-20240229-v1:0"))).IsAllowed());
    }

    [Fact]
    public async Task Many_at_once_get_their_own_answers()
    {
        await using var cluster = await Cluster.StartAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 600), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var review = Cluster.Review(i % 3 == 0 ? "pod-plain" : "deployment-server", r =>
            {
                r["request"]!["uid"] = $"u-{i}";
                if (i % 3 == 2) r.Args("--model", Qwen);
            });
            Assert.Equal(i % 3 != 2, (await cluster.AskAsync(review)).IsAllowed());
        });
    }

    [Fact]
    public async Task The_config_maps_of_a_cluster_are_listed_page_by_page()
    {
        var folder = Cluster.Temporary();
        OwnCertificate.Ensure(folder, ["localhost"], TimeProvider.System);
        File.Move(OwnCertificate.CaFile(folder), Path.Combine(folder, "ca.crt"), true);
        File.WriteAllText(Path.Combine(folder, "token"), "a-token\n");
        await using var api = await ApiServer.StartAsync(folder);
        var memory = new ConfigMemory();
        Assert.Null(await ClusterConfigs.ListAsync(api.Address, folder, memory, CancellationToken.None));
        Assert.Equal("gpt-4o", memory.Of("a", "one")!.Entries[0].Value);
        Assert.NotNull(memory.Of("b", "two"));
        Assert.Equal(["Bearer a-token", "Bearer a-token"], api.Tokens);
        File.WriteAllText(Path.Combine(folder, "token"), "wrong");
        Assert.Contains("may not", await ClusterConfigs.ListAsync(api.Address, folder, memory, CancellationToken.None), StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    private static async Task<string> ThumbprintAsync(Cluster cluster)
    {
        var seen = "";
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = Cluster.Trust(OwnCertificate.CaFile(cluster.Folder));
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            seen = ((X509Certificate2)certificate!).Thumbprint;
            return errors == System.Net.Security.SslPolicyErrors.None;
        };
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(new Uri(cluster.Address, "/healthz"));
        return seen;
    }

    private sealed class Hand(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Estate : IAsyncDisposable
    {
        public Estate(string more)
        {
            Folder = Cluster.Temporary();
            File.WriteAllText(Path.Combine(Folder, "registry.yaml"), File.ReadAllText(Path.Combine(Cluster.Here(), "registry", "registry.yaml")));
            File.WriteAllText(Path.Combine(Folder, "gates.yaml"), $"plumbline: registry/v1\n{more}\n");
        }

        public string Folder { get; }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(Folder, true);
            return ValueTask.CompletedTask;
        }
    }
}
