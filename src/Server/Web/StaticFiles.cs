using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Plumbline.Server.Web;

/// <summary>The console's own few files, carried in the program: a page never asks anybody else for anything.</summary>
internal static class StaticFiles
{
    private static readonly FrozenDictionary<string, (byte[] Bytes, string Hash, string Type)> All =
        new[] { ("console.css", "text/css; charset=utf-8"), ("icon.svg", "image/svg+xml") }.ToFrozenDictionary(f => f.Item1, f => Read(f.Item1, f.Item2), StringComparer.Ordinal);

    /// <summary>The address of a file; another content has another address, so that it may be kept forever.</summary>
    public static string Address(string name) => $"/static/{name}?v={All[name].Hash}";

    /// <summary>Maps them; they say nothing of the estate, and the page where people sign in needs them.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/static/{name}", (HttpContext http, string name) =>
    {
        if (!All.TryGetValue(name, out var file)) return Results.NotFound();
        http.Response.Headers.CacheControl = http.Request.Query["v"] == file.Hash ? "public, max-age=31536000, immutable" : "public, max-age=300";
        return Results.Bytes(file.Bytes, file.Type, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }).AllowAnonymous().ExcludeFromDescription();

    private static (byte[], string, string) Read(string name, string type)
    {
        using var stream = typeof(StaticFiles).Assembly.GetManifestResourceStream("console/" + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return (bytes.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..16], type);
    }
}
