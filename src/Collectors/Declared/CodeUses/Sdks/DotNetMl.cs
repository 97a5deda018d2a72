using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Models that .NET programs run themselves.</summary>
internal static class DotNetMl
{
    public static Sdk[] All { get; } =
    [
        new("onnxruntime", "local", "Microsoft.ML.OnnxRuntime Microsoft.ML.OnnxRuntimeGenAI",
            Make(Inference, "onnx", "Microsoft.ML.OnnxRuntime::InferenceSession", model: "modelPath 0"),
            Make(Inference, "onnx-genai", "Microsoft.ML.OnnxRuntimeGenAI::Model Microsoft.ML.OnnxRuntimeGenAI::OnnxRuntimeGenAIChatClient", model: "modelPath 0")),
        new("ml-net", "local", "Microsoft.ML",
            Make(None, "ml-context", "Microsoft.ML::MLContext"),
            On("ml-context", Inference, "Model.Load", model: "filePath 0"),
            On("ml-context", Inference, "Transforms.ApplyOnnxModel", model: "modelFile"),
            On("ml-context", Training, "Model.Save", model: "filePath 2"),
            Make(Inference, "", "Microsoft.ML::PredictionEnginePool")),
        new("tensorflow-net", "local", "Tensorflow TorchSharp",
            Make(Inference, "", "TorchSharp::torch.jit.load TorchSharp::jit.load", model: "0")),
    ];
}
