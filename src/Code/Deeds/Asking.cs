using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>Looks for anything by which a server asks callers who they are.</summary>
/// <remarks>It would rather see too much: a name that speaks of checking tokens is taken at its word. What a client sends to others is no evidence.</remarks>
internal static class Asking
{
    private static readonly HashSet<string> Headers = new(StringComparer.OrdinalIgnoreCase) { "authorization", "proxy-authorization", "x-api-key", "api-key", "apikey", "x-auth-token", "x-access-token", "x-mcp-token", "x-token", "cookie" };

    private static readonly string[] Modules = ["mcp.server.auth", "fastmcp.server.auth", "sdk/server/auth", "fastapi.security", "starlette.authentication", "express-oauth2", "express-jwt", "passport", "mcp-auth", "mcpauth", "better-auth", "@clerk/", "@workos-inc/", "authlib.integrations.starlette", "flask_httpauth", "oauth-provider"];

    private static readonly string[] Acts = ["verify", "check", "validate", "require", "authenticate", "authorize", "ensure", "enforce"];

    private static readonly string[] Objects = ["token", "auth", "api_key", "apikey", "bearer", "jwt", "session", "credential", "signature", "permission"];

    /// <summary>What shows that callers are asked; empty where nothing does.</summary>
    public static string Asked(SourceTree tree, IEnumerable<Expression> all)
    {
        foreach (var import in tree.Imports) if (Modules.FirstOrDefault(m => import.Module.Contains(m, StringComparison.OrdinalIgnoreCase)) is { } module) return module;
        foreach (var definition in tree.Definitions)
        {
            if (Speaks(definition.Name) || definition.Bases.Any(b => b.Contains("Auth", StringComparison.Ordinal))) return definition.Name;
        }

        foreach (var expression in all)
        {
            if (Shown(expression) is { Length: > 0 } shown) return shown;
        }

        return "";
    }

    private static string? Shown(Expression expression) => expression switch
    {
        Call call when NameOf(call.Callee) is { } name && Speaks(name) => name,
        Call { Callee: Member { Value: "get" or "header" or "getHeader" or "pop" } read } call when call.Arguments is [{ Value: Text header }, ..] && Headers.Contains(header.Value) && IsIncoming(read.Of) => header.Value,
        Call call => call.Arguments.FirstOrDefault(a => IsSetting(a.Name) && !IsNothing(a.Value))?.Name ?? call.Arguments.Select(a => a.Value).OfType<Fields>().SelectMany(f => f.All).FirstOrDefault(f => f.Key is "authenticate" or "verifyToken" or "auth" && f.Value is Lambda or Name or Call or Fields && call.IsNew).Key,
        Indexed { At: Text header } read when Headers.Contains(header.Value) && IsIncoming(read.Of) => header.Value,
        Member { Value: "authorization" or "Authorization" or "auth_server_provider" or "token_verifier" } member when IsIncoming(member.Of) => member.Value,
        Name name when Speaks(name.Value) => name.Value,
        _ => null,
    };

    private static bool IsSetting(string? name) => name is "auth" or "auth_server_provider" or "token_verifier" or "authenticate" or "auth_provider";

    private static bool IsNothing(Expression value) => value is Literal { Value: "None" or "null" or "undefined" or "False" or "false" };

    // `request.headers`, `req`, `ctx.request`: what somebody else sent.
    private static bool IsIncoming(Expression of) => of switch
    {
        Member { Value: "headers" or "header" or "request" or "req" or "cookies" } => true,
        Name { Value: var name } => name is "headers" or "request" or "req" or "request_headers" or "scope" or "c",
        Call { Callee: var callee } => NameOf(callee) is "dict" or "Headers" or "get_http_headers" or "get_http_request",
        _ => false,
    };

    // `verifyToken`, `require_auth`, `checkApiKey`, `requireBearerAuth`, `JWTVerifier`, `AuthSettings`.
    private static bool Speaks(string name)
    {
        var low = name.ToLowerInvariant();
        if (low.Contains("authmiddleware", StringComparison.Ordinal) || low.Contains("auth_middleware", StringComparison.Ordinal) || low is "authsettings" or "tokenverifier" or "jwtverifier" or "httpbearer" or "apikeyheader" or "basicauth" or "mcpauthrouter" or "oauthproxy" or "compare_digest" or "timingsafeequal" or "jwtverify" or "authenticationmiddleware" or "bearerauthprovider" or "remoteauthprovider") return true;
        var act = Acts.FirstOrDefault(a => low.Contains(a, StringComparison.Ordinal));
        return act is not null && (act is "authenticate" or "authorize" || Objects.Any(o => low.Replace(act, "", StringComparison.Ordinal).Contains(o, StringComparison.Ordinal)));
    }

    private static string? NameOf(Expression callee) => callee switch { Name name => name.Value, Member member => member.Value, _ => null };
}
