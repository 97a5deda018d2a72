using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Files;

/// <summary>A model as Azure names it, in two parts, put together as its maker names it.</summary>
public static partial class AzureModel
{
    /// <summary>`gpt-4o` and `2024-08-06` are `gpt-4o-2024-08-06`; `gpt-35-turbo` is OpenAI's `gpt-3.5-turbo`. A number that is no snapshot
    /// of the maker's (`Llama-3.3-70B-Instruct`, `5`) stands behind `@`; OpenAI's own models have no such numbers.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">Its version; empty or null where nobody says it.</param>
    public static string Of(string name, string? version)
    {
        var model = name.StartsWith("gpt-35-", StringComparison.OrdinalIgnoreCase) ? "gpt-3.5-" + name[7..] : name;
        var isOpenAi = OpenAi().IsMatch(model);
        if (isOpenAi) model = model.ToLowerInvariant();
        var number = version?.Trim().ToLowerInvariant() ?? "";
        if (number.Length == 0 || model.EndsWith("-" + number, StringComparison.OrdinalIgnoreCase)) return model;
        if (Snapshot().IsMatch(number)) return $"{model}-{number}";
        return isOpenAi ? model : $"{model}@{number}";
    }

    /// <summary>The model itself, so that it compares with what registries and evals say.</summary>
    public static string Base(string name, string? version) => ModelId.Parse(Of(name, version)).Base;

    [GeneratedRegex(@"^(?:gpt|chatgpt|o\d|text-embedding|dall-e|whisper|tts|davinci|babbage|codex|sora|computer-use|model-router)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OpenAi();

    [GeneratedRegex(@"^(?:[a-z]+-)?(?:20\d\d-\d\d-\d\d|20\d{6}|\d{4})(?:-preview)?$|^[a-z]+-preview$", RegexOptions.CultureInvariant)]
    private static partial Regex Snapshot();
}
