using System.Collections.Frozen;
using Plumbline.Guardrails.Models.Protobuf;
using Plumbline.Guardrails.Models.Texts;

namespace Plumbline.Guardrails.Models.Onnx;

/// <summary>Goes through an ONNX model: operators of its graphs and functions, tensors that lie in other files, texts.</summary>
internal sealed class OnnxWalk(Artifact artifact, Judgement judgement)
{
    private const int MostPaths = 16;
    private const int Deepest = 32;

    private static readonly FrozenSet<string> Domains = FrozenSet.Create(
        StringComparer.Ordinal,
        "", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview", "ai.onnx.preview.training", "com.microsoft", "com.microsoft.nchwc", "com.microsoft.experimental", "com.microsoft.dml", "com.ms.internal.nhwc", "org.pytorch.aten", "pkg.onnxscript.torch_lib",
        "pkg.onnxscript.torch_lib.common", "pkg.torch", "org.pytorch._caffe2");

    private static readonly FrozenSet<string> Python = FrozenSet.Create(StringComparer.Ordinal, "PyOp", "PythonOp", "PyFunc", "PyCustomOp", "PythonFunction", "PyCustomOpDef", "PythonOpGrad", "TorchScript");

    private readonly HashSet<(string Domain, string Name)> functions = [];

    public void Run()
    {
        long end = 0;
        foreach (var field in artifact.Fields(0, artifact.Length)) if (field.IsBytes(25)) functions.Add((artifact.TextOf(field, 10), artifact.TextOf(field, 1)));
        foreach (var field in artifact.Fields(0, artifact.Length))
        {
            if (!judgement.Step()) return;
            end = field.Start + field.Length;
            if (field.Wire != ProtoField.Bytes) continue;
            switch (field.Number)
            {
                case 2: judgement.Fact("producer", artifact.Text(field)); break;
                case 6: MetadataTexts.Judge("doc_string", artifact.Text(field, 1 << 20), field.Start, judgement); break;
                case 7: Graph(field, 0); break;
                case 14: Property(field); break;
                case 20: foreach (var part in artifact.Whole(field, judgement)) if (part.Number is 1 or 2 && part.Wire == ProtoField.Bytes) Graph(part, 1); break;
                case 25: Function(field); break;
                case > 30: judgement.Sign("hidden-data", Danger.Review, field.Start, $"field {field.Number}", "a field that ONNX does not have holds bytes"); judgement.Inside($"field {field.Number}", artifact.Part(field.Start, field.Length)); break;
            }
        }

        if (end >= artifact.Length) return;
        judgement.NotScanned("the model cannot be read from here on", end);
        judgement.Hidden(artifact, end);
    }

    private void Function(ProtoField function)
    {
        foreach (var field in artifact.Whole(function, judgement))
        {
            if (!judgement.Step()) return;
            if (field.IsBytes(7)) Node(field, 1);
            else if (field.IsBytes(11)) Attribute(field, 1);
        }
    }

    private void Graph(ProtoField graph, int depth)
    {
        if (depth > Deepest)
        {
            judgement.NotScanned("graphs lie in graphs without end", graph.Start);
            return;
        }

        foreach (var field in artifact.Whole(graph, judgement))
        {
            if (!judgement.Step()) return;
            if (field.IsBytes(1)) Node(field, depth);
            else if (field.IsBytes(5)) Tensor(field);
            else if (field.IsBytes(15)) foreach (var part in artifact.Fields(field)) if (part.Wire == ProtoField.Bytes && part.Number is 1 or 2) Tensor(part);
            if (field.IsBytes(16)) Property(field);
        }
    }

    private void Node(ProtoField node, int depth)
    {
        var (name, domain, domains) = ("", "", 0);
        foreach (var field in artifact.Whole(node, judgement))
        {
            if (field.IsBytes(4)) name = artifact.Text(field);
            else if (field.IsBytes(7)) (domain, domains) = (artifact.Text(field), domains + 1);
            else if (field.IsBytes(5)) Attribute(field, depth);
        }

        if (domains > 1) judgement.Sign("duplicate-name", Danger.Review, node.Start, name, "its domain is said twice, and readers differ in which one counts");

        if (Python.Contains(name)) judgement.Sign("python-operator", Danger.High, node.Start, name, "the operator calls Python");
        else if (domain == "ai.onnx.contrib") judgement.Sign("custom-operator", Danger.Review, node.Start, $"{domain}.{name}", "the operator needs a library beside the runtime");
        else if (!Domains.Contains(domain) && !functions.Contains((domain, name)))
            judgement.Sign("custom-operator", Danger.Review, node.Start, $"{domain}.{name}", "the operator is code that comes with the model");
    }

    private void Attribute(ProtoField attribute, int depth)
    {
        foreach (var field in artifact.Whole(attribute, judgement))
        {
            if (field.Wire != ProtoField.Bytes) continue;
            if (field.Number is 5 or 10) Tensor(field);
            else if (field.Number is 6 or 11) Graph(field, depth + 1);
            else if (field.Number is 22 or 23) foreach (var part in artifact.Fields(field)) if (part.IsBytes(1) || part.IsBytes(2)) Tensor(part);
        }
    }

    private void Tensor(ProtoField tensor)
    {
        foreach (var field in artifact.Whole(tensor, judgement))
        {
            // Said twice, the last counts for some readers and the first for others: all are looked at.
            if (!field.IsBytes(13) || !artifact.Fields(field).Any(f => f.IsBytes(1) && artifact.Text(f) == "location")) continue;
            foreach (var path in artifact.Fields(field).Where(f => f.IsBytes(2)).Select(f => artifact.Text(f)).Take(MostPaths)) if (Paths.LeadsOut(path)) judgement.Sign("reads-other-file", Danger.High, field.Start, path, "weights are read from a path outside the model's folder");
            else judgement.Fact("external data", path);
        }
    }

    private void Property(ProtoField property) => MetadataTexts.Judge(artifact.TextOf(property, 1), artifact.TextOf(property, 2), property.Start, judgement);
}
