using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Tools;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>Finds what servers offer in a document: bare results, JSON-RPC envelopes, lists and maps of them, transcripts.</summary>
internal sealed class ListingReader
{
    private const int Deepest = 7;
    private const int MostTools = 5000;
    private static readonly string[] Wrappers = ["result", "results", "response", "data", "body", "message", "params", "servers", "mcpservers", "tools", "tool", "output", "payload", "content", "value", "items", "prompts", "resources", "method", "init", "initialize", "init_result", "initresult", "metadata", "signature", "discover"];
    private readonly Dictionary<string, Listing> all = new(StringComparer.Ordinal);
    private string current = "";

    /// <summary>What was found, by server.</summary>
    public IEnumerable<Listing> Found => all.Values.Where(l => l.SaysAnything);

    /// <summary>Reads a document.</summary>
    /// <param name="node">It.</param>
    /// <param name="line">Lines before it.</param>
    /// <param name="isKnown">True where the folder says that a server is described here, so that a bare list of names is a list of tools.</param>
    public void Read(YamlNode node, int line, bool isKnown) => Walk(node, line, "", 0, isKnown);

    private void Walk(YamlNode node, int line, string name, int depth, bool isKnown)
    {
        if (depth > Deepest) return;
        if (node is YamlList list)
        {
            if (AreTools(list, isKnown && depth == 0)) Add(Of(name, line + node.Line), list, line);
            else foreach (var item in list.Nodes.Take(MostTools)) Walk(item, line, name, depth + 1, false);
            return;
        }

        if (node is not YamlMap map || IsRequest(map)) return;
        var server = NameOf(map) ?? name;
        if (map["serverInfo"] is YamlMap || map["protocolVersion"] is not null) Initialize(map, server, line);
        var isResult = map["jsonrpc"] is not null || map["nextCursor"] is not null || map["resultType"] is not null || isKnown || map["manifest_version"] is not null || map["dxt_version"] is not null;
        if (map["tools"] is YamlList tools && AreTools(tools, isResult))
        {
            var listing = Of(server, line + map.Line);
            Add(listing, tools, line);
            listing.IsCut |= map["nextCursor"]?.Text is { Length: > 0 };
        }

        if (map["prompts"] is YamlList prompts && prompts.Nodes.All(p => p["name"] is not null && (p["arguments"] is not null || p["description"] is not null))) Offers(Of(server, line + map.Line).Prompts, prompts, "prompt", line);
        foreach (var key in (string[])["resources", "resourceTemplates", "resource_templates"])
            if (map[key] is YamlList resources && resources.Nodes.All(r => r["uri"] is not null || r["uriTemplate"] is not null)) Offers(Of(server, line + map.Line).Resources, resources, "resource", line);
        foreach (var (key, child) in map.Entries.Take(MostTools))
        {
            if (child is YamlScalar || key is "inputSchema" or "outputSchema" or "annotations" or "capabilities" or "_meta" or "serverInfo") continue;
            if (key is "tools" or "prompts" or "resources" && child is YamlList) continue;
            Walk(child, line, Wrappers.Contains(key.ToLowerInvariant()) ? server : key, depth + 1, false);
        }
    }

    // What is sent to a model, and what an agent is made of, lists tools as well; they are no server's.
    private static bool IsRequest(YamlMap map) => map["messages"] is YamlList || (map["model"]?.Text is not null && map["tools"] is not null);

    private static string? NameOf(YamlMap map) =>
        map["serverInfo"]?["name"]?.Text ?? (map["server"] as YamlScalar)?.Raw ?? map["serverName"]?.Text ?? map["server_name"]?.Text ?? (map["tools"] is YamlList && map["inputSchema"] is null ? map["name"]?.Text : null);

    private static bool AreTools(YamlList list, bool isResult) =>
        list.Nodes.All(n => n is YamlMap && n["name"]?.Text is { Length: > 0 }) && !list.Nodes.Any(n => n["type"]?.Text == "function")
        && (list.Nodes.IsEmpty ? isResult : list.Nodes.Any(n => n["inputSchema"] is YamlMap || n["input_schema"] is YamlMap || n["outputSchema"] is YamlMap) || (isResult && list.Nodes.Any(n => n["description"] is not null || n["arguments"] is not null)));

    private void Initialize(YamlMap map, string server, int line)
    {
        if (map["serverInfo"]?["name"]?.Text is { } said) current = said;
        var listing = Of(server, line + map.Line);
        listing.Version = map["serverInfo"]?["version"]?.Text ?? listing.Version;
        if (map["instructions"] is YamlScalar { Raw.Length: > 0 } text) listing.Instructions = new Offer("instructions", [new PlacedText("instructions", text.Raw)], line + text.Line);
    }

    // In a transcript the server says its name once, before all else.
    private Listing Of(string name, int line)
    {
        var server = name.Length > 0 ? name : current;
        if (!all.TryGetValue(server, out var listing)) all[server] = listing = new Listing(server, line);
        return listing;
    }

    private static void Add(Listing listing, YamlList tools, int line)
    {
        listing.Tools ??= [];
        foreach (var node in tools.Nodes.OfType<YamlMap>())
            if (listing.Tools.Count < MostTools) listing.Tools.Add((Tool(node, listing.Server), line + node.Line));
    }

    private static ToolDefinition Tool(YamlMap node, string server) => new(node["name"]!.Text!)
    {
        Title = Text(node["title"]), Description = Text(node["description"]), Server = server,
        Input = (node["inputSchema"] ?? node["input_schema"]) is YamlMap input ? YamlJson.Of(input) : node["arguments"] is YamlList arguments ? Schema(arguments) : default,
        Output = node["outputSchema"] is YamlMap output ? YamlJson.Of(output) : default,
        Annotations = node["annotations"] is YamlMap notes ? YamlJson.Of(notes) : default,
    };

    // A catalogue names arguments in a list: as a schema they are properties.
    private static System.Text.Json.JsonElement Schema(YamlList arguments)
    {
        var properties = arguments.Nodes.OfType<YamlMap>().Where(a => a["name"]?.Text is { Length: > 0 }).DistinctBy(a => a["name"]!.Text)
            .Select(a => (a["name"]!.Text!, (YamlNode)new YamlMap(a.Line, [("type", new YamlScalar(a.Line, a["type"]?.Text ?? "string", true)), ("description", new YamlScalar(a.Line, Text(a["desc"] ?? a["description"]), true))])));
        return YamlJson.Of(new YamlMap(arguments.Line, [("type", new YamlScalar(arguments.Line, "object", true)), ("properties", new YamlMap(arguments.Line, [.. properties]))]));
    }

    private static void Offers(List<Offer> to, YamlList list, string what, int line)
    {
        foreach (var node in list.Nodes.OfType<YamlMap>().Take(MostTools))
        {
            var texts = new List<PlacedText>();
            foreach (var key in (string[])["name", "title", "description"]) if (Text(node[key]) is { Length: > 0 } text) texts.Add(new PlacedText(key, text));
            foreach (var argument in (node["arguments"] as YamlList)?.Nodes ?? []) if (Text(argument["description"]) is { Length: > 0 } text) texts.Add(new PlacedText($"arguments.{argument["name"]?.Text}", text));
            to.Add(new Offer(node["name"]?.Text ?? node["uri"]?.Text ?? what, texts, line + node.Line));
        }
    }

    private static string Text(YamlNode? node) => node is YamlScalar scalar && !scalar.IsNull ? scalar.Raw : "";
}
