using Microsoft.AspNetCore.Antiforgery;

namespace Plumbline.Server.Access;

/// <summary>
/// Keeps another site from using the cookie of somebody who signed in here: what changes something carries a token that only pages of this server know,
/// in a form field or in the header `X-Plumb-Forgery`. Requests with a token of their own need none, because no browser adds that by itself.
/// </summary>
public static class Forgery
{
    /// <summary>The field of a form.</summary>
    public const string Field = "forgery";

    /// <summary>The header of a script.</summary>
    public const string Header = "X-Plumb-Forgery";

    /// <summary>What a page puts into its forms; sets the cookie that belongs to it.</summary>
    public static string Token(HttpContext context) => context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!;

    internal static void Add(IServiceCollection services) => services.AddAntiforgery(o =>
    {
        (o.FormFieldName, o.HeaderName) = (Field, Header);
        o.Cookie.Name = "plumb.forgery";
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.SuppressXFrameOptionsHeader = true;
    });

    internal static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var (method, user) = (context.Request.Method, context.User);
        var isSafe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
        // Who is nobody changes nothing, except on pages that everybody may open.
        var isOpen = user.Identity?.IsAuthenticated != true && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null;
        var isProgram = user.Identity?.AuthenticationType == Callers.Bearer;
        if (isSafe || isOpen || isProgram || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context).ConfigureAwait(false)) await next(context).ConfigureAwait(false);
        else await Refusals.Say(context, StatusCodes.Status400BadRequest, "the request cannot be understood", $"it does not carry the page's token; open the page again, or send `{Header}` as `/api/v1/me` gives it").ConfigureAwait(false);
    }
}
