using System.Threading.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;

namespace Plumbline.Server.Web;

/// <summary>
/// Renders as many pages at once as the machine can work on, and holds of those that are being sent their text alone:
/// a page takes many times its size while it is put together, and fifty readers must not make a server large.
/// </summary>
internal sealed class Rendering : IDisposable
{
    private readonly ConcurrencyLimiter turns = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Environment.ProcessorCount, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>A page that is rendered when its turn has come.</summary>
    public static IResult InTurn(IResult page) => new Waiting(page);

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private async Task SendAsync(IResult page, HttpContext http)
    {
        var client = http.Response.Body;
        var text = new FileBufferingWriteStream(memoryThreshold: int.MaxValue);
        await using (text.ConfigureAwait(false))
        {
            using (await turns.AcquireAsync(1, http.RequestAborted).ConfigureAwait(false))
            {
                http.Response.Body = text;
                try
                {
                    await page.ExecuteAsync(http).ConfigureAwait(false);
                }
                finally
                {
                    http.Response.Body = client;
                }
            }

            await text.DrainBufferAsync(client, http.RequestAborted).ConfigureAwait(false);
        }
    }

    private sealed class Waiting(IResult page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.RequestServices.GetRequiredService<Rendering>().SendAsync(page, httpContext);
    }
}
