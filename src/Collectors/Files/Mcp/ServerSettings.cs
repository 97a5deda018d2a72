using System.Collections.Immutable;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>The settings of one server under the one name that this code gives each, whatever its client calls it.</summary>
public sealed class ServerSettings(YamlNode node)
{
    private const int Most = 500;

    /// <summary>The command; of the list form its first word.</summary>
    public string Command => Start is YamlList list ? list.Texts.FirstOrDefault() ?? "" : (Start?["path"] ?? Start)?.Text ?? "";

    /// <summary>Its arguments.</summary>
    public ImmutableArray<string> Arguments =>
    [
        .. (Start is YamlList list ? list.Texts.Skip(1) : []).Concat((Start?["args"] ?? node["args"])?.Texts ?? []).Take(Most),
    ];

    /// <summary>The address as written.</summary>
    public string? Address => First("url", "serverUrl", "httpUrl", "uri", "endpoint")?.Text;

    /// <summary>stdio, http, sse, builtin; empty where nothing says it.</summary>
    public string Transport => First("type", "transport", "transportType")?.Text?.ToLowerInvariant().Replace('_', '-') switch
    {
        "stdio" or "local" => "stdio",
        "http" or "streamable-http" or "streamablehttp" or "remote" => "http",
        "sse" => "sse",
        "builtin" or "platform" or "frontend" => "builtin",
        _ => Start is not null ? "stdio" : node["httpUrl"] is not null ? "http" : Address?.TrimEnd('/').EndsWith("/sse", StringComparison.Ordinal) == true ? "sse" : Address is not null ? "http" : "",
    };

    /// <summary>False where it is switched off.</summary>
    public bool IsEnabled => node["disabled"]?.Text != "true" && node["enabled"]?.Text != "false";

    /// <summary>True where the client is told to ask for none of its tools.</summary>
    public bool IsTrusted => node["trust"]?.Text == "true";

    /// <summary>Tools that run without asking.</summary>
    public IEnumerable<string> Approved => All("autoApprove", "alwaysAllow", "always_allow", "auto_approve");

    /// <summary>Tools that are named as the only ones, or switched off.</summary>
    public (IEnumerable<string> Enabled, IEnumerable<string> Disabled) Tools =>
        (All("enabledTools", "enabled_tools", "includeTools", "include_tools", "available_tools", "tools"), All("disabledTools", "disabled_tools", "excludeTools", "exclude_tools"));

    /// <summary>Variables with their values; the value is null where only the name is given.</summary>
    public IEnumerable<(string Name, string? Value)> Variables =>
        Pairs("env", "environment", "envs").Concat(Start is YamlMap ? Pairs(Start["env"]) : []).Concat(All("env_keys").Select(k => (k, (string?)null)));

    /// <summary>Headers with their values.</summary>
    public IEnumerable<(string Name, string? Value)> Headers => Pairs("headers", "http_headers").Concat(Pairs(node["requestInit"]?["headers"])).Concat(Pairs(node["requestOptions"]?["headers"]));

    /// <summary>Names of variables that secrets come from instead of standing here.</summary>
    public IEnumerable<string> Sources =>
        Pairs("env_http_headers").Select(p => p.Value).OfType<string>().Concat(First("bearer_token_env_var")?.Text is { } name ? [name] : []).Concat(First("envFile", "env_file")?.Text is { } file ? [file] : []);

    /// <summary>Settings that hold a secret by themselves.</summary>
    public IEnumerable<(string Name, string? Value)> Own =>
        ((string[])["authorization_token", "apiKey", "api_key", "token", "clientSecret", "client_secret"]).Select(k => (k, node[k]?.Text)).Concat(Pairs(node["oauth"])).Concat(Pairs(node["auth"])).Where(p => p.Item2 is not null);

    private YamlNode? Start => First("command", "cmd");

    private YamlNode? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) if (node[name] is { } found) return found;
        return null;
    }

    private IEnumerable<string> All(params string[] names) => names.Select(n => node[n]).OfType<YamlNode>().SelectMany(n => n.Texts).Take(Most);

    private IEnumerable<(string Name, string? Value)> Pairs(params string[] names) => names.SelectMany(n => Pairs(node[n]));

    // Some write variables as a list: `NAME=value`, or `{name, value}`.
    private static IEnumerable<(string Name, string? Value)> Pairs(YamlNode? holder) => holder switch
    {
        YamlMap map => map.Entries.Take(Most).Where(e => e.Node is YamlScalar).Select(e => (e.Key, e.Node.Text)),
        YamlList list => list.Nodes.Take(Most).Select(Pair).OfType<(string, string?)>(),
        _ => [],
    };

    private static (string, string?)? Pair(YamlNode item)
    {
        if (item["name"]?.Text is { } name) return (name, item["value"]?.Text);
        return item.Text is { } text ? text.Split('=', 2) is [var key, var value] ? (key, value) : (text, null) : null;
    }
}
