using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime.Internal.Auth;

namespace Plumbline.Clouds.Aws.Signing;

/// <summary>Signs requests by Signature Version 4: the canonical form is written here, keys and signature come from the AWS SDK.</summary>
/// <remarks>The SDK's own way over a whole request takes the machine's clock; here the moment is an argument.</remarks>
public static class Signature
{
    // What is added or changed between here and there cannot be signed.
    private static readonly HashSet<string> OnTheWay = new(StringComparer.Ordinal) { "authorization", "connection", "content-length", "expect", "transfer-encoding", "user-agent" };

    /// <summary>Adds the headers that sign a request.</summary>
    /// <param name="request">With all its other headers; its address is sent as it is written.</param>
    /// <param name="body">What it carries.</param>
    /// <param name="keys">Who signs.</param>
    /// <param name="region">The region it is signed for.</param>
    /// <param name="service">The name of the service it is signed for.</param>
    /// <param name="now">The moment; services refuse one that is five minutes off.</param>
    public static void Sign(HttpRequestMessage request, byte[] body, AccessKeys keys, string region, string service, DateTimeOffset now)
    {
        request.Headers.TryAddWithoutValidation("x-amz-date", now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (service == "s3") request.Headers.TryAddWithoutValidation("x-amz-content-sha256", Hash(body));
        if (keys.Token is not null) request.Headers.TryAddWithoutValidation("x-amz-security-token", keys.Token);
        var (canonical, names) = Canonical(request, Hash(body), service != "s3");
        var result = AWS4Signer.ComputeSignature(keys.Id, keys.Secret, region, now.UtcDateTime, service, names, canonical);
        request.Headers.TryAddWithoutValidation("Authorization", result.ForAuthorizationHeader);
    }

    /// <summary>The canonical form of a request, and the names of the headers that it signs.</summary>
    internal static (string Text, string Headers) Canonical(HttpRequestMessage request, string hash, bool isPathEncodedTwice)
    {
        var uri = request.RequestUri!;
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.Headers.Host ?? uri.Authority };
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
        {
            var lower = name.ToLowerInvariant();
            if (!OnTheWay.Contains(lower)) headers[lower] = string.Join(',', values.Select(Trimmed));
        }

        var path = string.Join('/', uri.AbsolutePath.Split('/').Select(s => isPathEncodedTwice ? Uri.EscapeDataString(s) : s));
        var names = string.Join(';', headers.Keys);
        var text = new StringBuilder().Append(request.Method.Method).Append('\n').Append(path).Append('\n').Append(Query(uri.Query)).Append('\n');
        foreach (var (name, value) in headers) text.Append(name).Append(':').Append(value).Append('\n');
        return (text.Append('\n').Append(names).Append('\n').Append(hash).ToString(), names);
    }

    private static string Query(string query) => string.Join('&',
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2)).Select(p => (Name: Encoded(p[0]), Value: Encoded(p.Length > 1 ? p[1] : "")))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}"));

    private static string Encoded(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Trimmed(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
