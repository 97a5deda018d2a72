using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Plumbline.Server.Admission;

/// <summary>Answers made up requests before anybody asks: the first ones after a start take a hundred times as long as later ones.</summary>
internal static class WarmUp
{
    private const int Rounds = 300;
    private const int Requests = 50;

    private const string Plain = """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"warm-up","operation":"CREATE","namespace":"warm-up","name":"plain","object":
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"plain","labels":{"app":"plain"}},"spec":{"containers":[{"name":"web","image":"nginx:1.27","env":[{"name":"PORT","value":"8080"}]}]}}}}
        """;

    private const string Server = """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"warm-up","operation":"CREATE","namespace":"warm-up","name":"server","object":
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"server"},"spec":{"template":{"metadata":{"labels":{"plumbline/system":"SYSTEM","plumbline/environment":"ENVIRONMENT"}},
        "spec":{"containers":[{"name":"llm","image":"vllm/vllm-openai:v0.6.3","args":["--model","$(MODEL_ID)","--port","8000"],"env":[{"name":"MODEL_ID","value":"warm-up/model-7b"}],"envFrom":[{"configMapRef":{"name":"settings"}}]}],
        "volumes":[{"name":"settings","configMap":{"name":"settings"}}]}}}}}}
        """;

    private const string Settings = """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"warm-up","operation":"CREATE","namespace":"warm-up","name":"settings","object":
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"MODEL_ID":"warm-up/model-7b","config.yaml":"model: warm-up/model-7b\nport: 8000\n"}}}}
        """;

    /// <summary>Judges made up reviews; nothing of it is kept.</summary>
    public static void Judge(AdmissionSettings settings, Func<View> view)
    {
        var known = view().Standings.FirstOrDefault();
        string[] texts =
        [
            Plain, Settings, Server,
            Server.Replace("SYSTEM", known?.Decision.System ?? "none", StringComparison.Ordinal).Replace("ENVIRONMENT", known?.Decision.Environment ?? "none", StringComparison.Ordinal),
        ];
        var judge = new Judge(settings, view, new ConfigMemory(), TimeProvider.System);
        var output = new ArrayBufferWriter<byte>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var text in texts)
            {
                var review = Review.Read(Encoding.UTF8.GetBytes(text), out _, out var echo)!;
                output.ResetWrittenCount();
                ReviewText.Write(output, echo.ApiVersion, echo.Uid, judge.Of(review));
            }
        }
    }

    /// <summary>Sends requests to the server itself.</summary>
    public static async Task ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var host = address.Host is "0.0.0.0" ? "127.0.0.1" : address.Host is "[::]" ? "[::1]" : address.Host;
        using var handler = new SocketsHttpHandler { UseProxy = false };
#pragma warning disable CA5359 // it asks itself, over loopback, and sends nothing that anybody may not know
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, Timeout = TimeSpan.FromSeconds(10) };
        for (var i = 0; i < Requests; i++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Plain)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await client.PostAsync(new Uri($"https://{host}:{address.Port}/admit"), content, cancellation).ConfigureAwait(false);
            // Where callers must show a certificate, it is warm all the same.
            if (answer.StatusCode != HttpStatusCode.Forbidden) answer.EnsureSuccessStatusCode();
        }
    }
}
