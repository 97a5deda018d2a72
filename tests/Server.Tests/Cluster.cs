using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Plumbline.Server.Admission;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>A webhook that runs, and an API server's side of it: real reviews over real HTTPS.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly AdmissionHost host;
    private readonly DecisionLog log;
    private readonly Task writing;
    private readonly HttpClient client;

    private Cluster(AdmissionSettings settings, AdmissionHost host, RegistryWatch watch, Certificates certificates, ConfigMemory memory, DecisionLog log, StringWriter lines, string folder)
    {
        (Settings, this.host, Watch, Certificates, Memory, this.log, Lines, Folder) = (settings, host, watch, certificates, memory, log, lines, folder);
        writing = log.RunAsync();
        client = Client(OwnCertificate.CaFile(folder));
    }

    public AdmissionSettings Settings { get; }

    public RegistryWatch Watch { get; }

    public Certificates Certificates { get; }

    public ConfigMemory Memory { get; }

    public StringWriter Lines { get; }

    /// <summary>The folder of its certificates.</summary>
    public string Folder { get; }

    public Uri Address => new($"https://localhost:{host.Address.Port}");

    public static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    public static string Root => Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>Starts one.</summary>
    public static async Task<Cluster> StartAsync(string? registry = null, Func<AdmissionSettings, AdmissionSettings>? with = null, string[]? environments = null, string[]? modes = null, TimeProvider? clock = null, List<string>? said = null, string? clientCa = null, Beside? beside = null)
    {
        var folder = Temporary();
        OwnCertificate.Ensure(folder, ["localhost", "127.0.0.1"], TimeProvider.System);
        var settings = new AdmissionSettings(
            [registry ?? Path.Combine(Here(), "registry")], [Path.Combine(Root, "rules")], Path.Combine(folder, "ledger.db"), Path.Combine(Root, "artifacts", "grammars"),
            NamespaceChoice.Read(environments ?? []), NamespaceChoice.Read(modes ?? [])) { HasStanding = false };
        settings = with is null ? settings : with(settings);
        void Say(string sentence)
        {
            if (said is null) return;
            lock (said) said.Add(sentence);
        }

        var watch = new RegistryWatch(settings, clock ?? TimeProvider.System, Say);
        if (await watch.StartAsync(CancellationToken.None) is { } problem) throw new InvalidOperationException(problem);
        var certificates = new Certificates(OwnCertificate.CertFile(folder), OwnCertificate.KeyFile(folder), TimeProvider.System, Say);
        if (certificates.Read() is { } unusable) throw new InvalidOperationException(unusable);
        var (lines, memory) = (new StringWriter(), new ConfigMemory());
        var log = new DecisionLog(lines, settings.IsRecorded ? settings.Store : null, TimeProvider.System, Say);
        var clients = clientCa is null ? null : new ClientAuthority(clientCa, Say);
        if (clients?.Read() is { } unread) throw new InvalidOperationException(unread);
        var host = new AdmissionHost(settings, new IPEndPoint(IPAddress.Loopback, 0), certificates, watch, memory, log, clock ?? TimeProvider.System, beside, clients);
        await host.StartAsync(CancellationToken.None);
        return new Cluster(settings, host, watch, certificates, memory, log, lines, folder);
    }

    public static string Temporary() => Directory.CreateTempSubdirectory("plumb-admission-").FullName;

    /// <summary>A review as it lies in the folder, changed.</summary>
    public static JsonNode Review(string name, Action<JsonNode>? change = null)
    {
        var review = JsonNode.Parse(File.ReadAllText(Path.Combine(Here(), "reviews", name + ".json")))!;
        change?.Invoke(review);
        return review;
    }

    /// <summary>A client that trusts one authority and no other.</summary>
    public static HttpClient Client(string? authority, Version? version = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (authority is not null) handler.SslOptions.CertificateChainPolicy = Trust(authority);
        return new HttpClient(handler) { DefaultRequestVersion = version ?? HttpVersion.Version20, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Trust in one authority and no other.</summary>
    public static X509ChainPolicy Trust(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return policy;
    }

    /// <summary>Asks, and gives the response of the answer.</summary>
    public async Task<JsonObject> AskAsync(JsonNode review)
    {
        using var answer = await SendAsync(review.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("AdmissionReview", (string?)body["kind"]);
        Assert.Equal((string?)review["apiVersion"], (string?)body["apiVersion"]);
        Assert.Equal((string?)review["request"]!["uid"], (string?)body["response"]!["uid"]);
        return body["response"]!.AsObject();
    }

    public Task<HttpResponseMessage> SendAsync(string body, string type = "application/json") => SendAsync(Encoding.UTF8.GetBytes(body), type);

    public async Task<HttpResponseMessage> SendAsync(byte[] body, string type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await client.PostAsync(new Uri(Address, "/admit"), content);
    }

    public async Task<string> GetAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(Address, path));
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Trim()}";
    }

    public async Task<TcpClient> ConnectAsync()
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        return tcp;
    }

    /// <summary>Waits until what was decided is written down.</summary>
    public async Task EndAsync()
    {
        await host.StopAsync();
        log.Complete();
        await writing;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        client.Dispose();
        Directory.Delete(Folder, true);
    }
}
