using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentCards;

/// <summary>Reads A2A agent cards of 0.2, 0.3 and 1.0.</summary>
internal static class CardReader
{
    private const int Most = 200;
    private const int LongestName = 200;
    private const string Unreadable = "unreadable";

    /// <summary>True for a card: a name, skills, and where or how it is reached.</summary>
    public static bool Is(YamlNode root) =>
        root["name"] is YamlScalar && root["skills"] is YamlList && root["version"] is YamlScalar
        && (root["supportedInterfaces"] is YamlList || (root["url"] is YamlScalar && (root["capabilities"] is YamlMap || root["protocolVersion"] is not null || root["defaultInputModes"] is not null)));

    /// <summary>The card as an element of the word.</summary>
    public static Value Read(YamlNode root, string file)
    {
        var interfaces = Interfaces(root).ToList();
        var isOpen = !Requires(root);
        return Value.Map(
            ("file", Value.Of(file)), ("protocol", Value.Of(interfaces.Select(i => i.Protocol).DefaultIfEmpty("").MaxBy(Order) ?? "")), ("version", Value.Of(Short(root["version"]?.Text))),
            ("organization", Value.Of(Short(root["provider"]?["organization"]?.Text))), ("interfaces", Value.List([.. interfaces.Select(Interface)])),
            ("schemes", Value.List([.. Schemes(root)])), ("required", Value.Of(!isOpen)),
            ("signed", Value.Of(Signatures(root).Any(s => Algorithm(s) != Unreadable))), ("algorithms", Value.List(Signatures(root).Select(Algorithm).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
            ("streaming", Flag(root["capabilities"]?["streaming"])), ("push", Flag(root["capabilities"]?["pushNotifications"])),
            ("extended", Value.Of(IsTrue(root["capabilities"]?["extendedAgentCard"]) || IsTrue(root["supportsAuthenticatedExtendedCard"]))),
            ("skills", Value.List([.. (root["skills"]?.Items ?? []).OfType<YamlMap>().Take(Most).Select(s => Skill(s, isOpen))])));
    }

    /// <summary>The card's addresses, the first one first.</summary>
    public static IEnumerable<(string Url, string Transport, string Protocol)> Interfaces(YamlNode root)
    {
        foreach (var one in (root["supportedInterfaces"] as YamlList)?.Nodes.OfType<YamlMap>().Take(Most) ?? [])
            yield return (one["url"]?.Text ?? "", Short(one["protocolBinding"]?.Text), Short(one["protocolVersion"]?.Text));
        if (root["supportedInterfaces"] is YamlList) yield break;
        var protocol = Short(root["protocolVersion"]?.Text);
        // 0.2 had no field for its own version, and JSON-RPC as the only transport.
        if (root["url"]?.Text is { } url) yield return (url, root["preferredTransport"]?.Text is { } preferred ? Short(preferred) : "JSONRPC", protocol.Length > 0 ? protocol : "0.2");
        foreach (var one in (root["additionalInterfaces"] as YamlList)?.Nodes.OfType<YamlMap>().Take(Most) ?? [])
            yield return (one["url"]?.Text ?? "", Short(one["transport"]?.Text), protocol);
    }

    private static Value Interface((string Url, string Transport, string Protocol) one)
    {
        var address = ServiceAddress.Parse(one.Url);
        return Value.Map(
            ("url", Value.Of(address?.Url ?? "")), ("host", Value.Of(address?.Host ?? "")), ("network", Value.Of(address?.Network ?? "")), ("plain", Value.Of(address?.IsPlain ?? false)),
            ("transport", Value.Of(one.Transport)), ("protocol", Value.Of(one.Protocol)));
    }

    // An entry without schemes in the list of alternatives lets everybody in.
    private static bool Requires(YamlNode root)
    {
        var list = (root["securityRequirements"] ?? root["security"]) as YamlList;
        return list is { Nodes.IsEmpty: false } && list.Nodes.All(n => ((n["schemes"] ?? n) as YamlMap)?.Entries.IsEmpty == false);
    }

    private static IEnumerable<Value> Schemes(YamlNode root)
    {
        foreach (var (name, node) in (root["securitySchemes"] as YamlMap)?.Entries.Take(Most) ?? [])
        {
            var (kind, inner) = Kind(node);
            var detail = kind switch
            {
                "api-key" => (inner["location"] ?? inner["in"])?.Text,
                "http" => inner["scheme"]?.Text,
                "oauth2" => string.Join(", ", ((inner["flows"] as YamlMap)?.Entries ?? []).Select(f => Short(f.Key)).Order(StringComparer.Ordinal)),
                _ => null,
            };
            yield return Value.Map(("name", Value.Of(Short(name))), ("kind", Value.Of(kind)), ("detail", Value.Of(Short(detail))));
        }

        // 0.2 named the schemes only.
        foreach (var name in root["authentication"]?["schemes"]?.Texts.Take(Most) ?? [])
            yield return Value.Map(("name", Value.Of(Short(name))), ("kind", Value.Of("unknown")), ("detail", Value.Of("")));
    }

    private static (string Kind, YamlNode Inner) Kind(YamlNode node)
    {
        foreach (var (key, kind) in ((string, string)[])[("apiKeySecurityScheme", "api-key"), ("httpAuthSecurityScheme", "http"), ("oauth2SecurityScheme", "oauth2"), ("openIdConnectSecurityScheme", "openid-connect"), ("mtlsSecurityScheme", "mutual-tls")])
            if (node[key] is YamlMap inner) return (kind, inner);
        return (node["type"]?.Text switch { "apiKey" => "api-key", "http" => "http", "oauth2" => "oauth2", "openIdConnect" => "openid-connect", "mutualTLS" => "mutual-tls", _ => "unknown" }, node);
    }

    private static Value Skill(YamlMap skill, bool isOpen) => Value.Map(
        ("id", Value.Of(Short(skill["id"]?.Text))), ("name", Value.Of(Short(skill["name"]?.Text))),
        ("description", Value.Of(skill["description"]?.Text is { } text ? Fingerprints.OfText(text) : "")), ("tags", Value.List((skill["tags"]?.Texts ?? []).Take(50).Select(Short))),
        ("open", Value.Of(isOpen && ((skill["securityRequirements"] ?? skill["security"]) as YamlList) is not { Nodes.IsEmpty: false })));

    private static IEnumerable<YamlMap> Signatures(YamlNode root) =>
        ((root["signatures"] as YamlList)?.Nodes ?? []).OfType<YamlMap>().Where(s => s["signature"]?.Text is { Length: > 0 } && s["protected"]?.Text is { Length: > 0 }).Take(20);

    // The protected header is JSON in base64url; its algorithm is all that is read.
    private static string Algorithm(YamlMap signature)
    {
        var text = signature["protected"]!.Text!.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[4096];
        if (text.Length > 4000 || !Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)) return Unreadable;
        return JsoncText.Read(bytes.AsSpan(0, length), out _)?["alg"]?.Text is { } algorithm ? Short(algorithm) : Unreadable;
    }

    private static (int, int) Order(string version) =>
        version.Split('.') is [var major, ..] parts && int.TryParse(major, out var first) ? (first, parts.Length > 1 && int.TryParse(parts[1], out var second) ? second : 0) : (-1, 0);

    private static Value Flag(YamlNode? node) => Value.Of(IsTrue(node));

    private static bool IsTrue(YamlNode? node) => node is YamlScalar { Raw: "true", IsQuoted: false };

    private static string Short(string? text) => text is null ? "" : Masks.Of(text.ReplaceLineEndings(" "), [], LongestName);
}
