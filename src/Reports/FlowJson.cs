using System.Text.Json;
using Plumbline.Posture.Assets;

namespace Plumbline.Reports;

/// <summary>Flows of data for machines: assets by column, and arrows between their ids.</summary>
internal static class FlowJson
{
    /// <summary>Writes `flows`.</summary>
    public static void Write(IEnumerable<Flow> flows, Utf8JsonWriter json)
    {
        json.List("flows", flows, (flow, j) =>
        {
            j.List("nodes", flow.Nodes, Node);
            j.List("arrows", flow.Arrows, Arrow);
        });
    }

    private static void Node(FlowNode node, Utf8JsonWriter json)
    {
        json.WriteString("kind", node.Kind);
        json.WriteString("id", node.Id.Key);
        json.WriteString("name", node.Name);
        json.WriteNumber("column", node.Column);
        json.Texts("classes", node.Classes);
    }

    private static void Arrow(FlowArrow arrow, Utf8JsonWriter json)
    {
        End("from", arrow.From, json);
        End("to", arrow.To, json);
        json.WriteString("because", arrow.Verb);
        json.Origin(arrow.Origin);
    }

    private static void End(string name, AssetId id, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", id.Kind.Name());
        json.WriteString("id", id.Key);
        json.WriteEndObject();
    }
}
