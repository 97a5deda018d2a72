using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;

namespace Plumbline.Clouds.Aws;

/// <summary>Takes the values out of functions' variables before they are kept: only models and guardrails are read from them.</summary>
/// <remarks>A prompt or a setting is kept as its digest, so that two readings show that it changed.</remarks>
internal static partial class Veil
{
    private static readonly string[] Telling = ["MODEL", "PROMPT", "GUARDRAIL", "TEMPERATURE", "INSTRUCTION", "AGENT"];

    /// <summary>Changes an answer about functions in place.</summary>
    public static void Over(JsonObject answer)
    {
        if (answer["Functions"] is not JsonArray functions) return;
        foreach (var variables in functions.OfType<JsonObject>().Select(f => (f["Environment"] as JsonObject)?["Variables"]).OfType<JsonObject>())
        {
            foreach (var (name, value) in variables.ToList()) variables[name] = Shown(name, value is JsonValue text && text.TryGetValue<string>(out var said) ? said : "");
        }
    }

    private static string Shown(string name, string value)
    {
        if (ModelTexts.IsModel(value.Trim())) return value;
        if (name.Contains("GUARDRAIL", StringComparison.OrdinalIgnoreCase) && Guardrails().IsMatch(value)) return value;
        if (!Telling.Any(t => name.Contains(t, StringComparison.OrdinalIgnoreCase))) return "(left out)";
        return "sha256 " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..16];
    }

    [GeneratedRegex(@"^(?:DRAFT|[0-9]{1,8}|(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:guardrail/)?[a-z0-9]{8,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex Guardrails();
}
