using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Operators that TorchScript calls and that reach out of the model, or that come from a library of its own.</summary>
internal static partial class TorchOperators
{
    private static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.Ordinal, "aten", "prim", "prims", "quantized", "quantized_decomposed", "_quantized", "torchvision", "torchaudio", "image", "mkldnn", "mkldnn_prepacked", "sparse", "profiler", "static_runtime", "inductor", "c10d", "c10d_functional",
        "_c10d_functional", "cuda", "xnnpack", "prepacked", "onednn", "rngprims", "nvprims", "mkl", "aoti_torch", "torch_sparse", "torch_scatter", "torch_cluster", "torchtext", "fbgemm", "metal", "vulkan_prepack");

    private static readonly Dictionary<string, (Danger Danger, string Why)> Outward = new()
    {
        ["save"] = (Danger.High, "writes files"), ["from_file"] = (Danger.High, "opens files"), ["write_file"] = (Danger.High, "writes files"), ["read_file"] = (Danger.High, "reads files"), ["load"] = (Danger.High, "loads files"),
        ["load_library"] = (Danger.Critical, "loads native code"), ["_load_for_lite_interpreter"] = (Danger.High, "loads files"),
    };

    /// <summary>Each once, in their order.</summary>
    public static IReadOnlyList<(string Path, Danger Danger, string Why)> Of(string text)
    {
        var found = new List<(string, Danger, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in Call().EnumerateMatches(text))
        {
            var path = text.AsSpan(match.Index, match.Length).TrimEnd("( ").ToString();
            if (!seen.Add(path) || seen.Count > 10_000) continue;
            var parts = path.Split('.');
            if (parts[0] == "ops" && parts.Length > 2 && !Own.Contains(parts[1])) found.Add((path, Danger.Review, "is of a library that comes beside the model"));
            else if ((parts.Length == 2 || parts[0] == "ops") && Outward.TryGetValue(parts[^1], out var weight)) found.Add((path, weight.Danger, weight.Why));
        }

        return found;
    }

    [GeneratedRegex(@"\b(?:torch|ops)(?:\.\w+)+ ?\(", RegexOptions.NonBacktracking)]
    private static partial Regex Call();
}
