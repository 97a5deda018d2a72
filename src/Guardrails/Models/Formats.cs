using Plumbline.Guardrails.Models.Archives;
using Plumbline.Guardrails.Models.Configs;
using Plumbline.Guardrails.Models.Decoders;
using Plumbline.Guardrails.Models.Executables;
using Plumbline.Guardrails.Models.Gguf;
using Plumbline.Guardrails.Models.Hdf5;
using Plumbline.Guardrails.Models.Keras;
using Plumbline.Guardrails.Models.Onnx;
using Plumbline.Guardrails.Models.Pickles;
using Plumbline.Guardrails.Models.Plain;
using Plumbline.Guardrails.Models.Safetensors;
using Plumbline.Guardrails.Models.Skops;
using Plumbline.Guardrails.Models.Templates;
using Plumbline.Guardrails.Models.TensorFlow;
using Plumbline.Guardrails.Models.Xml;

namespace Plumbline.Guardrails.Models;

/// <summary>Every format, one line each. An artifact is judged as all that recognise it; the first gives its name.</summary>
public static class Formats
{
    /// <summary>What a file is that loaders take for a chat template by its name.</summary>
    public static IReadOnlyList<IFormat> Template { get; } = [new ChatTemplateFormat(named: true)];

    public static IReadOnlyList<IFormat> All { get; } =
    [
        new SafetensorsFormat(),
        new GgufFormat(),
        new Hdf5Format(),
        new KerasConfigFormat(),
        new OnnxFormat(),
        new SavedModelFormat(),
        new TfliteFormat(),
        new SkopsFormat(),
        new XmlModelFormat(),
        .. PlainFormat.All,
        new ExecutableFormat(),
        new ModelConfigFormat(),
        new ChatTemplateFormat(),
        new ZipFormat(),
        new TarFormat(),
        new SevenZipFormat(),
        new GzipFormat(),
        new ZlibFormat(),
        .. PackedFormat.All,
        new NumpyFormat(),
        new PickleFormat(),
    ];
}
