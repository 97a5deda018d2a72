using Microsoft.AspNetCore.Mvc;
using Plumbline.Posture.Findings;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Web;

/// <summary>What the forms of a finding do: propose to accept it, give it to somebody.</summary>
internal static class FindingForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/findings/{id}/waive", (HttpContext http, string id, EstateWatch watch, RegistryOffice office, [FromForm] IFormCollection form) => Done(http, id, watch, FindingOffice.Acceptable, (standing, finding) =>
        {
            var version = office.Waive(Caller.Of(http.User), finding, form["owner"].ToString(), form["reason"].ToString(), form["until"].ToString())[0].Version;
            return ($"{version.Name} is proposed; somebody else approves it under Registries", [("entry", version.Name.ToString())]);
        })).Needs(Permission.Waive).ExcludeFromDescription();
        app.MapPost("/findings/{id}/assign", (HttpContext http, string id, EstateWatch watch, FindingOffice office, [FromForm] IFormCollection form) => Done(http, id, watch, (s, i) => s.Index.Finding(i), (standing, finding) =>
        {
            var care = office.Assign(Caller.Of(http.User), standing, finding, form["to"].ToString(), form["note"].ToString());
            return (care.To.Length == 0 ? "nobody looks after it any more" : $"{care.To} looks after it", []);
        })).Needs(Permission.Waive).ExcludeFromDescription();
    }

    private static IResult Done(HttpContext http, string id, EstateWatch watch, Func<Standing, string, Finding?> find, Func<Standing, Finding, (string Note, (string, string)[] Query)> act) =>
        watch.Current is { } standing && find(standing, id) is { } finding ? Said.Done(http, Links.Finding(id), () => act(standing, finding))
        : Said.Done(http, Links.Finding(id), null, "it no longer stands, or cannot be accepted");
}
