using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
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
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>The API server of the cluster that it runs in; null outside of one.</summary>
    public static Uri? Address
    {
        get
        {
            if (Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host || Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT") is not { Length: > 0 } port) return null;
            return new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        }
    }

    /// <summary>Lists all of them, then for a minute those of the namespaces in which something changes.</summary>
    public static async Task<(string? Problem, TimeSpan Pause)> StepAsync(Uri address, ConfigMemory memory, TimeProvider clock, CancellationToken cancellation)
    {
        memory.Changes.Take();
        var (problem, end) = (await ListAsync(address, Folder, memory, cancellation).ConfigureAwait(false), clock.GetUtcNow() + Pause);
        while (problem is null && end - clock.GetUtcNow() is { Ticks: > 0 } rest)
        {
            try
            {
                await memory.Changes.WaitAsync().WaitAsync(rest, clock, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                break;
            }

            // What was judged is not in the cluster yet.
            await Task.Delay(Settling, clock, cancellation).ConfigureAwait(false);
            foreach (var space in memory.Changes.Take()) problem ??= await ListAsync(address, Folder, memory, cancellation, space).ConfigureAwait(false);
        }

        return (problem is null ? null : $"config maps of the cluster could not be listed: {problem}", problem is null ? TimeSpan.Zero : Pause);
    }

    /// <summary>Lists them once; a sentence where that cannot be done.</summary>
    /// <param name="address">The API server.</param>
    /// <param name="folder">The service account: `token` and `ca.crt`.</param>
    /// <param name="memory">Where they are kept.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="space">The only namespace that is listed; null: all, and what is in none of them is forgotten.</param>
    /// <param name="largest">Bytes of a page at most.</param>
    public static async Task<string?> ListAsync(Uri address, string folder, ConfigMemory memory, CancellationToken cancellation, string? space = null, int largest = LargestPage)
    {
        try
        {
            using var client = Client(folder, largest);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(folder, "token"), cancellation).ConfigureAwait(false)).Trim());
            var path = space is null ? "/api/v1/configmaps" : $"/api/v1/namespaces/{Uri.EscapeDataString(space)}/configmaps";
            var (next, limit, seen) = ("", PageLength, new HashSet<(string, string)>());
            while (true)
            {
                if (await PageAsync(client, new Uri(address, $"{path}?limit={limit}{(next.Length > 0 ? "&continue=" + Uri.EscapeDataString(next) : "")}"), cancellation).ConfigureAwait(false) is not { } body)
                {
                    if ((limit /= 2) == 0) return $"one config map is larger than {largest >> 20} MiB";
                    continue;
                }

                if (Keep(body, memory, seen, out next) is { } problem) return problem;
                if (next.Length > 0) continue;
                if (space is null) memory.Retain(seen);
                return null;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or CryptographicException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return e switch
            {
                HttpRequestException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } => "the service account may not; let it `list` config maps",
                HttpRequestException { StatusCode: { } status } => $"the API server answered {(int)status}",
                CryptographicException => "`ca.crt` of the service account is no certificate",
                TaskCanceledException => "the API server did not answer in time",
                _ => e.Message,
            };
        }
    }

    // A page that is larger than is read is asked for again, half as long.
    private static async Task<byte[]?> PageAsync(HttpClient client, Uri page, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(page, cancellation).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return null;
        }
    }

    private static string? Keep(byte[] body, ConfigMemory memory, HashSet<(string, string)> seen, out string next)
    {
        next = "";
        if (JsonNodes.Read(body, out var broken) is not YamlMap list) return $"the answer {broken ?? "is no list"}";
        foreach (var item in list.ListAt("items").OfType<YamlMap>())
        {
            if (item.TextAt("metadata", "name") is not { } name || item.TextAt("metadata", "namespace") is not { } at) continue;
            seen.Add((at, name));
            var version = item.TextAt("metadata", "resourceVersion") ?? "";
            // What did not change is not read again.
            if (version.Length == 0 || memory.Version(at, name) != version) memory.Keep(at, name, ConfigData.Of(item), version);
        }

        next = list.TextAt("metadata", "continue") ?? "";
        return null;
    }

    private static HttpClient Client(string folder, int largest)
    {
        var authority = new X509Certificate2Collection();
        authority.ImportFromPemFile(Path.Combine(folder, "ca.crt"));
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authority);
        return new HttpClient(handler, disposeHandler: true) { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = largest };
    }
}
