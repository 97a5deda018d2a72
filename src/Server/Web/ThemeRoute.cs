using Microsoft.AspNetCore.Mvc;
using Plumbline.Server.Access;

namespace Plumbline.Server.Web;

/// <summary>`POST /theme`: keeps in a cookie whether somebody reads light or dark, without a script.</summary>
internal static class ThemeRoute
{
    public const string Cookie = "plumb-theme";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/theme", (HttpContext http, [FromForm] string? choice, [FromForm] string? back) =>
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true, Path = "/" };
        if (choice is "light" or "dark") http.Response.Cookies.Append(Cookie, choice, options);
        else http.Response.Cookies.Delete(Cookie, options);
        return Back(back);
    }).Needs(Permission.Read).ExcludeFromDescription();

    /// <summary>Back to a page of this console, never anywhere else.</summary>
    public static IResult Back(string? to) =>
        Results.LocalRedirect(to is ['/', ..] && !to.StartsWith("//", StringComparison.Ordinal) && !to.Contains('\\', StringComparison.Ordinal) && !to.Any(char.IsControl) ? to : "/");
}
