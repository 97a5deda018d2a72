using Plumbline.Guardrails.Models.Protobuf;

namespace Plumbline.Guardrails.Models.TensorFlow;

/// <summary>Graphs of TensorFlow as messages: a SavedModel, a MetaGraph, a frozen graph, or what Keras writes beside them.</summary>
public sealed class SavedModelFormat : IFormat
{
    private const int MostLooked = 16;

    private enum Shape { None, SavedModel, MetaGraph, Graph, Keras }

    /// <inheritdoc/>
    public string Name => "tensorflow-graph";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => Of(artifact) is not Shape.None;

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var shape = Of(artifact);
        var walk = new GraphWalk(artifact, judgement);
        long end = 0;
        judgement.Fact("kind", shape.ToString());
        if (shape is Shape.Graph) walk.Graph(new ProtoField(0, ProtoField.Bytes, 0, 0, artifact.Length));
        else if (shape is Shape.MetaGraph) walk.MetaGraph(new ProtoField(0, ProtoField.Bytes, 0, 0, artifact.Length));
        foreach (var field in artifact.Fields(0, artifact.Length))
        {
            if (!judgement.Step()) return;
            end = field.Start + field.Length;
            if (shape is Shape.SavedModel && field.IsBytes(2)) walk.MetaGraph(field);
            else if (shape is Shape.Keras && field.IsBytes(1) && !walk.KerasObject(field)) judgement.NotScanned("an object of it is not known", field.Start);
        }

        if (end >= artifact.Length) return;
        judgement.NotScanned("the graph cannot be read from here on", end);
        judgement.Hidden(artifact, end);
    }

    private static Shape Of(Artifact artifact)
    {
        var whole = new ProtoField(0, ProtoField.Bytes, 0, 0, artifact.Length);
        var left = MostLooked;
        foreach (var field in artifact.Fields(whole))
        {
            if (left-- == 0) break;
            if (field.Number > 7 || field.Wire == ProtoField.Group) continue;
            if (field.IsBytes(2) && GraphWalk.IsMetaGraph(artifact, field)) return Shape.SavedModel;
            if (field.IsBytes(1) && artifact.TextOf(field, 4).StartsWith("_tf_keras", StringComparison.Ordinal)) return Shape.Keras;
            if (field.Number == 1 && field.Wire == 0) continue;
            if (field.IsBytes(1) && GraphWalk.IsGraph(artifact, whole)) return Shape.Graph;
            if (field.IsBytes(2) && GraphWalk.IsMetaGraph(artifact, whole)) return Shape.MetaGraph;
        }

        return Shape.None;
    }
}
