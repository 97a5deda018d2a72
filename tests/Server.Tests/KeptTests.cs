using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Plumbline.Server.Admission;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>Who may ask, what of it is kept, and what goes on beside the answers.</summary>
public sealed class KeptTests
{
    private const string Other = "anthropic.claude-3-opus-20240229-v1:0";
    private static readonly (string, string, string?) User = ("product-search", "production", null);

    [Fact]
    public async Task A_config_map_that_waits_to_be_deleted_is_still_judged()
    {
        await using var cluster = await Cluster.StartAsync();
        JsonNode Going(Action<JsonNode> change) => Cluster.Review("configmap", r =>
        {
            r["request"]!["operation"] = "UPDATE";
            r.Object()["metadata"]!["deletionTimestamp"] = "2026-11-21T10:00:00Z";
            r["request"]!["oldObject"] = r.Object().DeepClone();
            change(r);
        });
        Assert.False((await cluster.AskAsync(Going(r => r.Object()["data"]!["MODEL_ID"] = Other))).IsAllowed());
        Assert.False((await cluster.AskAsync(Going(r => { r.Object()["data"]!["MODEL_ID"] = Other; r["request"]!["oldObject"] = null; }))).IsAllowed());
        var freed = await cluster.AskAsync(Going(r => { r.Object()["metadata"]!["finalizers"] = new JsonArray(); r.Object()["data"]!["MODEL_ID"] = Other; r["request"]!["oldObject"]!["data"]!["MODEL_ID"] = Other; }));
        Assert.Equal(["uid", "allowed"], freed.Select(p => p.Key));
    }

    [Fact]
    public async Task What_a_stranger_sends_is_answered_and_not_kept()
    {
        await using var cluster = await Cluster.StartAsync(with: s => s with { KeepsReviews = false });
        Assert.True((await cluster.AskAsync(Cluster.Review("configmap"))).IsAllowed());
        Assert.Null(cluster.Memory.Of("search-prod", "assistant-settings"));
        Assert.Equal(["search-prod"], cluster.Memory.Changes.Take());
        cluster.Memory.Keep("search-prod", "assistant-settings", new([new("MODEL_ID", "anthropic.claude-3-5-haiku-20241022-v1:0", ["anthropic.claude-3-5-haiku-20241022-v1:0"])]));
        Assert.True((await cluster.AskAsync(Cluster.Review("pod-client", r => r.EnvFrom("BEDROCK_MODEL_ID", "assistant-settings", "MODEL_ID")))).IsAllowed());
        Assert.Empty(cluster.Memory.Users("search-prod", "assistant-settings"));
    }

    [Fact]
    public async Task Reviews_are_taken_from_who_shows_a_certificate_of_the_authority()
    {
        var (folder, strange) = (Cluster.Temporary(), Cluster.Temporary());
        foreach (var f in new[] { folder, strange }) OwnCertificate.Ensure(f, ["localhost"], TimeProvider.System);
        await using var cluster = await Cluster.StartAsync(clientCa: OwnCertificate.CaFile(folder));
        Assert.StartsWith("403", await AskedAsync(cluster, null), StringComparison.Ordinal);
        Assert.StartsWith("200", await AskedAsync(cluster, Client(folder)), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => AskedAsync(cluster, Client(strange)));
        Assert.Equal("200 ok", await cluster.GetAsync("/readyz"));
        Directory.Delete(folder, true);
        Directory.Delete(strange, true);
    }

    [Fact]
    public void What_is_asked_for_is_not_forgotten_for_what_is_new()
    {
        var memory = new ConfigMemory();
        memory.Keep("a", "used", new([new("k", "v", [])]));
        memory.Use("a", "used", User);
        for (var i = 0; i < 45_000; i++)
        {
            memory.Keep("b", $"map-{i}", new([new("k", "v", [])]));
            if (i % 1000 == 0) Assert.NotNull(memory.Of("a", "used"));
        }

        Assert.Single(memory.Users("a", "used"));
        Assert.Null(memory.Of("b", "map-0"));
        Assert.NotNull(memory.Of("b", "map-44999"));
    }

    [Fact]
    public void Who_uses_a_config_map_is_forgotten_with_it()
    {
        var memory = new ConfigMemory();
        memory.Keep("a", "gone", new([new("k", "v", [])]));
        memory.Use("a", "gone", User, isServer: true);
        memory.Retain([]);
        Assert.Single(memory.Users("a", "gone"));
        memory.Retain([]);
        Assert.Empty(memory.Users("a", "gone"));
        Assert.False(memory.IsServed("a", "gone"));
        Assert.Null(memory.Of("a", "gone"));
    }

    [Fact]
    public async Task What_breaks_beside_the_answers_is_said_shown_and_tried_again()
    {
        var said = new List<string>();
        using var clock = new Steps();
        var beside = new Beside(clock, said.Add);
        await using var cluster = await Cluster.StartAsync(beside: beside);
        using var ending = new CancellationTokenSource();
        var (rounds, again) = (0, new TaskCompletionSource());
        Task<(string? Problem, TimeSpan Pause)> StepAsync(CancellationToken cancellation)
        {
            if (++rounds <= 2) throw new CryptographicException("the authority\nis broken");
            again.TrySetResult();
            return Task.FromResult<(string?, TimeSpan)>((null, TimeSpan.FromMinutes(1)));
        }

        var running = beside.RunAsync("the cluster is asked", StepAsync, ending.Token);
        Assert.Equal("200 ok; the cluster is asked: it broke off (CryptographicException: the authority is broken)", await cluster.GetAsync("/readyz"));
        clock.Next();
        clock.Next();
        await again.Task;
        Assert.Equal("200 ok", await cluster.GetAsync("/readyz"));
        Assert.Single(said);
        await ending.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_page_of_config_maps_that_is_too_large_is_asked_for_again_half_as_long()
    {
        var folder = Cluster.Temporary();
        OwnCertificate.Ensure(folder, ["localhost"], TimeProvider.System);
        File.WriteAllText(Path.Combine(folder, "token"), "a-token");
        await using var api = await ApiServer.StartAsync(folder);
        api.LongPage = 70;
        var memory = new ConfigMemory();
        Assert.Null(await ClusterConfigs.ListAsync(api.Address, folder, memory, CancellationToken.None, largest: 1 << 16));
        Assert.Equal(["250", "125", "62", "62"], api.Pages.Select(p => p[(p.IndexOf("limit=", StringComparison.Ordinal) + 6)..].Split('&')[0]));
        Assert.NotNull(memory.Of("b", "two"));
        Assert.Null(await ClusterConfigs.ListAsync(api.Address, folder, memory, CancellationToken.None, "shop-prod"));
        Assert.StartsWith("/api/v1/namespaces/shop-prod/configmaps?", api.Pages[4], StringComparison.Ordinal);
        api.LongPage = 0;
        Assert.Contains("one config map is larger", await ClusterConfigs.ListAsync(api.Address, folder, memory, CancellationToken.None, largest: 1 << 16), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "ca.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Assert.Contains("no certificate", await ClusterConfigs.ListAsync(api.Address, folder, memory, CancellationToken.None), StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    private static async Task<string> AskedAsync(Cluster cluster, X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = Cluster.Trust(OwnCertificate.CaFile(cluster.Folder));
        if (certificate is not null) handler.SslOptions.ClientCertificates = [certificate];
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20 };
        using var content = new StringContent(Cluster.Review("pod-plain").ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(cluster.Address, "/admit"), content);
        return $"{(int)answer.StatusCode}";
    }

    private static X509Certificate2 Client(string folder)
    {
        using var authority = X509Certificate2.CreateFromPemFile(OwnCertificate.CaFile(folder), Path.Combine(folder, "ca.key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var signed = request.Create(authority, authority.NotBefore, authority.NotBefore.AddDays(1), [1, 2, 3]);
        return X509CertificateLoader.LoadPkcs12(signed.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
    }

    // Pauses end when the test says so.
    private sealed class Steps : TimeProvider, IDisposable
    {
        private readonly SemaphoreSlim asked = new(0);
        private TimerCallback? callback;
        private object? state;

        public void Dispose() => asked.Dispose();

        public void Next()
        {
            asked.Wait(TestContext.Current.CancellationToken);
            callback!(state);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (this.callback, this.state) = (callback, state);
            asked.Release();
            return new Nothing();
        }

        private sealed class Nothing : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
