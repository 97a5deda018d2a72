using System.Text.Encodings.Web;
using System.Text.Json;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Api;

/// <summary>One JSON document as an answer.</summary>
/// <param name="document">Writes it.</param>
/// <param name="status">The status.</param>
internal sealed class Answer(Action<Utf8JsonWriter> document, int status = StatusCodes.Status200OK) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the answer is kept under; null for what is never kept.</summary>
    public string? Tag { get; init; }

    /// <summary>Where what was made can be asked for.</summary>
    public string? Location { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = Tag is null ? "no-store" : "private, no-cache";
        if (Location is not null) headers.Location = Location;
        if (Tag is not null)
        {
            headers.ETag = Tag;
            if (Tags.Has(context, Tag))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter, Options)) document(json);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>One object.</summary>
    public static Answer Object(Action<Utf8JsonWriter> fields, int status = StatusCodes.Status200OK, string? tag = null, string? location = null) => new(
        json =>
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        },
        status) { Tag = tag, Location = location };
}

/// <summary>A text that is kept under a tag.</summary>
/// <param name="text">The text.</param>
/// <param name="type">Its type.</param>
/// <param name="tag">What it is kept under.</param>
internal sealed class TextAnswer(string text, string type, string tag) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        (response.Headers.CacheControl, response.Headers.ETag) = ("private, no-cache", tag);
        if (!Tags.Has(context, tag))
        {
            response.ContentType = type;
            return response.WriteAsync(text, context.RequestAborted);
        }

        response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}

/// <summary>Compares tags.</summary>
internal static class Tags
{
    /// <summary>True where the caller says that it has this answer; what stands between makes a tag weak when it packs the answer.</summary>
    public static bool Has(HttpContext context, string tag) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.IfNoneMatch.SelectMany(v => v?.Split(',') ?? []).Select(t => t.Trim()).Any(t => t == "*" || (t.StartsWith("W/", StringComparison.Ordinal) ? t[2..] : t) == tag);
}

/// <summary>Why something is not done, as RFC 9457 has it.</summary>
internal static class Problems
{
    /// <summary>A problem with one sentence that says what to do.</summary>
    public static IResult Of(int status, string detail) => Results.Problem(detail, statusCode: status, title: Title(status), type: $"urn:plumbline:problem:{status}");

    /// <summary>What a desk refuses, or why the store fails.</summary>
    public static IResult Of(LedgerException exception) => Of(StatusOf(exception), exception.Message);

    /// <summary>The status of what a desk refuses, and of a store that fails.</summary>
    public static int StatusOf(LedgerException exception) => exception.IsFault ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity;

    /// <summary>There is no such thing.</summary>
    public static IResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    /// <summary>What was sent cannot be meant.</summary>
    public static IResult Bad(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    /// <summary>What a status means, in a few words.</summary>
    public static string Title(int status) => status switch
    {
        400 => "the request cannot be understood",
        401 => "nobody is signed in",
        403 => "this is not allowed to you",
        404 => "there is no such thing",
        409 => "somebody else changed it meanwhile",
        408 => "the request came too slowly",
        413 => "the request is too large",
        415 => "the request is of another type",
        422 => "the request is refused",
        429 => "too many requests",
        503 => "the server is not ready",
        _ => "the server cannot answer",
    };
}
