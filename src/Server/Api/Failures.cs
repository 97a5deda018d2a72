using Microsoft.AspNetCore.Diagnostics;
using Plumbline.Server.Access;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Api;

/// <summary>What breaks off a request, as an answer that says what to do. What nobody foresaw stays a 500 that says nothing.</summary>
internal sealed class Failures : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = exception switch
        {
            LedgerException e => (e.IsFault ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity, e.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "the body is larger than is taken here; send less at once"),
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => (StatusCodes.Status408RequestTimeout, "the body came too slowly; send it again"),
            BadHttpRequestException => (StatusCodes.Status400BadRequest, "a value of the request is missing or of another kind; `/openapi/v1.json` says what is asked for"),
            InvalidDataException => (StatusCodes.Status400BadRequest, "the form cannot be read; send it as a browser does"),
            _ => (0, ""),
        };
        if (status == 0) return false;
        if (httpContext.Request.IsApi()) await Problems.Of(status, detail).ExecuteAsync(httpContext).ConfigureAwait(false);
        else await Results.Text($"{detail}\n", statusCode: status).ExecuteAsync(httpContext).ConfigureAwait(false);
        return true;
    }
}
