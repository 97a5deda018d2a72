using Plumbline.Guardrails.Models.Protobuf;

namespace Plumbline.Guardrails.Models.Onnx;

/// <summary>ONNX: a message with a graph of operators. It has no magic, so its shape is what tells it.</summary>
public sealed class OnnxFormat : IFormat
{
    private const int Version = 1;
    private const int Graph = 7;
    private const int Opsets = 8;

    /// <inheritdoc/>
    public string Name => "onnx";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        var (hasVersion, hasGraph, hasOpset, left) = (false, false, false, 64);
        foreach (var field in artifact.Fields(0, artifact.Length))
        {
            if (left-- == 0) break;
            if (field.Number > 30 || field.Wire == ProtoField.Group) continue;
            if (field is { Number: Version, Wire: 0, Value: > 0 and < 256 }) hasVersion = true;
            else if (field.IsBytes(Opsets)) hasOpset = artifact.Fields(field).All(f => f is { Number: 1, Wire: 2 } or { Number: 2, Wire: 0 });
            else if (field.IsBytes(Graph)) hasGraph = IsGraph(artifact, field);
            else if (field is { Wire: not ProtoField.Bytes, Number: not (5 or Version) }) break;
        }

        return hasGraph && (hasVersion || hasOpset);
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement) => new OnnxWalk(artifact, judgement).Run();

    // Nodes with an operator, or nothing but names and tensors.
    private static bool IsGraph(Artifact artifact, ProtoField graph)
    {
        var left = 8;
        foreach (var field in artifact.Fields(graph))
        {
            if (field.Wire == ProtoField.Group) continue;
            if (field.Wire != ProtoField.Bytes || field.Number > 20) return false;
            if (field.Number == 1) return artifact.Fields(field).All(f => f.Wire == ProtoField.Group || f.Wire == ProtoField.Bytes && f.Number <= 9) && ProtoReader.IsName(Operator(artifact, field));
            if (left-- == 0) return true;
        }

        return graph.Length > 0 && left < 8;
    }

    private static ReadOnlySpan<byte> Operator(Artifact artifact, ProtoField node)
    {
        foreach (var field in artifact.Fields(node)) if (field.Number == 4) return artifact.Slice(field.Start, (int)Math.Min(field.Length, 600));
        return default;
    }
}
