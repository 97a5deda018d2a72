using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Plumbline.Server.Access.Sessions;

namespace Plumbline.Server.Access.Pages;

/// <summary>`/sign-in`, `/sign-out`, `/setup`: forms that work without a script.</summary>
internal static class AccessPages
{
    /// <summary>Where signing in at the provider begins.</summary>
    public const string ProviderPath = "/sign-in/provider";

    private const string Wrong = "The name or the password is wrong.";
    private const string Often = "That was tried too often. Wait a few minutes and try again.";
    private const string NotForeign = "Your organisation did not sign you in here. Ask an admin of this server whether your groups have a role.";

    private const string Away = "Your organisation's sign-in does not answer. Try again in a moment.";

    public static void Map(IEndpointRouteBuilder app)
    {
        var size = new FormSize();
        app.MapGet("/sign-in", IResult (HttpContext context, string? returnUrl, string? problem, string? made) => Page(context, returnUrl, problem switch { "provider" => NotForeign, "away" => Away, _ => null }, "", isMade: made is not null)).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/sign-in", TryAsync).AllowAnonymous().WithMetadata(size).ExcludeFromDescription();
        app.MapPost("/sign-out", EndAsync).AllowAnonymous().WithMetadata(size).ExcludeFromDescription();
        app.MapGet("/setup", IResult (HttpContext context, string? token, Setup setup) => setup.IsOpen(token) ? SetupForm(context, token!, null, "", "") : Closed()).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/setup", MakeAsync).AllowAnonymous().WithMetadata(size).ExcludeFromDescription();
        app.MapGet("/access.css", Style).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(ProviderPath, (string? returnUrl, AccessSettings settings) => settings.Provider is null
            ? Results.Redirect("/sign-in") : Results.Challenge(new AuthenticationProperties { RedirectUri = Local.Of(returnUrl) }, [Callers.Provider])).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> TryAsync(HttpContext context, SignIn signIn, SessionCookie sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var (name, back) = (form["name"].ToString(), Local.Of(form["returnUrl"]));
        var (attempt, account) = await signIn.TryAsync(name, form["password"].ToString(), context.Connection.RemoteIpAddress, "signed-in", context.RequestAborted).ConfigureAwait(false);
        if (account is null) return Page(context, back, attempt == Attempt.TooOften ? Often : Wrong, name, attempt == Attempt.TooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized);
        await sessions.BeginAsync(context, account).ConfigureAwait(false);
        return Results.Redirect(back);
    }

    private static async Task<IResult> EndAsync(HttpContext context, SessionCookie sessions)
    {
        await sessions.EndAsync(context).ConfigureAwait(false);
        return Results.Redirect("/sign-in");
    }

    private static async Task<IResult> MakeAsync(HttpContext context, Setup setup)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var (token, name, display) = (form["token"].ToString(), form["name"].ToString(), form["displayName"].ToString());
        if (!setup.IsOpen(token)) return Closed();
        if (await Task.Run(() => setup.Make(token, name, display, form["password"].ToString())).ConfigureAwait(false) is { } problem) return SetupForm(context, token, problem, name, display);
        return Results.Redirect("/sign-in?made=1");
    }

    private static RazorComponentResult<SignInPage> Page(HttpContext context, string? back, string? problem, string name, int status = StatusCodes.Status200OK, bool isMade = false) => Of<SignInPage>(status, new()
    {
        ["Problem"] = problem, ["IsMade"] = isMade, ["ForgeryToken"] = Forgery.Token(context), ["Back"] = Local.Of(back), ["Name"] = name, ["HasProvider"] = context.RequestServices.GetRequiredService<AccessSettings>().Provider is not null,
    });

    private static RazorComponentResult<SetupPage> SetupForm(HttpContext context, string token, string? problem, string name, string display) => Of<SetupPage>(problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, new()
    {
        ["Problem"] = problem, ["ForgeryToken"] = Forgery.Token(context), ["Token"] = token, ["Name"] = name, ["DisplayName"] = display,
    });

    private static RazorComponentResult<MessagePage> Closed() => Of<MessagePage>(StatusCodes.Status404NotFound, new()
    {
        ["Title"] = "This link does not work", ["Text"] = "It has been used, is older than an hour, or is not the last one printed. Where nobody has an account yet, start the server again for a new one.",
    });

    private static RazorComponentResult<T> Of<T>(int status, Dictionary<string, object?> parameters) where T : IComponent => new RazorComponentResult<T>(parameters) { StatusCode = status };

    private static IResult Style(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Stream(typeof(AccessPages).Assembly.GetManifestResourceStream("access.css")!, "text/css; charset=utf-8");
    }

    /// <summary>Forms of names and passwords are short.</summary>
    private sealed class FormSize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 16 << 10;
    }
}
