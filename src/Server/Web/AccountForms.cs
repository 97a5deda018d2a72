using Microsoft.AspNetCore.Mvc;
using Plumbline.Posture.Assets;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;

namespace Plumbline.Server.Web;

/// <summary>What the forms of `/accounts` do: make, disable, enable.</summary>
internal static class AccountForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/accounts", async (HttpContext http, AccountBook accounts, [FromForm] IFormCollection form) =>
        {
            var (name, password) = (form["name"].ToString(), form["password"].ToString());
            Role[] roles = [.. form["role"].SelectMany(r => KebabCase.TryParse<Role>(r ?? "", out var role) ? [role] : Array.Empty<Role>())];
            return Done(http, await Task.Run(() => accounts.Make(name, form["displayName"].ToString(), [.. roles], password, Caller.Of(http.User).Name)).ConfigureAwait(false), $"{Account.Folded(name)} may come in");
        }).Needs(Permission.Administer).ExcludeFromDescription();
        Switch(app, "disable", true, "may no longer come in");
        Switch(app, "enable", false, "may come in again");
    }

    private static void Switch(IEndpointRouteBuilder app, string act, bool isDisabled, string told) =>
        app.MapPost("/accounts/{name}/" + act, (HttpContext http, string name, AccountBook accounts, [FromForm] IFormCollection form) =>
            Done(http, accounts.Change(name, new AccountChange(null, null, isDisabled), Caller.Of(http.User).Name), $"{name} {told}")).Needs(Permission.Administer).ExcludeFromDescription();

    private static IResult Done(HttpContext http, string? problem, string note) =>
        Said.Done(http, "/accounts", note, problem);
}
