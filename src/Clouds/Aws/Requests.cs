using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Plumbline.Clouds.Aws.Shapes;
using Plumbline.Clouds.Aws.Tables;

namespace Plumbline.Clouds.Aws;

/// <summary>Writes questions as each protocol wants them.</summary>
internal static class Requests
{
    /// <summary>The parameter that carries the token of the next page; no service has one of that name.</summary>
    public const string NextPage = "next page";

    /// <summary>The parameter that carries from when on is asked, in seconds; likewise.</summary>
    public const string Since = "since";

    /// <summary>The request, not yet signed.</summary>
    public static HttpRequestMessage Of(AwsCall call, Uri endpoint, IReadOnlyDictionary<string, string> parameters, string? account, out byte[] body)
    {
        var request = call.Service.Protocol switch
        {
            Protocol.RestJson or Protocol.RestXml => OverPaths(call, endpoint, parameters, out body),
            Protocol.Json11 => AsJson(call, endpoint, parameters, out body),
            _ => AsForm(call, endpoint, parameters, out body),
        };

        // Names of buckets are everybody's: one that belongs to another account is not ours to speak of.
        if (call.Service.Protocol == Protocol.RestXml && account is not null) request.Headers.TryAddWithoutValidation("x-amz-expected-bucket-owner", account);
        request.Headers.TryAddWithoutValidation("User-Agent", "plumbline");
        return request;
    }

    private static HttpRequestMessage OverPaths(AwsCall call, Uri endpoint, IReadOnlyDictionary<string, string> parameters, out byte[] body)
    {
        var at = call.Route.IndexOf(' ', StringComparison.Ordinal);
        var (method, path) = (call.Route[..at], call.Route[(at + 1)..]);
        foreach (var (name, value) in parameters) path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        var paging = Paging(call, parameters).ToList();
        var isBody = method == "POST" && call.Pages is not { IsInQuery: true };
        body = isBody ? JsonBytes.Of(new JsonObject(paging.Select(p => KeyValuePair.Create(p.Name, p.Value)))) : [];
        if (!isBody) path += string.Concat(paging.Select((p, i) => $"{(i == 0 && !path.Contains('?', StringComparison.Ordinal) ? '?' : '&')}{p.Name}={Uri.EscapeDataString(p.Value!.ToString())}"));
        return With(new HttpRequestMessage(new HttpMethod(method), Address(endpoint, path)), isBody ? body : null, "application/json");
    }

    private static HttpRequestMessage AsJson(AwsCall call, Uri endpoint, IReadOnlyDictionary<string, string> parameters, out byte[] body)
    {
        var said = Said(call, parameters).Select(p => KeyValuePair.Create(p.Name, (JsonNode?)JsonValue.Create(p.Value)));
        var document = call.With.Length > 0 ? JsonNode.Parse(call.With)!.AsObject() : [];
        if (parameters.GetValueOrDefault(Since) is { } since) document["StartTime"] = long.Parse(since, CultureInfo.InvariantCulture);
        foreach (var (name, value) in said.Concat(Paging(call, parameters).Select(p => KeyValuePair.Create(p.Name, p.Value)))) document[name] = value;
        body = JsonBytes.Of(document);
        var request = With(new HttpRequestMessage(HttpMethod.Post, Address(endpoint, "/")), body, "application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("x-amz-target", $"{call.Service.Version}.{call.Operation}");
        return request;
    }

    private static HttpRequestMessage AsForm(AwsCall call, Uri endpoint, IReadOnlyDictionary<string, string> parameters, out byte[] body)
    {
        var all = new (string Name, string Value)[] { ("Action", call.Operation), ("Version", call.Service.Version) }
            .Concat(Said(call, parameters)).Concat(Paging(call, parameters).Select(p => (p.Name, p.Value!.ToString())));
        body = Encoding.ASCII.GetBytes(string.Join('&', all.Select(p => $"{Uri.EscapeDataString(p.Item1)}={Uri.EscapeDataString(p.Item2)}")));
        return With(new HttpRequestMessage(HttpMethod.Post, Address(endpoint, "/")), body, "application/x-www-form-urlencoded");
    }

    private static Uri Address(Uri endpoint, string path) => new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static HttpRequestMessage With(HttpRequestMessage request, byte[]? body, string type)
    {
        if (body is null) return request;
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return request;
    }

    // A parameter is sent where the row gives it a value or the answer before did.
    private static IEnumerable<(string Name, string Value)> Said(AwsCall call, IReadOnlyDictionary<string, string> parameters) =>
        from part in call.Route.Split(',', StringSplitOptions.RemoveEmptyEntries)
        let pair = part.Split('=', 2)
        let value = pair.Length > 1 ? pair[1] : parameters.GetValueOrDefault(pair[0])
        where value is not null
        select (pair[0], value);

    private static IEnumerable<(string Name, JsonNode? Value)> Paging(AwsCall call, IReadOnlyDictionary<string, string> parameters)
    {
        if (call.Pages is not { } pages) yield break;
        if (pages.Size.Length > 0) yield return (pages.Size, JsonValue.Create(pages.Most));
        if (parameters.GetValueOrDefault(NextPage) is { } next) yield return (pages.Asks, JsonValue.Create(next));
    }
}
