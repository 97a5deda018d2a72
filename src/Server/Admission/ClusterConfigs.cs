using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;

namespace Plumbline.Server.Admission;

/// <summary>Lists the config maps of the cluster it runs in, so that those from before its start are known too, on every replica. Never while a review waits.</summary>
internal static class ClusterConfigs
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const int PageLength = 250;
    private const int LargestPage = 48 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    /// <summary>Lists them again and again; outside of a cluster nothing.</summary>
    public static async Task RunAsync(ConfigMemory memory, Action<string> say, CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host || Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT") is not { Length: > 0 } port) return;
        var address = new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        var told = "";
        while (true)
        {
            var problem = await ListAsync(address, Folder, memory, cancellation).ConfigureAwait(false);
            if (problem is not null && problem != told) say($"config maps of the cluster could not be listed: {problem}");
            told = problem ?? "";
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Lists them once; a sentence where that cannot be done.</summary>
    /// <param name="address">The API server.</param>
    /// <param name="folder">The service account: `token` and `ca.crt`.</param>
    /// <param name="memory">Where they are kept.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<string?> ListAsync(Uri address, string folder, ConfigMemory memory, CancellationToken cancellation)
    {
        try
        {
            using var client = Client(folder);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(folder, "token"), cancellation).ConfigureAwait(false)).Trim());
            var (next, seen) = ("", new HashSet<(string, string)>());
            do
            {
                var page = new Uri(address, $"/api/v1/configmaps?limit={PageLength}{(next.Length > 0 ? "&continue=" + Uri.EscapeDataString(next) : "")}");
                using var answer = await client.GetAsync(page, cancellation).ConfigureAwait(false);
                if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) return "the service account may not; let it `list` config maps";
                if (!answer.IsSuccessStatusCode) return $"the API server answered {(int)answer.StatusCode}";
                if (JsonNodes.Read(await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out var broken) is not YamlMap list) return $"the answer {broken ?? "is no list"}";
                foreach (var item in list.ListAt("items").OfType<YamlMap>())
                {
                    if (item.TextAt("metadata", "name") is not { } name || item.TextAt("metadata", "namespace") is not { } space) continue;
                    memory.Keep(space, name, ConfigData.Of(item));
                    seen.Add((space, name));
                }

                next = list.TextAt("metadata", "continue") ?? "";
            }
            while (next.Length > 0);
            memory.Retain(seen);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return e is TaskCanceledException ? "the API server did not answer in time" : e.Message;
        }
    }

    private static HttpClient Client(string folder)
    {
        var authority = new X509Certificate2Collection();
        authority.ImportFromPemFile(Path.Combine(folder, "ca.crt"));
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authority);
        return new HttpClient(handler, disposeHandler: true) { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = LargestPage };
    }
}
