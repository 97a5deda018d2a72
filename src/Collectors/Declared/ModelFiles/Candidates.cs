using System.Collections.Frozen;
using Plumbline.Guardrails.Models;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>Which files are looked into, and which carry the name of a model.</summary>
internal static class Candidates
{
    // What compilers, interpreters and readers of documents take as text. A model under such a name is loaded by nobody who goes by names.
    private static readonly FrozenSet<string> Code = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".py", ".pyi", ".ipynb", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".tsx", ".vue", ".svelte", ".cs", ".fs", ".vb", ".csproj", ".sln", ".java", ".kt", ".kts", ".scala", ".groovy", ".gradle", ".go", ".mod", ".sum",
        ".rs", ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".cu", ".m", ".mm", ".swift", ".rb", ".php", ".pl", ".lua", ".r", ".jl", ".dart", ".ex", ".exs", ".erl", ".hs", ".clj", ".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".cmd",
        ".md", ".mdx", ".rst", ".adoc", ".tex", ".html", ".htm", ".css", ".scss", ".sass", ".less", ".sql", ".proto", ".graphql", ".tf", ".tfvars", ".hcl", ".bicep", ".toml", ".ini", ".cfg", ".conf", ".lock", ".map",
        ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".bmp", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp4", ".webm", ".mp3", ".wav");

    private static readonly FrozenSet<string> Models = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".dill", ".cloudpickle", ".npy", ".npz", ".pb", ".h5", ".hdf5", ".keras", ".onnx", ".ort", ".safetensors", ".gguf", ".ggml", ".tflite", ".lite",
        ".msgpack", ".mlmodel", ".mlpackage", ".pdparams", ".pdmodel", ".pdiparams", ".engine", ".plan", ".trt", ".skops", ".nemo", ".mar", ".caffemodel", ".rknn", ".dlc", ".llamafile", ".pmml", ".cbm", ".ubj", ".ptl", ".torchscript",
        ".distcp", ".orbax", ".rds", ".tensors");

    private static readonly FrozenSet<string> Packed = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ".gz", ".bz2", ".xz", ".lzma", ".lz4", ".zst", ".zip", ".z");

    /// <summary>True where a file may hold a model.</summary>
    public static bool Are(EstateFile file) => file.Length > 0;

    /// <summary>True where the name promises a text, an image or a sound.</summary>
    public static bool AreCode(EstateFile file) => Code.Contains(Path.GetExtension(file.Name));

    /// <summary>True where content begins like no text, image or sound, but like something that loaders of models open.</summary>
    public static bool Disguised(Artifact artifact) =>
        artifact.Slice(0, 8) is [0x80, >= 2 and <= 5, ..] or [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] or [0x89, (byte)'H', (byte)'D', (byte)'F', ..]
            or [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] or [0x1f, 0x8b, 8, ..] or [(byte)'B', (byte)'Z', (byte)'h', ..] or [0xfd, (byte)'7', (byte)'z', ..] or [(byte)'7', (byte)'z', 0xbc, 0xaf, ..] or [0x04, 0x22, 0x4d, 0x18, ..];

    /// <summary>True where loaders of tokenizers take the file for a chat template by its name.</summary>
    public static bool AreTemplates(EstateFile file) =>
        file.Name == "chat_template.jinja" || file.Name.EndsWith(".jinja", StringComparison.Ordinal) && file.Folder.EndsWith("additional_chat_templates", StringComparison.Ordinal);

    /// <summary>True where a pickle without the mark of one lies under a name that promises none: words on lines read as opcodes as well, so it counts only where it calls something.</summary>
    public static bool AreWords(Artifact artifact, ModelReport report) =>
        report.Formats is ["pickle"] && artifact.Slice(0, 1) is not [0x80] && report.Signs.All(s => s.Kind is "unknown-import" or "risky-import" or "dangerous-import");

    /// <summary>True where the name promises a model, packed or not.</summary>
    public static bool AreNamed(EstateFile file) =>
        Path.GetExtension(file.Name) is var ending && (Models.Contains(ending) || Packed.Contains(ending) && Models.Contains(Path.GetExtension(file.Name[..^ending.Length])));
}
