using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>The tools that action groups grant an agent, in its own block or beside it.</summary>
internal static class AgentTools
{
    /// <summary>Says the tools, and a gap for each group that is not known whole.</summary>
    public static void Say(Subject asset, Resource agent, Estate estate)
    {
        var own = agent.Properties.At("action_groups");
        if (own is OpenTerm open) asset.Lack(open.Line, open.Why, "tools");
        var beside = estate.Of("aws_bedrockagent_agent_action_group").Where(g => estate.Named(g.Properties.At("agent_id"), [agent.Type], "agent_id") == agent);
        foreach (var group in own.Items()) Group(asset, group, group.Line, null, estate);
        foreach (var group in beside) Group(asset, group.Properties, group.Line, group.File, estate);
        asset.Cover("tools");
    }

    private static void Group(Subject asset, Term group, int line, string? file, Estate estate)
    {
        if (Specification(group.At("api_schema"), estate) is { } path) asset.Relate("calls", new AssetId(AssetKind.Tool, "path:" + path), line);
        var functions = group.At("function_schema");
        functions = functions.At("member_functions", "functions") ?? functions.At("functions");
        var payload = group.At("api_schema", "payload");
        foreach (var part in new[] { group.At("action_group_state"), functions, payload, group.At("parent_action_group_signature") })
        {
            if (part?.Unknown is not { } open) continue;
            asset.Lack(file is null ? open.Line : 0, open.Why, "tools");
            return;
        }

        using var json = Neutral(group, functions, payload);
        var tools = ActionGroups.Tools(json.RootElement, out var whole);
        foreach (var tool in tools) asset.Say("tools", tool, line, file);
        if (!whole) asset.Lack(file is null ? line : 0, $"the schema of action group `{group.At("action_group_name").Text().Value}`, kept elsewhere,", "tools");
    }

    // The specification is a file beside the code, or an object that the same code puts into a bucket.
    private static string? Specification(Term? schema, Estate estate)
    {
        if (schema.At("payload") is OpenTerm { OfFile: { } file }) return file;
        if (schema.At("s3", "s3_object_key")?.AsText is not { } key) return null;
        var source = estate.Of("aws_s3_object", "aws_s3_bucket_object").Where(o => o.Properties.At("key")?.AsText == key).Select(o => o.Properties.At("source")?.AsText).OfType<string>().FirstOrDefault();
        return source is null || !source.StartsWith("./", StringComparison.Ordinal) ? source : source[2..];
    }

    // As the control plane answers it, so that one reader judges both.
    private static JsonDocument Neutral(Term group, Term? functions, Term? payload)
    {
        using var into = new MemoryStream();
        using (var json = new Utf8JsonWriter(into))
        {
            json.WriteStartObject();
            json.WriteString("actionGroupName", group.At("action_group_name").Text().Value);
            json.WriteString("actionGroupState", group.At("action_group_state").Text("ENABLED").Value);
            if (group.At("parent_action_group_signature")?.AsText is { Length: > 0 } signature) json.WriteString("parentActionSignature", signature);
            json.WriteStartObject("actionGroupExecutor");
            if (group.At("action_group_executor", "lambda") is { } lambda) json.WriteString("lambda", lambda.AsText ?? (lambda as OpenTerm)?.Why);
            json.WriteEndObject();
            if (functions is not null) Functions(json, functions);
            if (payload?.AsText is { } text) Payload(json, text);
            else if (group.At("api_schema") is not null) Elsewhere(json);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(into.ToArray());
    }

    private static void Functions(Utf8JsonWriter json, Term functions)
    {
        json.WriteStartObject("functionSchema");
        json.WriteStartArray("functions");
        foreach (var function in functions.Items())
        {
            json.WriteStartObject();
            json.WriteString("name", function.At("name").Text().Value);
            json.WriteString("requireConfirmation", function.At("require_confirmation").Text("DISABLED").Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Payload(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("apiSchema");
        json.WriteString("payload", text);
        json.WriteEndObject();
    }

    private static void Elsewhere(Utf8JsonWriter json)
    {
        json.WriteStartObject("apiSchema");
        json.WriteStartObject("s3");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
