using Microsoft.AspNetCore.Mvc;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Rules;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Web;

/// <summary>What the forms of registries do: propose, decide.</summary>
internal static class RegistryForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/registries", (HttpContext http, EstateWatch watch, RunningClock clock, RegistryOffice office, [FromForm] IFormCollection form) => Propose(http, watch, clock, office, form["yaml"].ToString(), form["note"].ToString())).Needs(Permission.Propose).ExcludeFromDescription();
        app.MapPost("/registries/decide", (HttpContext http, RegistryOffice office, [FromForm] IFormCollection form) => Said.Done(http, "/registries/entry", () =>
        {
            if (!KebabCase.TryParse<Decided>(form["decision"].ToString(), out var what)) throw new LedgerException($"`{form["decision"]}` is no decision");
            DateTimeOffset? until = null;
            if (form["until"].ToString() is { Length: > 0 } text) until = Instants.TryParse(text, out var at) ? at : throw new LedgerException($"`{text}` is no day; write it as 2027-03-01");
            var terms = new DecisionTerms(form["note"].ToString()) { From = form["from"].ToString().Trim(), To = form["to"].ToString().Trim(), Until = until };
            return ($"{what.Name()}: {office.Decide(Caller.Of(http.User), form["name"].ToString(), form["digest"].ToString(), what, terms).Standing.State.Name()}", []);
        }, ("name", form["name"].ToString()))).Needs(Permission.Approve).ExcludeFromDescription();
    }

    private static IResult Propose(HttpContext http, EstateWatch watch, RunningClock clock, RegistryOffice office, string yaml, string note)
    {
        try
        {
            return Said.Done(http, "/registries", $"{string.Join(", ", office.Propose(Caller.Of(http.User), yaml, note).Select(o => o.Version.Name))} proposed", null);
        }
        catch (LedgerException e) when (!e.IsFault && watch.Current is not null)
        {
            // What was typed is shown again: nobody writes a registry twice.
            http.Items[typeof(Typed)] = new Typed(yaml, note, e.Message);
            return Shown.Of<RegistriesPage>(new Visit(http, watch, clock.GetUtcNow()), StatusCodes.Status422UnprocessableEntity);
        }
    }
}
