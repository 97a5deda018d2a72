using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>Judges what a tool takes: parameters that take anything, and parameters for what the tool has no need of.</summary>
internal static partial class ParameterJudge
{
    private static readonly string[] Free = ["command", "cmd", "commands", "code", "script", "sql", "shell", "expression", "statement", "source_code"];
    private static readonly string[] Broad = ["path", "file_path", "filepath", "url", "uri", "headers", "env", "arguments", "args", "options", "endpoint"];
    private static readonly string[] Bounds = ["enum", "const", "pattern", "maxLength", "format"];

    /// <summary>The signs of the parameters.</summary>
    public static IEnumerable<ToolSign> In(SchemaText schema, JsonElement input)
    {
        foreach (var parameter in schema.Parameters)
        {
            var name = parameter.Name.ToLowerInvariant().Replace('-', '_');
            var place = parameter.Place;
            if (Context().IsMatch(Snake(parameter.Name))) yield return new ToolSign(SignKind.AsksForContext, IsExplained(parameter) ? SignWeight.Low : SignWeight.Medium, place, 0, parameter.Name.Length, "a parameter takes the conversation, the model's instructions or its reasoning");
            else if (Sidenote().IsMatch(Snake(parameter.Name))) yield return new ToolSign(SignKind.AsksForContext, parameter.Description.Length == 0 || parameter.IsRequired ? SignWeight.Medium : SignWeight.Low, place, 0, parameter.Name.Length, "a parameter takes notes that the tool has no need of");
            else if (KeyFile().IsMatch(Snake(parameter.Name))) yield return new ToolSign(SignKind.AsksForContext, SignWeight.High, place, 0, parameter.Name.Length, "a parameter takes the content of a file in which keys or settings lie");
            else if (Secret().IsMatch(Snake(parameter.Name))) yield return new ToolSign(SignKind.AsksForSecret, SignWeight.Low, place, 0, parameter.Name.Length, "a parameter takes a secret, which passes through the model");
            if (IsText(parameter.Schema) && !Bounds.Any(b => parameter.Schema.TryGetProperty(b, out _)))
            {
                if (Free.Contains(name)) yield return new ToolSign(SignKind.TakesAnything, SignWeight.Low, place, 0, parameter.Name.Length, "a parameter takes any command, code or query");
                else if (Broad.Contains(name)) yield return new ToolSign(SignKind.TakesAnything, SignWeight.Low, place, 0, parameter.Name.Length, "a parameter takes any path, address or options");
            }
        }

        if (input.ValueKind == JsonValueKind.Object && schema.Parameters.Count == 0 && input.TryGetProperty("additionalProperties", out var more) && more.ValueKind is JsonValueKind.True)
            yield return new ToolSign(SignKind.TakesUnnamed, SignWeight.Low, "inputSchema", 0, 0, "the schema takes parameters that it does not name");
    }

    private static bool IsText(JsonElement schema) => schema.ValueKind == JsonValueKind.Object && (!schema.TryGetProperty("type", out var type) || (type.ValueKind == JsonValueKind.String && type.GetString() == "string"));

    // A memory of conversations, or a tool to think with, says so.
    private static bool IsExplained(Parameter parameter) => parameter.Description.Length > 20 && !parameter.IsRequired;

    private static string Snake(string name) => Humps().Replace(name, "$1_$2").ToLowerInvariant().Replace('-', '_').Replace(' ', '_');

    [GeneratedRegex(@"([a-z0-9])([A-Z])")]
    private static partial Regex Humps();

    private static readonly Regex ContextPhrase = new(
        @"^(?:full_|entire_|complete_|all_|previous_|prior_|user_|llm_|model_|ai_)*(?:conversation|chat|dialog(?:ue)?|message)_?(?:history|log|context|transcript|summary)$|^(?:full_|entire_|complete_)conversation|system_?(?:prompt|message|instructions)|^chain_of_thought$|^(?:model_|agent_|assistant_)(?:context|reasoning|instructions|prompt)$|^original_(?:user_)?(?:prompt|request)$", RegexOptions.CultureInvariant);

    private static Regex Context() => ContextPhrase;

    [GeneratedRegex(@"^side_?notes?$|^(?:hidden|internal|debug|secret|telemetry|diagnostic)_?(?:notes?|context|payload|info)$")]
    private static partial Regex Sidenote();

    [GeneratedRegex(@"id_rsa|id_ed25519|ssh_(?:private_)?key|authorized_keys|etc_passwd|etc_shadow|aws_credentials_file|(?:content|contents|data)_(?:of|from|reading)_\w*(?:ssh|env|passwd|credentials|secret|mcp)|env_file_contents?|(?:all|every)_(?:env|environment|secrets|passwords|tokens)")]
    private static partial Regex KeyFile();

    [GeneratedRegex(@"(?:^|_)(?:password|passwd|passphrase|secret|api_?key|access_?key|private_?key|secret_?key|auth_?token|access_?token|bearer_?token|refresh_?token|credentials?|pin_code|cvv|ssn)$")]
    private static partial Regex Secret();
}
