using System.Text;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>The tools that a target of a gateway offers, as far as its answer shows them.</summary>
internal static class TargetTools
{
    /// <summary>The tools; <paramref name="unseen"/> says why there may be more, null where these are all.</summary>
    /// <param name="target">The answer of `get-gateway-target`.</param>
    /// <param name="unseen">Why there may be others.</param>
    public static IReadOnlyList<Value> Of(JsonElement target, out string? unseen)
    {
        var name = target.Text("name") ?? target.Text("targetId") ?? "";
        var mcp = target.At("targetConfiguration", "mcp");
        unseen = null;
        if (mcp.At("lambda") is { ValueKind: JsonValueKind.Object } lambda)
            return Listed(lambda.Elements("toolSchema", "inlinePayload"), name, lambda.Text("lambdaArn") ?? "", lambda.At("toolSchema", "inlinePayload").ValueKind == JsonValueKind.Array, out unseen);
        if (mcp.Text("openApiSchema", "inlinePayload") is { } api) return ActionGroups.OfApi(api, name, "") ?? Unread(out unseen);
        if (mcp.Text("smithyModel", "inlinePayload") is { } model) return OfSmithy(model, name) ?? Unread(out unseen);
        if (mcp.At("mcpServer") is { ValueKind: JsonValueKind.Object } server) return OfServer(server, name, out unseen);
        if (mcp.At("apiGateway") is { ValueKind: JsonValueKind.Object } stage) return OfStage(stage.At("apiGatewayToolConfiguration"), name, out unseen);
        if (target.Text("targetConfiguration", "http", "agentcoreRuntime", "arn") is { } runtime) return [ActionGroups.Tool(name, name, "unknown", false, runtime)];
        return Unread(out unseen);
    }

    private static List<Value> Unread(out string? unseen)
    {
        unseen = "its schema is kept in S3 or cannot be read";
        return [];
    }

    private static List<Value> Listed(IEnumerable<JsonElement> tools, string group, string runs, bool isInline, out string? unseen)
    {
        if (!isInline) return Unread(out unseen);
        var names = tools.Select(t => t.Text("name")).ToList();
        unseen = names.Exists(string.IsNullOrEmpty) ? "a tool of it has no name" : null;
        return [.. names.Where(n => !string.IsNullOrEmpty(n)).OfType<string>().Select(n => ActionGroups.Tool(n, group, Effects.OfName(n), false, runs))];
    }

    // Without a schema of its own the server says what it offers, whenever it is asked.
    private static List<Value> OfServer(JsonElement server, string group, out string? unseen)
    {
        unseen = "what it offers is said by the server behind it";
        if (server.Text("mcpToolSchema", "inlinePayload") is not { } text) return [];
        using var schema = Json.Parse(Encoding.UTF8.GetBytes(text), out _);
        if (schema is null || !schema.RootElement.HasOnlyText()) return Unread(out unseen);
        var root = schema.RootElement;
        var list = root.ValueKind == JsonValueKind.Array ? root : root.At("tools");
        return Listed(list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [], group, server.Text("endpoint") is { } at ? ServiceAddress.Parse(at)?.Url ?? "" : "", list.ValueKind == JsonValueKind.Array, out unseen);
    }

    private static List<Value>? OfSmithy(string text, string target)
    {
        using var model = Json.Parse(Encoding.UTF8.GetBytes(text), out _);
        if (model is null || !model.RootElement.HasOnlyText() || model.RootElement.At("shapes") is not { ValueKind: JsonValueKind.Object } shapes) return null;
        return
        [
            .. from shape in shapes.EnumerateObject()
               where shape.Value.Text("type") == "operation"
               let name = shape.Name[(shape.Name.IndexOf('#', StringComparison.Ordinal) + 1)..]
               select ActionGroups.Tool(name, target, Effects.OfName(name), false, ""),
        ];
    }

    // A filter chooses methods of paths; a path with a star chooses what only the API knows.
    private static List<Value> OfStage(JsonElement configuration, string group, out string? unseen)
    {
        var named = configuration.Elements("toolOverrides").Where(o => o.Text("name") is not null && o.Text("path") is not null)
            .DistinctBy(o => (o.Text("path"), o.Text("method") ?? "")).ToDictionary(o => (o.Text("path")!, o.Text("method") ?? ""), o => o.Text("name")!);
        var chosen = (from filter in configuration.Elements("toolFilters")
                      from method in filter.Elements("methods")
                      where method.ValueKind == JsonValueKind.String
                      select (Path: filter.Text("filterPath") ?? "", Method: method.GetString()!)).Distinct().ToList();
        unseen = chosen.Exists(c => c.Path.Contains('*', StringComparison.Ordinal)) ? "it offers every path that its filter fits" : chosen.Count == 0 ? "its filter cannot be read" : null;
        return [.. chosen.Select(c => named.GetValueOrDefault(c) ?? $"{c.Method} {c.Path}").Zip(chosen, (n, c) => ActionGroups.Tool(n, group, Effects.OfMethod(c.Method, n), false, ""))];
    }
}
