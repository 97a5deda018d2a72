using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Plumbline.Reports;

namespace Plumbline.Server.Api;

/// <summary>`/openapi/v1.json`: the API as OpenAPI 3.1, made from the routes that run; documents have the schemas that the command line's documents have.</summary>
internal static class OpenApi
{
    private const string Name = "v1";
    private static readonly string[] Documents = ["report-v1", "drift-v1"];

    // What a route answers: one document, or a list of them under `items`.
    private static readonly (string Path, string Schema, bool IsList)[] Shapes =
    [
        ("/api/v1/assets", "asset", true), ("/api/v1/assets/{kind}/{key}", "wholeAsset", false), ("/api/v1/claims", "claim", true), ("/api/v1/findings", "finding", true),
        ("/api/v1/findings/{id}", "finding", false), ("/api/v1/matrix", "cell", true), ("/api/v1/gaps", "gap", true), ("/api/v1/accounts", "account", true), ("/api/v1/waivers", "waiver", true),
    ];

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Name);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/openapi/v1.json", async (HttpContext context) =>
    {
        var provider = context.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await provider.GetOpenApiDocumentAsync(context.RequestAborted).ConfigureAwait(false);
        var json = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, context.RequestAborted).ConfigureAwait(false))!.AsObject();
        json["info"] = new JsonObject { ["title"] = Product.Name, ["version"] = Product.Version, ["description"] = "AI security posture: what is approved, declared, deployed and observed, and where they part." };
        json.Remove("servers");
        Components(json);
        foreach (var (path, operations) in json["paths"]!.AsObject()) foreach (var (_, operation) in operations!.AsObject()) Answers(path, operation!.AsObject());
        return Results.Text(json.ToJsonString(), "application/json; charset=utf-8", System.Text.Encoding.UTF8);
    }).AllowAnonymous().ExcludeFromDescription();

    private static void Components(JsonObject json)
    {
        var components = json["components"] as JsonObject ?? [];
        var schemas = components["schemas"] as JsonObject ?? [];
        foreach (var name in Documents)
        {
            using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream(name)!;
            using var text = new StreamReader(stream);
            var definitions = JsonNode.Parse(text.ReadToEnd().Replace("#/$defs/", "#/components/schemas/", StringComparison.Ordinal))!["$defs"]!.AsObject();
            foreach (var (key, schema) in definitions.ToList()) if (!schemas.ContainsKey(key)) schemas[key] = schema!.DeepClone();
        }

        schemas["claim"] = With(schemas["proof"]!, """{"time":{"description":"when it was so; null where the source has no clock","type":["string","null"]}}""");
        schemas["relation"] = JsonNode.Parse("""{"type":"object","additionalProperties":false,"required":["from","verb","to","origin"],"properties":{"from":{"type":"string"},"verb":{"type":"string"},"to":{"type":"string"},"origin":{"oneOf":[{"$ref":"#/components/schemas/origin"},{"type":"null"}]}}}""");
        schemas["wholeAsset"] = With(schemas["asset"]!, """{"claims":{"type":"array","items":{"$ref":"#/components/schemas/claim"}},"findings":{"type":"array","items":{"$ref":"#/components/schemas/finding"}},"relations":{"type":"array","items":{"$ref":"#/components/schemas/relation"}}}""");
        schemas["problem"] = JsonNode.Parse("""{"type":"object","required":["title","status"],"properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"}}}""");
        components["schemas"] = schemas;
        components["securitySchemes"] = JsonNode.Parse("""{"token":{"type":"http","scheme":"bearer","description":"a token of `plumb account token`, or of the console"}}""");
        json["components"] = components;
        json["security"] = JsonNode.Parse("""[{"token":[]}]""");
    }

    // A schema with more fields, all of which are there.
    private static JsonNode With(JsonNode schema, string more)
    {
        var whole = schema.DeepClone();
        foreach (var (name, field) in JsonNode.Parse(more)!.AsObject())
        {
            whole["properties"]![name] = field!.DeepClone();
            whole["required"]!.AsArray().Add(name);
        }

        return whole;
    }

    private static void Answers(string path, JsonObject operation)
    {
        var responses = operation["responses"]!.AsObject();
        foreach (var (status, sentence) in new[] { ("400", "what was sent cannot be meant"), ("401", "nobody is signed in"), ("403", "not allowed"), ("404", "no such thing"), ("503", "not ready") })
            if (!responses.ContainsKey(status)) responses[status] = new JsonObject { ["description"] = sentence, ["content"] = Content("application/problem+json", Reference("problem")) };
        if (Shapes.FirstOrDefault(s => s.Path == path) is not { Schema: { } schema } shape || responses["200"] is not JsonObject good) return;
        good["content"] = Content("application/json", shape.IsList
            ? new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["items"] = new JsonObject { ["type"] = "array", ["items"] = Reference(schema) }, ["next"] = JsonNode.Parse("""{"type":["string","null"]}"""), ["total"] = JsonNode.Parse("""{"type":"integer"}""") },
            }
            : Reference(schema));
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };
}
