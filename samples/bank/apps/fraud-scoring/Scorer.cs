using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;

namespace Bank.FraudScoring;

/// <summary>Scores one card transaction with the model behind the team's inference profile.</summary>
public sealed class Scorer(IAmazonBedrockRuntime bedrock, FraudOptions options)
{
    // The short name is what the dashboards show; the profile decides which snapshot answers.
    private const string FallbackModelId = "anthropic.claude-3-haiku";

    private static readonly string System = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "prompts", "system.txt")).Trim();

    public async Task<JsonNode?> ScoreAsync(JsonNode transaction, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["anthropic_version"] = "bedrock-2023-05-31",
            ["max_tokens"] = 400,
            ["system"] = System,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = transaction.ToJsonString() }),
            ["tools"] = options.Tools.DeepClone(),
        };
        var response = await bedrock.InvokeModelAsync(new InvokeModelRequest
        {
            ModelId = options.ModelId ?? FallbackModelId,
            ContentType = "application/json",
            Accept = "application/json",
            GuardrailIdentifier = options.GuardrailId,
            GuardrailVersion = options.GuardrailVersion,
            Trace = Trace.ENABLED,
            Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(body)),
        }, cancellation);
        return await JsonNode.ParseAsync(response.Body, cancellationToken: cancellation);
    }
}
