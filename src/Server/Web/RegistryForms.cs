using Microsoft.AspNetCore.Mvc;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Rules;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Web;

/// <summary>What the forms of registries do: propose, decide.</summary>
internal static class RegistryForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/registries", (HttpContext http, RegistryOffice office, [FromForm] IFormCollection form) => Done("/registries", [], () =>
            $"{string.Join(", ", office.Propose(Caller.Of(http.User), form["yaml"].ToString(), form["note"].ToString()).Select(o => o.Version.Name))} proposed")).Needs(Permission.Propose).ExcludeFromDescription();
        app.MapPost("/registries/decide", (HttpContext http, RegistryOffice office, [FromForm] IFormCollection form) => Done("/registries/entry", [("name", form["name"].ToString())], () =>
        {
            if (!KebabCase.TryParse<Decided>(form["decision"].ToString(), out var what)) throw new LedgerException($"`{form["decision"]}` is no decision");
            DateTimeOffset? until = null;
            if (form["until"].ToString() is { Length: > 0 } text) until = Instants.TryParse(text, out var at) ? at : throw new LedgerException($"`{text}` is no day; write it as 2027-03-01");
            var terms = new DecisionTerms(form["note"].ToString()) { From = form["from"].ToString().Trim(), To = form["to"].ToString().Trim(), Until = until };
            return $"{what.Name()}: {office.Decide(Caller.Of(http.User), form["name"].ToString(), form["digest"].ToString(), what, terms).Standing.State.Name()}";
        })).Needs(Permission.Approve).ExcludeFromDescription();
    }

    private static IResult Done(string page, (string, string)[] query, Func<string> act)
    {
        try
        {
            return Results.LocalRedirect(Links.To(page, [.. query, ("note", act())]));
        }
        catch (LedgerException e)
        {
            return Results.LocalRedirect(Links.To(page, [.. query, ("problem", e.Message)]));
        }
    }
}
