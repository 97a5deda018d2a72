using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Server.Alerts;

/// <summary>Posts notices, signed. Nothing of an answer counts but its status; redirects are not followed.</summary>
/// <param name="target">Where to, and what is sent.</param>
/// <param name="secret">What requests are signed with; asked for at each request, so that it can be changed.</param>
/// <param name="client">Sends.</param>
/// <param name="clock">Dates signatures.</param>
internal sealed class WebhookSender(Target target, Func<string?> secret, HttpClient client, TimeProvider clock) : ISender
{
    /// <summary>The header of the signature: `t=SECONDS,v1=HEX`.</summary>
    public const string Header = "Plumbline-Signature";

    // Where a service takes whoever knows its address, the address holds the secret, and only its place is kept.
    private const string Place = "{secret}";

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public async Task<Sending> SendAsync(Notice notice, CancellationToken cancellation)
    {
        var key = secret();
        if (target.Secret.Length > 0 && key is null) return new Sending($"there is no secret `{target.Secret}`; put it into `secrets/{target.Secret}` in the server's folder");
        var body = Encoding.UTF8.GetBytes(target.Kind == TargetKind.Ticket ? TicketText.Of(notice) : Lines.Ocsf(notice));
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address.Replace(Place, key, StringComparison.Ordinal)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Plumbline-Delivery", string.Create(CultureInfo.InvariantCulture, $"{target.Id}-{notice.Number}"));
        if (key is not null) request.Headers.TryAddWithoutValidation(Header, Signature(key, clock.GetUtcNow(), body));
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return Of(answer);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Sending($"`{new Uri(target.Address).Host}` does not take it: {(e.InnerException ?? e).Message}");
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>HMAC-SHA-256 over the time in seconds, a dot and the body.</summary>
    public static string Signature(string secret, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        var stamp = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(stamp + "."), .. body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={stamp},v1={Convert.ToHexStringLower(mac)}";
    }

    private static Sending Of(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return Sending.Done;
        var status = (int)answer.StatusCode;
        // Those four will be the same tomorrow; a wrong password or address may be put right meanwhile.
        var isFinal = answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity || status is >= 300 and < 400;
        var wait = answer.Headers.RetryAfter is { Delta: { } delta } && delta > TimeSpan.Zero ? delta < LongestWait ? delta : LongestWait : (TimeSpan?)null;
        return new Sending(string.Create(CultureInfo.InvariantCulture, $"the answer was {status}{(status is >= 300 and < 400 ? "; redirects are not followed, name the last address" : "")}"), isFinal, wait);
    }
}
