using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Plumbline.Cli.Commands;
using Plumbline.Reports;

namespace Plumbline.Cli.Remote;

/// <summary>Asks one server. Certificates are checked, redirects refused, and every answer is bounded in size and time.</summary>
internal sealed class ServerClient : IDisposable
{
    private const int Largest = 512 << 20;
    private const int LongestDetail = 2000;
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly Access access;
    private readonly HttpClient client;

    public ServerClient(Access access)
    {
        this.access = access;
        // A proxy would read what goes over plain http, and nothing else.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = access.Address.Scheme == "https", ConnectTimeout = Connecting, MaxResponseHeadersLength = 64, AutomaticDecompression = DecompressionMethods.None };
        client = new HttpClient(handler) { BaseAddress = new Uri(access.Address, "api/v1/"), Timeout = Longest, MaxResponseContentBufferSize = Largest };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("plumb", Product.Version));
    }

    /// <summary>Asks for something.</summary>
    /// <param name="path">Below `/api/v1/`.</param>
    /// <param name="query">Names and values; those without a value are left out.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<ServerAnswer> GetAsync(string path, IEnumerable<(string Name, string? Value)> query, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, query, null, cancellation);

    /// <summary>Sends something.</summary>
    public Task<ServerAnswer> PostAsync(string path, IEnumerable<(string Name, string? Value)> query, HttpContent content, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, query, content, cancellation);

    /// <summary>Sends one JSON object.</summary>
    public async Task<ServerAnswer> PostAsync(string path, Action<Utf8JsonWriter> body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Store.Recordings.BodyText.Of(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await PostAsync(path, [], content, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<ServerAnswer> SendAsync(HttpMethod method, string path, IEnumerable<(string Name, string? Value)> query, HttpContent? content, CancellationToken cancellation)
    {
        var text = string.Join('&', query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        using var request = new HttpRequestMessage(method, new Uri(text.Length == 0 ? path : $"{path}?{text}", UriKind.Relative)) { Content = content };
        try
        {
            using var answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            if ((int)answer.StatusCode is >= 300 and < 400) throw new RemoteException($"`{access}` sends elsewhere, and a token is shown to nobody else; name the address that answers", Exit.Incomplete);
            if (!answer.IsSuccessStatusCode) throw Problem((int)answer.StatusCode, body);
            return new ServerAnswer(body, Header(answer, "Plumbline-Exit"), Header(answer, "Plumbline-Record"), answer.Content.Headers.ContentType?.MediaType == "text/plain");
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new RemoteException($"`{access}` did not answer within {Longest.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s; ask for less, or see its /health", Exit.Incomplete, e);
        }
        catch (HttpRequestException e)
        {
            throw new RemoteException(Unreached(e.HttpRequestError), Exit.Incomplete, e);
        }
    }

    private static int? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Unreached(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => $"nobody knows where `{access.Address.Host}` is; see that the address is right",
        HttpRequestError.SecureConnectionError => $"the certificate of `{access}` is not one that this machine trusts; where an authority of your own signed it, have SSL_CERT_FILE name that",
        HttpRequestError.ConfigurationLimitExceeded => $"`{access}` answers with more than {(Largest >> 20).ToString(CultureInfo.InvariantCulture)} MiB; ask for less",
        _ => $"`{access}` cannot be reached; see that the server runs and that the way there is open",
    };

    private RemoteException Problem(int status, byte[] body)
    {
        if (status == 401) return new RemoteException($"`{access}` does not know this token, or it has ended; make another in its console, and set PLUMB_TOKEN or --token-file", Exit.Incomplete);
        return new RemoteException(Detail(body) ?? $"`{access}` answers with {status.ToString(CultureInfo.InvariantCulture)} and does not say why; see that it is a server of plumbline", status is 400 or 404 ? Exit.Usage : Exit.Incomplete);
    }

    private static string? Detail(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String ? Plain.Cut(Plain.Line(detail.GetString()), LongestDetail) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a server answered.</summary>
/// <param name="Body">The bytes as it sent them.</param>
/// <param name="Ending">The exit code that belongs to it; null where the server says none.</param>
/// <param name="Record">The ledger's record that was written; null where none was.</param>
/// <param name="IsText">True for text, false for everything else.</param>
internal sealed record ServerAnswer(byte[] Body, int? Ending, int? Record, bool IsText)
{
    /// <summary>The answer as JSON.</summary>
    /// <exception cref="RemoteException">It is none.</exception>
    public JsonElement Json()
    {
        try
        {
            using var json = JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = 128 });
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new RemoteException("the answer is no json; see that the address is that of a server of plumbline", Exit.Incomplete, e);
        }
    }
}
