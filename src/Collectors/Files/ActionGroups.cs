using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files;

/// <summary>Reads the tools that one action group grants its agent.</summary>
public static class ActionGroups
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];

    /// <summary>The granted tools of an `agentActionGroup`; none where it is disabled.</summary>
    /// <param name="group">The `agentActionGroup` object.</param>
    /// <param name="isWhole">False where the functions are kept elsewhere and are not in the answer.</param>
    public static IReadOnlyList<Value> Tools(JsonElement group, out bool isWhole)
    {
        isWhole = true;
        var state = group.Text("actionGroupState") ?? "ENABLED";
        if (state != "ENABLED") return [];
        var name = group.Text("actionGroupName") ?? "";
        var runs = group.Text("actionGroupExecutor", "lambda") ?? "";
        if (Effects.OfSignature(group.Text("parentActionSignature") ?? group.Text("parentActionGroupSignature")) is { } builtIn)
            return [Tool(group.Text("parentActionSignature") ?? name, name, builtIn, isConfirmed: false, runs)];

        var tools = group.Elements("functionSchema", "functions").Where(f => f.Text("name") is not null)
            .Select(f => Tool(f.Text("name")!, name, Effects.OfName(f.Text("name")!), f.Text("requireConfirmation") == "ENABLED", runs)).ToList();
        if (group.Text("apiSchema", "payload") is { } payload)
        {
            if (OfApi(payload, name, runs) is { } operations) tools.AddRange(operations);
            else isWhole = false;
        }
        else if (group.At("apiSchema", "s3").ValueKind == JsonValueKind.Object) isWhole = false;

        return tools;
    }

    /// <summary>A tool for each operation of an OpenAPI document; null where it cannot be read.</summary>
    public static IReadOnlyList<Value>? OfApi(string payload, string group, string runs) =>
        Operations(payload)?.ConvertAll(o => Tool(o.Name, group, Effects.OfMethod(o.Method, o.Name), o.IsConfirmed, runs));

    // The payload is an OpenAPI document as JSON or YAML; the YAML reader takes both.
    private static List<(string Name, string Method, bool IsConfirmed)>? Operations(string payload)
    {
        var documents = YamlText.Read(payload, out var error);
        if (error is not null || documents is not [YamlMap root, ..] || root["paths"] is not YamlMap paths) return null;
        var operations = new List<(string, string, bool)>();
        foreach (var (path, node) in paths.Entries)
        {
            if (node is not YamlMap methods) continue;
            foreach (var (method, operation) in methods.Entries.Where(e => Methods.Contains(e.Key.ToLowerInvariant())))
            {
                var map = operation as YamlMap;
                var name = map?["operationId"]?.Text is { } id ? id : $"{method.ToUpperInvariant()} {path}";
                var confirmed = string.Equals(map?["x-requireConfirmation"]?.Text, "ENABLED", StringComparison.OrdinalIgnoreCase);
                operations.Add((name, method, confirmed));
            }
        }

        return operations;
    }

    /// <summary>A tool as the control plane grants it.</summary>
    public static Value Tool(string name, string group, string effect, bool isConfirmed, string runs) => Value.Map(
        ("name", Value.Of(name)), ("group", Value.Of(group)), ("effect", Value.Of(effect)), ("confirmation", Value.Of(isConfirmed)), ("runs", Value.Of(runs)));
}
