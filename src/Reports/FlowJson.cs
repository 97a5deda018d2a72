using System.Text.Json;
using Plumbline.Posture.Assets;

namespace Plumbline.Reports;

/// <summary>Flows of data for machines: assets by column, and arrows between their ids.</summary>
internal static class FlowJson
{
    /// <summary>Writes `flows`.</summary>
    public static void Write(IEnumerable<Flow> flows, Utf8JsonWriter json)
    {
        json.WriteStartArray("flows");
        foreach (var flow in flows)
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (var node in flow.Nodes) Node(node, json);
            json.WriteEndArray();
            json.WriteStartArray("arrows");
            foreach (var arrow in flow.Arrows) Arrow(arrow, json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Node(FlowNode node, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", node.Kind);
        json.WriteString("id", node.Id.Key);
        json.WriteString("name", node.Name);
        json.WriteNumber("column", node.Column);
        json.WriteStartArray("classes");
        foreach (var name in node.Classes) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Arrow(FlowArrow arrow, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        End("from", arrow.From, json);
        End("to", arrow.To, json);
        json.WriteString("because", arrow.Verb);
        if (arrow.Origin is not { } origin) json.WriteNull("origin");
        else
        {
            json.WriteStartObject("origin");
            json.WriteString("source", origin.Source);
            json.WriteString("file", origin.File);
            if (origin.Line > 0) json.WriteNumber("line", origin.Line);
            json.WriteString("event", origin.Event);
            json.WriteString("api", origin.Api);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void End(string name, AssetId id, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", id.Kind.Name());
        json.WriteString("id", id.Key);
        json.WriteEndObject();
    }
}
