using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Reports;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Sessions;
using Plumbline.Server.Access.Tokens;

namespace Plumbline.Server.Api;

/// <summary>`/me`: who asks, their own tokens and password. `/access`: accounts and tokens of all, for admins.</summary>
internal static class AccessRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/me", Me).NeedsSignIn().WithSummary("Who asks and what they may; for a browser also the token that unsafe requests carry.");
        api.MapPost("/me/password", SetOwn).NeedsSignIn().WithSummary("Changes the own password and ends every session: `{old, new}`.");
        api.MapGet("/me/tokens", (HttpContext context, TokenBook tokens) => All(tokens.List(Caller.Of(context.User).Name))).NeedsSignIn().WithSummary("The own tokens, without what they are.");
        api.MapPost("/me/tokens", MakeToken).NeedsSignIn().WithSummary("Makes a token, which is shown in this answer and never again: `{name, scopes, days}`.");
        api.MapDelete("/me/tokens/{id}", TakeOwn).NeedsSignIn().WithSummary("Takes one of the own tokens away.");
        api.MapGet("/access/accounts", (AccountBook accounts) => Answer.Object(json => json.List("items", accounts.All, Write))).Needs(Permission.Administer).WithSummary("The accounts.");
        api.MapPost("/access/accounts", Make).Needs(Permission.Administer).WithSummary("Makes an account: `{name, displayName, roles, password}`; without a password it only has tokens.");
        api.MapPatch("/access/accounts/{name}", Change).Needs(Permission.Administer).WithSummary("Changes an account: `{displayName, roles, disabled, password}`, each where it is to change.");
        api.MapGet("/access/tokens", (TokenBook tokens) => All(tokens.List(null))).Needs(Permission.Administer).WithSummary("Everybody's tokens, without what they are.");
        api.MapDelete("/access/tokens/{id}", (HttpContext context, string id, TokenBook tokens) => Taken(tokens, id, null, context)).Needs(Permission.Administer).WithSummary("Takes anybody's token away.");
    }

    private static Answer Me(HttpContext context)
    {
        var caller = Caller.Of(context.User);
        return Answer.Object(json =>
        {
            json.WriteString("name", caller.Name);
            json.WriteString("displayName", context.User.FindFirst(Callers.Display)?.Value);
            json.Texts("roles", caller.Roles.Select(r => r.Name()));
            json.Texts("permissions", Enum.GetValues<Permission>().Where(caller.May).Select(p => p.Name()));
            json.WriteString("way", context.User.IsSession() ? "session" : "token");
            if (!context.User.IsSession()) return;
            json.WriteStartObject("forgery");
            json.WriteString("header", Forgery.Header);
            json.WriteString("token", Forgery.Token(context));
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> SetOwn(HttpContext context, AccountBook accounts, SignIn signIn)
    {
        if (!context.User.IsSession()) return OnlyPeople("change a password");
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("old") is not { } old || sent.Text("new") is not { } wanted) return Problems.Bad("a new password is `{old, new}`");
        var name = Caller.Of(context.User).Name;
        var (attempt, _) = await signIn.TryAsync(name, old, context.Connection.RemoteIpAddress, "confirmed-password", context.RequestAborted).ConfigureAwait(false);
        if (attempt != Attempt.Welcome) return Problems.Of(attempt == Attempt.TooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity, attempt == Attempt.TooOften ? "that was tried too often; wait a few minutes" : "the old password is wrong");
        return await Task.Run(() => accounts.SetPassword(name, wanted, name)).ConfigureAwait(false) is { } problem ? Problems.Of(StatusCodes.Status422UnprocessableEntity, problem) : Results.NoContent();
    }

    private static async Task<IResult> MakeToken(HttpContext context, TokenBook tokens)
    {
        if (!context.User.IsSession()) return OnlyPeople("make a token");
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (Parse<Permission>(sent, "scopes", out var scopes) is { } unknown) return unknown;
        var name = Caller.Of(context.User).Name;
        var (secret, token, problem) = tokens.Make(name, sent.Text("name") ?? "", scopes, sent.Number("days") ?? Token.UsualDays, name);
        return token is null ? Problems.Of(StatusCodes.Status422UnprocessableEntity, problem!) : Answer.Object(
            json =>
            {
                json.WriteString("token", secret);
                Write(token, json);
            },
            StatusCodes.Status201Created, location: "/api/v1/me/tokens");
    }

    private static async Task<IResult> Make(HttpContext context, AccountBook accounts)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (Parse<Role>(sent, "roles", out var roles) is { } unknown) return unknown;
        if (sent.Text("name") is not { } name) return Problems.Bad("an account is `{name, roles}`");
        var (password, actor) = (sent.Text("password"), Caller.Of(context.User).Name);
        if (await Task.Run(() => accounts.Make(name, sent.Text("displayName") ?? "", roles, password, actor)).ConfigureAwait(false) is { } problem) return Problems.Of(StatusCodes.Status422UnprocessableEntity, problem);
        return Answer.Object(json => Write(accounts.Find(Account.Folded(name))!, json), StatusCodes.Status201Created, location: $"/api/v1/access/accounts/{Account.Folded(name)}");
    }

    private static async Task<IResult> Change(HttpContext context, string name, AccountBook accounts)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (accounts.Find(Account.Folded(name)) is null) return Problems.NotFound($"`{name}` is no account; `/api/v1/access/accounts` lists them");
        if (Read(context, sent, name, out var change) is { } refused) return refused;
        return await Task.Run(() => accounts.Change(name, change, Caller.Of(context.User).Name)).ConfigureAwait(false) is { } problem
            ? Problems.Of(StatusCodes.Status422UnprocessableEntity, problem) : Answer.Object(json => Write(accounts.Find(Account.Folded(name))!, json));
    }

    private static IResult? Read(HttpContext context, Sent sent, string name, out AccountChange change)
    {
        change = new AccountChange(null, null, null);
        if (sent.Flag("disabled", out var disabled) is { } odd) return odd;
        if (sent.Root.EnumerateObject().Where(p => p.Name is "displayName" or "password" && p.Value.ValueKind != JsonValueKind.String).Select(p => p.Name).FirstOrDefault() is { } field) return Problems.Bad($"`{field}` is a text");
        ImmutableArray<Role>? roles = null;
        if (sent.Root.TryGetProperty("roles", out _))
        {
            if (Parse<Role>(sent, "roles", out var given) is { } unknown) return unknown;
            roles = given;
        }

        change = new AccountChange(sent.Text("displayName"), roles, disabled) { Password = sent.Text("password") };
        return change.Password is null ? null
            : !context.User.IsSession() ? OnlyPeople("change a password")
            : Account.Folded(name) == Caller.Of(context.User).Name ? Problems.Of(StatusCodes.Status422UnprocessableEntity, "the own password is changed with the old one: `POST /api/v1/me/password`") : null;
    }

    private static IResult? Parse<T>(Sent sent, string field, out ImmutableArray<T> values) where T : struct, Enum =>
        Chosen.Read(sent.List(field), out values) is { } wrong ? Problems.Bad($"`{wrong}` is not possible in `{field}`; choose {Chosen.Names<T>()}") : null;

    private static IResult TakeOwn(HttpContext context, string id, TokenBook tokens)
    {
        var owner = Caller.Of(context.User).Name;
        return !context.User.IsSession() && tokens.List(owner).Any(t => t.Id == id) ? OnlyPeople("take a token away") : Taken(tokens, id, owner, context);
    }

    private static IResult Taken(TokenBook tokens, string id, string? owner, HttpContext context) =>
        tokens.Remove(id, owner, Caller.Of(context.User).Name) ? Results.NoContent() : Problems.NotFound($"`{id}` is no token{(owner is null ? "" : " of yours")}");

    private static IResult OnlyPeople(string what) => Problems.Of(StatusCodes.Status422UnprocessableEntity, $"a token does not {what}, so that one that leaked ends with its day; sign in");

    private static Answer All(ImmutableArray<Token> tokens) => Answer.Object(json => json.List("items", tokens, Write));

    private static void Write(Token token, Utf8JsonWriter json)
    {
        json.WriteString("id", token.Id);
        json.WriteString("name", token.Name);
        json.WriteString("owner", token.Owner);
        json.Texts("scopes", token.Scopes.Select(s => s.Name()));
        json.WriteString("made", Values.Text(token.Made));
        json.WriteString("expires", Values.Text(token.Expires));
        json.WriteString("used", token.Used is { } used ? Values.Text(used) : null);
    }

    private static void Write(Account account, Utf8JsonWriter json)
    {
        json.WriteString("name", account.Name);
        json.WriteString("displayName", account.DisplayName);
        json.Texts("roles", account.Roles.Select(r => r.Name()));
        json.WriteBoolean("disabled", account.IsDisabled);
        json.WriteString("issuer", account.Issuer);
        json.WriteString("made", Values.Text(account.Made));
    }
}
