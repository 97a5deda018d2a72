using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>What settings have called, by `_target_`.</summary>
internal static partial class TargetNames
{
    private static readonly string[] Usual =
        ["nemo.", "torch.nn.", "torch.optim.", "torchmetrics.", "torchaudio.transforms.", "pytorch_lightning.", "lightning.", "transformers.", "megatron.", "omegaconf.", "hydra_plugins."];

    /// <summary>Each name once, in their order.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        text.Contains("_target_", StringComparison.Ordinal) ? [.. Target().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).Take(256)] : [];

    /// <summary>True for classes of the libraries that write such settings.</summary>
    public static bool IsUsual(string target) => Usual.Any(u => target.StartsWith(u, StringComparison.Ordinal));

    [GeneratedRegex("""_target_["']?\s*:\s*["']?([A-Za-z_][\w.]*)""", RegexOptions.NonBacktracking)]
    private static partial Regex Target();
}
