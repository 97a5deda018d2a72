namespace Plumbline.Guardrails.Models;

/// <summary>Every format, one line each. An artifact is judged as all that recognise it; the first gives its name.</summary>
public static class Formats
{
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new Safetensors.SafetensorsFormat(),
        new Gguf.GgufFormat(),
        new Hdf5.Hdf5Format(),
        new Keras.KerasConfigFormat(),
        new Onnx.OnnxFormat(),
        new TensorFlow.SavedModelFormat(),
        new TensorFlow.TfliteFormat(),
        new Skops.SkopsFormat(),
        new Xml.XmlModelFormat(),
        .. Plain.PlainFormat.All,
        new Executables.ExecutableFormat(),
        new Configs.ModelConfigFormat(),
        new Templates.ChatTemplateFormat(),
    ];
}
