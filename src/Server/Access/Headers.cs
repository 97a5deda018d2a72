using Microsoft.Extensions.Primitives;

namespace Plumbline.Server.Access;

/// <summary>What every answer tells browsers: nothing runs, loads or frames it that this server did not give. A route that needs something else sets it itself.</summary>
internal static class Headers
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly (string Name, StringValues Value)[] Always =
    [
        ("Content-Security-Policy", Policy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"), ("Cache-Control", "no-store"),
    ];

    public static Task SetAsync(HttpContext context, RequestDelegate next)
    {
        // Set last, so that an answer that took another's place after a failure has them too.
        context.Response.OnStarting(static state =>
        {
            Set((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        foreach (var (name, value) in Always) headers.TryAdd(name, value);
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
