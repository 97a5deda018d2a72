using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Web;

/// <summary>A page of the console.</summary>
public abstract class ConsolePage : ComponentBase
{
    /// <summary>The request that it answers.</summary>
    [Parameter, EditorRequired]
    public Visit Visit { get; set; } = null!;
}

/// <summary>How addresses lead to pages.</summary>
internal static class Shown
{
    /// <summary>Maps a page for those who may read; until something was read, it says so.</summary>
    /// <param name="app">Where.</param>
    /// <param name="pattern">The address.</param>
    /// <param name="isThere">False where there is no such thing.</param>
    /// <param name="needed">What the page needs.</param>
    /// <param name="always">True for a page that says something before anything was read.</param>
    public static RouteHandlerBuilder Page<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(
        this IEndpointRouteBuilder app, string pattern, Func<Visit, bool>? isThere = null, bool always = false, Permission needed = Permission.Read) where TPage : ConsolePage =>
        app.MapGet(pattern, (HttpContext http, EstateWatch watch, RunningClock clock) =>
        {
            var visit = new Visit(http, watch, clock.GetUtcNow());
            return visit.Standing is null && !always ? Of<ReadingPage>(visit, StatusCodes.Status503ServiceUnavailable)
                : isThere?.Invoke(visit) == false ? Of<MissingPage>(visit, StatusCodes.Status404NotFound) : Of<TPage>(visit, StatusCodes.Status200OK);
        }).Needs(needed).ExcludeFromDescription();

    /// <summary>A page as an answer.</summary>
    public static IResult Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(Visit visit, int status) where TPage : ConsolePage
    {
        visit.Http.Response.Headers.CacheControl = "no-store";
        return Rendering.InTurn(new RazorComponentResult<TPage>(new Dictionary<string, object?> { [nameof(ConsolePage.Visit)] = visit }) { StatusCode = status, PreventStreamingRendering = true });
    }
}
