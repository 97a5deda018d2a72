namespace Plumbline.Server.Access;

/// <summary>What who may not come in is told: programs a problem, people a page.</summary>
internal static class Refusals
{
    /// <summary>True where a program is answered.</summary>
    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Nobody is signed in.</summary>
    public static Task Unknown(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"plumbline\"";
        return Say(context, StatusCodes.Status401Unauthorized, "nobody is signed in", "send a token as `Authorization: Bearer plumb_…`, or sign in at /sign-in");
    }

    /// <summary>Somebody may not do this.</summary>
    public static Task NotAllowed(HttpContext context)
    {
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<Needed>();
        return Say(context, StatusCodes.Status403Forbidden, "this is not allowed to you", needed is null ? "nobody may do this" : $"this needs `{Posture.Assets.KebabCase.Name(needed.Permission)}`, which your roles or your token do not have; ask an admin");
    }

    /// <summary>There is nothing at this address.</summary>
    public static Task NoSuchThing(HttpContext context) => Say(context, StatusCodes.Status404NotFound, "there is no such thing", $"`{context.Request.Path}` is nothing this server has");

    /// <summary>One problem, as RFC 9457 has it; to people as plain text.</summary>
    public static Task Say(HttpContext context, int status, string title, string detail) => context.Request.IsApi()
        ? Results.Problem(detail, statusCode: status, title: title, type: $"urn:plumbline:problem:{status}").ExecuteAsync(context)
        : Results.Text($"{title}: {detail}\n", statusCode: status).ExecuteAsync(context);
}
