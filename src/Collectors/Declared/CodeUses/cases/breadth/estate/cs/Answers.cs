using System;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Azure.AI.Inference;
using Azure.Identity;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Agents;
using ModelContextProtocol.Server;
using OpenAI;
using OpenAI.Embeddings;

namespace Answers;

public sealed class Answers(IConfiguration configuration)
{
    private const string Small = "gpt-4o-mini-2024-07-18";
    private readonly OpenAIClient client = new(Environment.GetEnvironmentVariable("ANSWERS_KEY")!);

    public void Chat(string model = "gpt-4o-2024-08-06")
    {
        client.GetChatClient("gpt-4.1-mini-2025-04-14").CompleteChat("hello");
        client.GetChatClient(Small).CompleteChat("hello");
        client.GetChatClient(configuration["Answers:Model"]).CompleteChat("hello");
        client.GetChatClient(model).CompleteChat("hello");
        client.GetChatClient(Environment.GetEnvironmentVariable("ANSWERS_MODEL")).CompleteChat("hello");
    }

    public void Others()
    {
        new EmbeddingClient("text-embedding-3-small", "key").GenerateEmbedding("text");
        client.GetImageClient("gpt-image-1").GenerateImage("a lamp");
        client.GetAudioClient("whisper-1").TranscribeAudio("call.wav");
        var azure = new ChatCompletionsClient(new Uri("https://answers.services.ai.azure.com/models"), new DefaultAzureCredential());
        azure.Complete(new ChatCompletionsOptions { Model = "Mistral-large-2411", Messages = { new ChatRequestSystemMessage("Answer shortly.") } });
        new AmazonBedrockRuntimeClient().ConverseAsync(new ConverseRequest
        {
            ModelId = "amazon.nova-pro-v1:0",
            GuardrailConfig = new GuardrailConfiguration { GuardrailIdentifier = "gr-7", GuardrailVersion = "2" },
        });
        new AmazonBedrockRuntimeClient().ApplyGuardrailAsync(new ApplyGuardrailRequest { GuardrailIdentifier = "gr-7" });
    }

    public void Agents()
    {
        AIAgent reader = client.GetChatClient(Small).AsAIAgent(instructions: "You read.", name: "reader", tools: [AIFunctionFactory.Create(Rates)]);
        AIAgent desk = client.GetChatClient(Small).AsAIAgent(instructions: "You hand over.", name: "desk", tools: [reader.AsAIFunction()]);
        var old = new ChatCompletionAgent { Name = "old", Instructions = "You are old.", Kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion(Small, "key").Build() };
    }

    [McpServerTool(Name = "rates")]
    public static string Rates() => "1.2";
}
