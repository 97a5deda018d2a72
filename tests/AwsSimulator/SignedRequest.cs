using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Plumbline.AwsSimulator;

/// <summary>A request whose signature is made again from what arrived, and compared.</summary>
internal sealed record SignedRequest(string Region, string Service, string KeyId)
{
    /// <summary>Who signed; null and the code of an error where the signature does not hold.</summary>
    public static SignedRequest? Of(HttpRequest request, byte[] body, Temper temper, DateTimeOffset now, out string code)
    {
        code = "MissingAuthenticationToken";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal)) return null;
        var parts = header["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var scope = parts["Credential"].Split('/');
        var signed = new SignedRequest(scope[2], scope[3], scope[0]);
        code = "UnrecognizedClientException";
        if (!temper.Keys.TryGetValue(signed.KeyId, out var key)) return null;
        code = "SignatureDoesNotMatch";
        var date = request.Headers["x-amz-date"].ToString();
        if (!DateTimeOffset.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || (at - now).Duration() > TimeSpan.FromMinutes(5)) return null;
        if (key.Token is not null && request.Headers["x-amz-security-token"] != key.Token) return null;
        var text = $"AWS4-HMAC-SHA256\n{date}\n{string.Join('/', scope[1..])}\n{Hash(Encoding.UTF8.GetBytes(Canonical(request, body, parts["SignedHeaders"], signed.Service)))}";
        if (Convert.ToHexStringLower(Mac(Key(key.Secret, scope), text)) != parts["Signature"]) return null;
        code = "ExpiredTokenException";
        if (key.Left == 0) return null;
        if (key.Left > 0) temper.Keys[signed.KeyId] = key with { Left = key.Left - 1 };
        return signed;
    }

    private static string Canonical(HttpRequest request, byte[] body, string names, string service)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var path = service == "s3" ? target[0] : string.Join('/', target[0].Split('/').Select(Uri.EscapeDataString));
        var query = (target.Length < 2 ? "" : target[1]).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + "=").Order(StringComparer.Ordinal);
        var headers = string.Concat(names.Split(';').Select(n => $"{n}:{string.Join(',', request.Headers[n].Select(v => v!.Trim()))}\n"));
        var hash = request.Headers["x-amz-content-sha256"] is { Count: > 0 } said ? said.ToString() : Hash(body);
        return $"{request.Method}\n{path}\n{string.Join('&', query)}\n{headers}\n{names}\n{hash}";
    }

    private static byte[] Key(string secret, string[] scope) =>
        scope[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Mac);

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
