using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Plumbline.Bench.Admissions;

/// <summary>Asks over a number of connections, one review at a time on each.</summary>
internal static class Load
{
    /// <summary>How long each review took, in milliseconds, sorted.</summary>
    public static async Task<List<double>> RunAsync(string certificates, int port, int connections, int seconds)
    {
        var bodies = Reviews.All();
        var until = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(() => OneAsync(certificates, port, bodies, c, until))));
        return [.. all.SelectMany(t => t).Order()];
    }

    private static async Task<List<double>> OneAsync(string certificates, int port, IReadOnlyList<(byte[] Body, bool IsAllowed)> bodies, int first, long until)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(Path.Combine(certificates, "ca.crt"));
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20 };
        var (address, times) = (new Uri($"https://localhost:{port}/admit"), new List<double>(100_000));
        for (var i = first * 7; Stopwatch.GetTimestamp() < until; i++)
        {
            var (body, isAllowed) = bodies[i % bodies.Count];
            var began = Stopwatch.GetTimestamp();
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync(address, content);
            var said = await answer.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (!answer.IsSuccessStatusCode || said.AsSpan().IndexOf(isAllowed ? "\"allowed\":true"u8 : "\"allowed\":false"u8) < 0) throw new InvalidOperationException($"wrong answer: {Encoding.UTF8.GetString(said)}");
        }

        return times;
    }
}

/// <summary>Reviews of about three kilobytes each.</summary>
internal static class Reviews
{
    /// <summary>Two hundred of them, and whether each is to be let pass.</summary>
    public static IReadOnlyList<(byte[] Body, bool IsAllowed)> All() =>
        [.. Enumerable.Range(0, 200).Select(i => (i % 4) switch
        {
            0 or 2 => (Pod(i, "registry.example/storefront:4.12.0", "--listen", ":8080"), true),
            1 => (Pod(i, "vllm/vllm-openai:v0.6.3", "--model", Registries.Model(i * 5)), true),
            _ => (Pod(i, "vllm/vllm-openai:v0.6.3", "--model", Registries.Model((i * 5) + 7)), false),
        })];

    private static byte[] Pod(int number, string image, string option, string value)
    {
        var variables = string.Join(',', Enumerable.Range(0, 20).Select(n => $"{{\"name\":\"SETTING_{n}\",\"value\":\"value-{n}-{number}\"}}"));
        var fields = string.Join(',', Enumerable.Range(0, 12).Select(n => Field.Replace("NUMBER", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        return Encoding.UTF8.GetBytes(Text.Replace("NUMBER", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("VARIABLES", variables, StringComparison.Ordinal)
            .Replace("FIELDS", fields, StringComparison.Ordinal).Replace("IMAGE", image, StringComparison.Ordinal).Replace("OPTION", option, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal));
    }

    private const string Field = """
        {"manager":"mNUMBER","operation":"Update","apiVersion":"v1","time":"2026-11-21T08:14:02Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{".":{},"f:app":{}}}}}
        """;

    private const string Text = """
        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"8d1f7c52-6a0c-4c0e-9c5f-NUMBER","kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
        "namespace":"space-NUMBER","operation":"CREATE","userInfo":{"username":"system:serviceaccount:kube-system:replicaset-controller","groups":["system:serviceaccounts","system:authenticated"]},
        "object":{"kind":"Pod","apiVersion":"v1","metadata":{"generateName":"web-5c9d7f6b8-","namespace":"space-NUMBER","labels":{"app":"web","pod-template-hash":"5c9d7f6b8"},
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-5c9d7f6b8","uid":"6a3e8b0e-2f3d-4b62-8a11-2d2b3c6f9a90","controller":true}],"managedFields":[FIELDS]},
        "spec":{"volumes":[{"name":"token","projected":{"sources":[{"configMap":{"name":"kube-root-ca.crt"}}]}}],
        "containers":[{"name":"main","image":"IMAGE","args":["OPTION","VALUE"],"env":[VARIABLES],"ports":[{"containerPort":8080}]},
        {"name":"proxy","image":"envoyproxy/envoy:v1.31.2","args":["-c","/etc/envoy/envoy.yaml"]},{"name":"logs","image":"fluent/fluent-bit:3.1.9"}],"serviceAccountName":"default"},"status":{}},
        "oldObject":null,"dryRun":false,"options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}}}
        """;
}
