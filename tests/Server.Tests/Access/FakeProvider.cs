using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Tests.Access;

/// <summary>A provider of OpenID Connect that signs everybody in as alice, and lies where a test says so.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string Client = "plumbline";
    public const string Secret = "what both know and nobody else";

    private readonly WebApplication app;
    private readonly Dictionary<string, (string Challenge, string Nonce)> codes = [];

    private FakeProvider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.First();

    /// <summary>What its description says instead.</summary>
    public Action<JsonObject> Description { get; set; } = _ => { };

    /// <summary>What its ID token says instead.</summary>
    public Action<JsonObject> Token { get; set; } = _ => { };

    /// <summary>What it says of the person instead.</summary>
    public Action<JsonObject> Person { get; set; } = _ => { };

    /// <summary>Who it says answers; null for nobody.</summary>
    public string? Iss { get; set; } = "";

    /// <summary>Why it gave no token; null where it gave one.</summary>
    public string? Refused { get; private set; }

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var provider = new FakeProvider(builder.Build());
        provider.app.Run(provider.AnswerAsync);
        await provider.app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/.well-known/openid-configuration" => SayAsync(context, Describe()),
        "/authorize" => AuthorizeAsync(context),
        "/token" => TokenAsync(context),
        "/userinfo" when context.Request.Headers.Authorization == "Bearer for alice" => SayAsync(context, Changed(Person, new JsonObject { ["sub"] = "alice-1", ["name"] = "Alice", ["preferred_username"] = "Alice@Bank.example", ["groups"] = new JsonArray("staff", "ai-security") })),
        _ => SayAsync(context, [], 404),
    };

    private JsonObject Describe() => Changed(Description, new JsonObject
    {
        ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["userinfo_endpoint"] = Issuer + "/userinfo",
        ["authorization_response_iss_parameter_supported"] = true,
    });

    private Task AuthorizeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var code = $"code-{codes.Count}";
        codes[code] = query["code_challenge_method"] == "S256" && query["client_id"] == Client ? (query["code_challenge"]!, query["nonce"]!) : ("none", "none");
        var back = QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] });
        context.Response.Redirect(Iss is null ? back : QueryHelpers.AddQueryString(back, "iss", Iss.Length == 0 ? Issuer : Iss));
        return Task.CompletedTask;
    }

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var isKnown = codes.Remove(form["code"].ToString(), out var asked);
        var proof = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        Refused = !isKnown ? "code" : proof != asked.Challenge ? "proof" : form["client_secret"] != Secret ? "secret" : null;
        if (Refused is not null)
        {
            await SayAsync(context, new JsonObject { ["error"] = "invalid_grant" }, 400);
            return;
        }

        var claims = Changed(Token, new JsonObject
        {
            ["iss"] = Issuer, ["sub"] = "alice-1", ["aud"] = Client, ["nonce"] = asked.Nonce, ["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
        });
        await SayAsync(context, new JsonObject { ["access_token"] = "for alice", ["token_type"] = "Bearer", ["id_token"] = $"e30.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.c2ln" });
    }

    private static JsonObject Changed(Action<JsonObject> change, JsonObject said)
    {
        change(said);
        return said;
    }

    private static Task SayAsync(HttpContext context, JsonObject body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
