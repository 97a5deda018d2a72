using System.Collections.Frozen;

namespace Plumbline.Guardrails.Models.TensorFlow;

/// <summary>TensorFlow Lite: a flat buffer. Its operators are its own, TensorFlow's (Flex), or code of whoever made it.</summary>
public sealed class TfliteFormat : IFormat
{
    private const int MostCodes = 10_000;
    private static readonly FrozenSet<string> Shipped = FrozenSet.Create(
        StringComparer.Ordinal, "TFLite_Detection_PostProcess", "AudioSpectrogram", "Mfcc", "NumericVerify", "RandomStandardNormal", "RandomUniform", "Multinomial", "Convolution2DTransposeBias", "MaxPoolingWithArgmax2D", "MaxUnpooling2D", "edgetpu-custom-op",
        "TransformTensorBilinearV2", "TransformLandmarksV2", "Landmarks2TransformMatrixV2", "UnsortedSegmentJoin");

    /// <inheritdoc/>
    public string Name => "tflite";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => artifact.Has(4, "TFL3"u8);

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var root = (long)artifact.UInt32(0);
        var codes = Field(artifact, root, 1);
        if (root < 8 || codes < 0)
        {
            judgement.Sign("malformed-header", Danger.Review, 0, "operators", "its table of operators is not where one can be");
            judgement.NotScanned("its operators cannot be found");
            return;
        }

        var list = codes + artifact.UInt32(codes);
        var count = artifact.UInt32(list);
        if (count > MostCodes || list + 4 + 4L * count > artifact.Length)
        {
            judgement.Sign("malformed-header", Danger.Review, list, "operators", "it says that it has more operators than fit");
            return;
        }

        for (var i = 0; i < count && judgement.Step(); i++)
        {
            var at = list + 4 + 4L * i;
            var table = at + artifact.UInt32(at);
            if (Field(artifact, table, 1) is >= 0 and var custom) Operator(artifact, custom + artifact.UInt32(custom), judgement);
        }
    }

    private static void Operator(Artifact artifact, long text, Judgement judgement)
    {
        var name = artifact.Text(text + 4, artifact.UInt32(text), 256);
        if (name.Length == 0 || Shipped.Contains(name)) return;
        var isFlex = name.StartsWith("Flex", StringComparison.Ordinal);
        if (isFlex && TensorFlowOps.Judge(name[4..], "", text, judgement)) return;
        judgement.Sign("custom-operator", Danger.Review, text, name, isFlex ? "it runs an operator of TensorFlow that the runtime does not have" : "the operator is code that comes with the model");
    }

    // Where a field of a table lies; -1 where it has none.
    private static long Field(Artifact artifact, long table, int index)
    {
        if (table < 4 || table + 4 > artifact.Length) return -1;
        var shape = table - (int)artifact.UInt32(table);
        if (shape < 0 || 4 + 2 * index + 2 > artifact.UInt16(shape)) return -1;
        return artifact.UInt16(shape + 4 + 2 * index) is > 0 and var offset ? table + offset : -1;
    }
}
