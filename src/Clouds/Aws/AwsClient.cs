using System.Net;
using System.Text.Json.Nodes;
using Plumbline.Clouds.Aws.Shapes;
using Plumbline.Clouds.Aws.Signing;
using Plumbline.Clouds.Aws.Tables;
using Plumbline.Clouds.Calls;

namespace Plumbline.Clouds.Aws;

/// <summary>An answer or a failure, with what is known of the request.</summary>
/// <param name="Document">As the command line prints it; null where it failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="RequestId">The id of the request.</param>
/// <param name="At">When it was answered.</param>
/// <param name="Region">The region that answered, where it is another than the one asked.</param>
internal sealed record AwsAnswer(JsonObject? Document, Failure? Failure, string? RequestId, DateTimeOffset At, string Region);

/// <summary>Asks one question at a time and waits where it is turned away.</summary>
internal sealed class AwsClient(HttpClient http, KeyChain keys, AwsSettings settings, Counts counts, TimeProvider clock, Func<double> chance) : IDisposable
{
    private readonly SemaphoreSlim slots = new(settings.Bounds.AtOnce);
    private readonly Pace pace = new(settings.Bounds.Pace, clock);

    /// <inheritdoc/>
    public void Dispose() => slots.Dispose();

    /// <summary>Asks, again while the answer may yet come.</summary>
    public async Task<AwsAnswer> AskAsync(AwsCall call, string region, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellation)
    {
        var renewed = false;
        for (var tried = 1; ; tried++)
        {
            if (!counts.Take(settings.Bounds.Requests)) return Without(new Failure(Failure.Bound, 0, null), region);
            if (await keys.CurrentAsync(cancellation).ConfigureAwait(false) is not { } signer) return Without(new Failure("ExpiredToken", 0, null), region);
            if (call.IsPaced) await pace.TurnAsync(region, cancellation).ConfigureAwait(false);
            var answer = await OnceAsync(call, region, parameters, signer, cancellation).ConfigureAwait(false);
            if (answer.Failure is not { } failure) return answer;
            if (failure.IsExpired && !renewed && await keys.RenewAsync(signer, cancellation).ConfigureAwait(false)) renewed = true;
            else if (answer.Region != region && tried < settings.Patience.Attempts) region = answer.Region;
            else if (!failure.IsPassing || tried >= settings.Patience.Attempts) return answer;
            else await Task.Delay(settings.Patience.After(tried, chance()), clock, cancellation).ConfigureAwait(false);
            counts.Retry();
        }
    }

    private async Task<AwsAnswer> OnceAsync(AwsCall call, string region, IReadOnlyDictionary<string, string> parameters, AccessKeys signer, CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.Bounds.Each);
        try
        {
            using var request = Requests.Of(call, settings.Endpoint ?? call.Service.EndpointIn(region), parameters, keys.Account, out var body);
            Signature.Sign(request, body, signer, call.Service.SignedIn(region), call.Service.Signs, clock.GetUtcNow());
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var bytes = await BytesAsync(response, limit.Token).ConfigureAwait(false);
            return bytes is null ? Without(new Failure(Failure.Bound, (int)response.StatusCode, ErrorText.RequestId(response)), region) : Read(call, response, bytes, region);
        }
        catch (HttpRequestException e)
        {
            return Without(new Failure(e.HttpRequestError == HttpRequestError.NameResolutionError ? Failure.NoEndpoint : Failure.NoAnswer, 0, null), region);
        }
        catch (IOException)
        {
            return Without(new Failure(Failure.NoAnswer, 0, null), region);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Without(new Failure(Failure.NoAnswer, 0, null), region);
        }
        finally
        {
            slots.Release();
        }
    }

    private AwsAnswer Read(AwsCall call, HttpResponseMessage response, byte[] bytes, string region)
    {
        var at = response.Headers.Date ?? clock.GetUtcNow();
        var id = ErrorText.RequestId(response);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var document = Documents.Read(call, bytes);
            return new AwsAnswer(document, document is null ? new Failure(Failure.NoDocument, 200, id) : null, id, at, region);
        }

        // A bucket answers only where it lives, and says where that is.
        var home = call.Service == Service.S3 ? ErrorText.Header(response, "x-amz-bucket-region") : null;
        var failure = ErrorText.Read(response, bytes);
        return new AwsAnswer(null, failure, failure.RequestId, at, home is not null && home != region && AwsSettings.IsRegion(home) ? home : region);
    }

    private async Task<byte[]?> BytesAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var held = new MemoryStream();
        var from = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (from.ConfigureAwait(false))
        {
            var buffer = new byte[32 << 10];
            for (int read; (read = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (held.Length + read > settings.Bounds.Bytes) return null;
                held.Write(buffer, 0, read);
            }
        }

        return held.ToArray();
    }

    private AwsAnswer Without(Failure failure, string region) => new(null, failure, failure.RequestId, clock.GetUtcNow(), region);
}
