using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Clouds.Aws;

/// <summary>Takes the values out of variables before answers are kept: of functions and containers alike, only models and guardrails are read from them. Of parameters of training only secrets are taken out.</summary>
/// <remarks>A prompt or a setting is kept as its digest, so that two readings show that it changed.</remarks>
internal static partial class Veil
{
    private const string LeftOut = "(left out)";
    private static readonly string[] Telling = ["MODEL", "PROMPT", "GUARDRAIL", "TEMPERATURE", "INSTRUCTION", "AGENT"];

    /// <summary>Changes an answer in place, wherever in it variables stand.</summary>
    public static void Over(JsonNode? answer)
    {
        if (answer is JsonArray list) foreach (var item in list) Over(item);
        if (answer is not JsonObject map) return;
        foreach (var (name, child) in map.ToList())
        {
            if (name == "Environment" && child is JsonObject environment) Variables(environment["Variables"] as JsonObject ?? environment);
            else if (name.EndsWith("HyperParameters", StringComparison.OrdinalIgnoreCase) && child is JsonObject parameters) Parameters(parameters);
            else Over(child);
        }
    }

    // A function's variables are one level below, beside what went wrong with them.
    private static void Variables(JsonObject variables)
    {
        foreach (var (name, value) in variables.ToList())
            if (value is not JsonObject) variables[name] = Shown(name, Text(value));
    }

    private static void Parameters(JsonObject parameters)
    {
        foreach (var (name, value) in parameters.ToList())
        {
            var text = Text(value);
            if (SecretNames.KindOf(name.Replace('-', '_').Replace('.', '_')) is not null || SecretScanner.Find(text).Count > 0) parameters[name] = LeftOut;
        }
    }

    private static string Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var said) ? said : "";

    private static string Shown(string name, string value)
    {
        if (ModelTexts.IsModel(value.Trim())) return value;
        if (name.Contains("GUARDRAIL", StringComparison.OrdinalIgnoreCase) && Guardrails().IsMatch(value)) return value;
        if (!Telling.Any(t => name.Contains(t, StringComparison.OrdinalIgnoreCase))) return LeftOut;
        return "sha256 " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..16];
    }

    [GeneratedRegex(@"^(?:DRAFT|[0-9]{1,8}|(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:guardrail/)?[a-z0-9]{8,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex Guardrails();
}
