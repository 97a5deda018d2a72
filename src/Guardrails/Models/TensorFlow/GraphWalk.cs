using System.Text;
using Plumbline.Guardrails.Models.Keras;
using Plumbline.Guardrails.Models.Protobuf;

namespace Plumbline.Guardrails.Models.TensorFlow;

/// <summary>Goes through the graphs of TensorFlow: nodes, and the nodes of functions.</summary>
internal sealed class GraphWalk(Artifact artifact, Judgement judgement)
{
    /// <summary>True where a field holds a GraphDef: its first node has a name and an operator.</summary>
    public static bool IsGraph(Artifact artifact, ProtoField graph)
    {
        var left = 4;
        foreach (var field in artifact.Fields(graph))
        {
            if (field.IsBytes(1)) return IsNode(artifact, field);
            if (field.Wire == ProtoField.Group) continue;
            if (field.Number > 5 || left-- == 0) return false;
        }

        return false;
    }

    /// <summary>True where a field holds a MetaGraphDef: a graph among fields that such a message has.</summary>
    public static bool IsMetaGraph(Artifact artifact, ProtoField meta)
    {
        foreach (var field in artifact.Fields(meta))
        {
            if (field.Wire == ProtoField.Group) continue;
            if (field.Number > 7 || field.Wire != ProtoField.Bytes) return false;
            if (field.Number == 2) return field.Length == 0 || IsGraph(artifact, field);
        }

        return false;
    }

    public void MetaGraph(ProtoField meta)
    {
        foreach (var field in artifact.Whole(meta, judgement))
        {
            if (field.IsBytes(2)) Graph(field);
            else if (field.IsBytes(1)) foreach (var info in artifact.Fields(field)) if (info.IsBytes(5)) judgement.Fact("tensorflow", artifact.Text(info));
        }
    }

    public void Graph(ProtoField graph)
    {
        foreach (var field in artifact.Whole(graph, judgement))
        {
            if (!judgement.Step()) return;
            if (field.IsBytes(1)) Node(field);
            else if (field.IsBytes(2)) foreach (var function in artifact.Whole(field, judgement)) if (function.IsBytes(1)) Function(function);
        }
    }

    /// <summary>Objects that Keras writes beside a SavedModel; false where the field holds none.</summary>
    public bool KerasObject(ProtoField saved)
    {
        if (!artifact.TextOf(saved, 4).StartsWith("_tf_keras", StringComparison.Ordinal)) return false;
        foreach (var field in artifact.Fields(saved))
        {
            if (!field.IsBytes(5)) continue;
            var json = artifact.Slice(field.Start, (int)Math.Min(field.Length, 64 << 20)).ToArray();
            if (!KerasConfig.Judge(json, field.Start, judgement)) judgement.NotScanned("the configuration of a layer does not parse", field.Start);
        }

        return true;
    }

    private static bool IsNode(Artifact artifact, ProtoField node) =>
        artifact.Fields(node).Take(3).All(f => f.Wire == ProtoField.Group || f.Wire == ProtoField.Bytes && f.Number <= 7) && ProtoReader.IsName(Encoding.UTF8.GetBytes(artifact.TextOf(node, 1)))
        && artifact.TextOf(node, 2) is { Length: > 0 and < 200 } op && op.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '>' or '.');

    private void Function(ProtoField function)
    {
        foreach (var field in artifact.Whole(function, judgement)) if (field.IsBytes(3) && judgement.Step()) Node(field);
    }

    private void Node(ProtoField node)
    {
        var (name, op) = ("", "");
        foreach (var field in artifact.Whole(node, judgement))
        {
            if (field.IsBytes(1)) name = artifact.Text(field, 200);
            else if (field.IsBytes(2)) op = artifact.Text(field, 200);
        }

        if (TensorFlowOps.Judge(op, name, node.Start, judgement) || op is not ("PrintV2" or "DebugIdentity" or "DebugIdentityV2" or "DebugIdentityV3" or "DebugNanCount" or "DebugNumericSummary" or "DebugNumericSummaryV2")) return;
        foreach (var text in Texts(node, 0).Where(t => t.Contains("://", StringComparison.Ordinal)))
            judgement.Sign("tensorflow-operator", Danger.High, node.Start, $"{op} ({text})", "it writes to a file or another machine when the model runs");
    }

    // Texts in the attributes of a node.
    private IEnumerable<string> Texts(ProtoField message, int depth)
    {
        foreach (var field in artifact.Fields(message))
        {
            if (field.Wire != ProtoField.Bytes || depth == 0 && field.Number != 5) continue;
            if (field.Length < 4096 && artifact.Text(field) is var text && !text.Any(char.IsControl)) yield return text;
            if (depth < 5) foreach (var inner in Texts(field, depth + 1)) yield return inner;
        }
    }
}
