using System.Text.Encodings.Web;
using System.Text.Json;

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
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.IfNoneMatch.Any(v => v is not null && v.Split(',').Any(t => t.Trim() == Tag || t.Trim() == "*")))
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

/// <summary>Why something is not done, as RFC 9457 has it.</summary>
internal static class Problems
{
    /// <summary>A problem with one sentence that says what to do.</summary>
    public static IResult Of(int status, string detail) => Results.Problem(detail, statusCode: status, title: Title(status), type: $"urn:plumbline:problem:{status}");

    /// <summary>There is no such thing.</summary>
    public static IResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    /// <summary>What was sent cannot be meant.</summary>
    public static IResult Bad(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    private static string Title(int status) => status switch
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
