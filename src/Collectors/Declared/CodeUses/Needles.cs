using System.Buffers;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Texts of which every file that uses a known library holds one; most files hold none and are never parsed.</summary>
internal static class Needles
{
    private const int Telling = 5;
    private static readonly SearchValues<string> All = SearchValues.Create([.. SdkCatalogue.Needles.SelectMany(Forms).Distinct()], StringComparison.Ordinal);

    /// <summary>True where a file may use a known library.</summary>
    public static bool In(string text) => text.AsSpan().ContainsAny(All);

    // A short or common name counts only where it is imported: `from "ai"`, `import mcp`.
    private static IEnumerable<string> Forms(string prefix)
    {
        if (prefix.Length >= Telling && prefix is not ("agents" or "google" or "LLama" or "keras" or "torch" or "spacy" or "whisper" or "replicate" or "together" or "guardrails" or "fireworks" or "perplexity"))
        {
            yield return prefix;
            if (prefix.LastIndexOf('.') is > 0 and var dot) yield return $"import {prefix[(dot + 1)..]}";
            yield break;
        }

        foreach (var before in (string[])["import ", "from ", "using ", "from \"", "from '", "require(\"", "require('", "import(\"", "import('"]) yield return before + prefix;
    }
}
