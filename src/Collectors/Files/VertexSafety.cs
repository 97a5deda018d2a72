using System.Text.Json;
using Plumbline.Cel.Types;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>One safety setting of a Gemini request.</summary>
/// <param name="Type">The category without its prefix: `HATE_SPEECH`.</param>
/// <param name="Threshold">As written: `BLOCK_ONLY_HIGH`.</param>
public sealed record SafetySetting(string Type, string Threshold)
{
    /// <summary>0 = off, 1 = high harm only, 2 = medium and above, 3 = low and above; 0 where the threshold is not known.</summary>
    public long Level => Threshold.ToUpperInvariant() switch
    {
        "BLOCK_LOW_AND_ABOVE" => 3,
        "BLOCK_MEDIUM_AND_ABOVE" => 2,
        "BLOCK_ONLY_HIGH" => 1,
        _ => 0,
    };
}

/// <summary>Reads `safetySettings` of Gemini on Vertex AI, in the spelling of the API (`safetySettings`) or of its log (`safety_settings`).</summary>
/// <remarks>They travel in each request: no control plane holds them.</remarks>
public static class VertexSafety
{
    private const string Prefix = "HARM_CATEGORY_";
    private const int Most = 50;

    /// <summary>The categories that a request may set.</summary>
    public static IReadOnlyList<string> Types { get; } =
        ["CIVIC_INTEGRITY", "DANGEROUS_CONTENT", "HARASSMENT", "HATE_SPEECH", "JAILBREAK", "SEXUALLY_EXPLICIT"];

    /// <summary>True where the object has safety settings, even an empty list.</summary>
    public static bool Is(JsonElement element) => Find(element, "safetySettings").ValueKind == JsonValueKind.Array;

    /// <summary>The settings; a category without a threshold is none.</summary>
    public static IEnumerable<SafetySetting> Of(JsonElement element) =>
        from item in Each(element, "safetySettings").Take(Most)
        let category = Upper(item, "category")
        let threshold = Text(item, "threshold")
        where !string.IsNullOrEmpty(category) && !string.IsNullOrEmpty(threshold) && category != Prefix + "UNSPECIFIED" && !threshold.EndsWith("UNSPECIFIED", StringComparison.Ordinal)
        select new SafetySetting(category.StartsWith(Prefix, StringComparison.Ordinal) ? category[Prefix.Length..] : category, threshold);

    /// <summary>The settings as elements of the guardrail word `filters`.</summary>
    public static IEnumerable<(string Word, Value Element)> Read(JsonElement element) =>
        Of(element).Select(s => ("filters", Value.Map(("type", Value.Of(s.Type)), ("input", Value.Of(s.Level)), ("output", Value.Of(s.Level)))));
}
