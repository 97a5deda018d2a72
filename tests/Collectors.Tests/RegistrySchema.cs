using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Collectors.Approved.Registry;

namespace Plumbline.Collectors.Tests;

/// <summary>The published JSON Schema of registries, written from the form that the reader follows.</summary>
internal static class RegistrySchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text()
    {
        var properties = new JsonObject { [RegistryForm.Mark] = new JsonObject { ["const"] = RegistryForm.Version }, ["$schema"] = new JsonObject() };
        foreach (var (name, id, form) in RegistryForm.Sections)
            properties[name] = new JsonObject { ["anyOf"] = new JsonArray(Of(new Many(name == PostureDocument.Section ? form : form with { Required = [.. form.Required.Append(id).Distinct()] })), new JsonObject { ["type"] = "null" }) };
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "plumbline: " + RegistryForm.Version,
            ["description"] = "What people signed off: accounts, systems, models, prompts, evals, agents, guardrails, datasets, fine-tunes. docs/registry.md explains every field.",
            ["type"] = "object",
            ["required"] = new JsonArray(RegistryForm.Mark),
            ["properties"] = properties,
            ["patternProperties"] = new JsonObject { ["^x-"] = true },
            ["additionalProperties"] = false,
        };
        return root.ToJsonString(Layout) + "\n";
    }

    /// <summary>The schema of an agent posture policy in a document of its own.</summary>
    public static string PolicyText()
    {
        var one = Object(RegistryForm.PosturePolicy);
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = PostureDocument.Mark,
            ["description"] = "What an agent may be, use and do, and what is kept of it. docs/policies.md explains every field.",
            ["type"] = "object",
            ["required"] = new JsonArray(PostureDocument.Mark),
            ["properties"] = new JsonObject
            {
                ["$schema"] = new JsonObject(),
                [PostureDocument.Mark] = new JsonObject { ["anyOf"] = new JsonArray(one, new JsonObject { ["type"] = "array", ["items"] = one.DeepClone() }) },
            },
            ["patternProperties"] = new JsonObject { ["^x-"] = true },
            ["additionalProperties"] = false,
        };
        return root.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Of(Form form) => form switch
    {
        Scalar scalar => Plain(scalar),
        Many many => new JsonObject { ["anyOf"] = new JsonArray(Of(many.Item), new JsonObject { ["type"] = "array", ["items"] = Of(many.Item) }) },
        Either either => new JsonObject { ["anyOf"] = new JsonArray(Of(either.Plain), Of(either.Rich)) },
        Optional optional => new JsonObject { ["anyOf"] = new JsonArray(Of(optional.Item), new JsonObject { ["type"] = "array", ["maxItems"] = 0 }) },
        Fields fields => Object(fields),
        _ => new JsonObject { ["type"] = "object" },
    };

    private static JsonObject Object(Fields fields)
    {
        var properties = new JsonObject();
        foreach (var (key, form) in fields.All) properties[key] = Of(form);
        var text = new JsonObject { ["type"] = "object" };
        if (!fields.Required.IsDefaultOrEmpty) text["required"] = new JsonArray([.. fields.Required.Select(r => (JsonNode)r)]);
        text["properties"] = properties;
        text["patternProperties"] = new JsonObject { ["^x-"] = true };
        text["additionalProperties"] = false;
        return text;
    }

    private static JsonObject Plain(Scalar scalar)
    {
        if (!scalar.Choices.IsDefaultOrEmpty) return new JsonObject { ["enum"] = new JsonArray([.. scalar.Choices.Select(c => (JsonNode)c)]) };
        return scalar.Kind switch
        {
            ScalarKind.Flag => new JsonObject { ["type"] = "boolean" },
            ScalarKind.Count => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            ScalarKind.Number => new JsonObject { ["type"] = "number" },
            ScalarKind.Date => new JsonObject { ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$" },
            ScalarKind.Hash => new JsonObject { ["type"] = "string", ["pattern"] = "^(sha256:)?[0-9a-fA-F]{64}$" },
            _ => new JsonObject { ["type"] = new JsonArray("string", "number") },
        };
    }
}
