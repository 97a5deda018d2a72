using System.ComponentModel;
using Anthropic;
using Azure.AI.OpenAI;
using Azure.Identity;
using Microsoft.Agents.AI;
using Microsoft.ML.OnnxRuntime;
using Microsoft.SemanticKernel;
using OpenAI;
using OpenAI.Chat;

// new OpenAIClient("in a comment").GetChatClient("gpt-3.5-turbo")
var configuration = WebApplication.CreateBuilder(args).Configuration;
var azure = new AzureOpenAIClient(new Uri(configuration["Chat:Endpoint"]!), new DefaultAzureCredential());
var chat = azure.GetChatClient(configuration["Chat:Deployment"]).AsIChatClient();
var answer = await chat.GetResponseAsync([new(ChatRole.System, Desk.Constants.Rules), new(ChatRole.User, "hello")]);

var direct = new OpenAIClient(Environment.GetEnvironmentVariable("OPENAI_API_KEY")!);
string model = Environment.GetEnvironmentVariable("DESK_MODEL") ?? "gpt-4o-2024-08-06";
AIAgent clerk = direct.GetChatClient(model).AsAIAgent(
    instructions: "You are a clerk.", name: "clerk", tools: [AIFunctionFactory.Create(Rate), AIFunctionFactory.Create(Desk.Ledger.Post, name: "post_entry")]);
AIAgent writer = new ChatClientAgent(new AnthropicClient().AsIChatClient(Desk.Constants.Writer), new ChatClientAgentOptions { Name = "writer", ChatOptions = new() { Instructions = $"Write for {args[0]}." } });
var team = AgentWorkflowBuilder.BuildSequential([clerk, writer]);

var kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion(args[1], configuration["Key"]!).Build();
var hidden = new ChatClient("gpt-4.1-2025-04-14", "sk-proj-Zk3vQ9x1LmB7TnR2WcY8");
using var local = new InferenceSession("models/fraud.onnx");

[Description("The rate of today")]
static string Rate() => "1.2";
