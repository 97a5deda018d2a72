using System.Globalization;

namespace Plumbline.Guardrails.Models.Gguf;

/// <summary>GGUF, versions 1 to 3 in both byte orders: metadata, then where tensors lie, then their bytes. Bytes of tensors are not read.</summary>
public sealed class GgufFormat : IFormat
{
    /// <inheritdoc/>
    public string Name => "gguf";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => artifact.Has(0, "GGUF"u8);

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var reader = new GgufReader(artifact, judgement);
        if (!reader.Start()) return;
        judgement.Fact("version", reader.Version.ToString(CultureInfo.InvariantCulture));
        judgement.Fact("tensors", reader.Tensors.ToString(CultureInfo.InvariantCulture));
        var metadata = new GgufMetadata(reader, judgement);
        if (metadata.Read() && new GgufTensors(reader, judgement).Read(metadata.Alignment) is { } end) judgement.Hidden(artifact, end);
    }
}
