using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plumbline.Clouds.Aws.Shapes;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Clouds.Aws;

/// <summary>Takes the values out of variables before answers are kept: of functions, agents and containers alike, only models and guardrails are read from them. Of parameters of training only secrets are taken out.</summary>
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
            if (name is "Environment" or "environment" && child is JsonObject environment) Variables((environment["Variables"] ?? environment["variables"]) as JsonObject ?? environment);
            else if (name == "environmentVariables" && child is JsonObject variables) Variables(variables);
            else if (name == "CloudTrailEvent" && Documents.Parse(Encoding.UTF8.GetBytes(Text(child))) is { } told)
            {
                Over(told);
                map[name] = told.ToJsonString();
            }
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
        if (ModelTexts.IsModel(value.Trim()) || Gateways().IsMatch(value)) return value;
        if (name.Contains("GUARDRAIL", StringComparison.OrdinalIgnoreCase) && Guardrails().IsMatch(value)) return value;
        if (!Telling.Any(t => name.Contains(t, StringComparison.OrdinalIgnoreCase))) return LeftOut;
        return "sha256 " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..16];
    }

    // Which tools an agent has hangs on the gateway it calls; its address is no secret.
    [GeneratedRegex(@"^(?:https://[a-z0-9-]{1,120}\.gateway\.bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com(?:/mcp)?/?|arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]+:\d{12}:gateway/[a-z0-9-]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Gateways();

    [GeneratedRegex(@"^(?:DRAFT|[0-9]{1,8}|(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:guardrail/)?[a-z0-9]{8,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex Guardrails();
}
