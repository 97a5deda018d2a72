using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Hosting;
using Microsoft.Extensions.AI;
using OpenAI;

var builder = WebApplication.CreateBuilder(args);
var openai = new OpenAIClient(Environment.GetEnvironmentVariable("OPENAI_API_KEY"));

builder.Services.AddChatClient(openai.GetChatClient("gpt-4.1").AsIChatClient()).UseFunctionInvocation();
builder.Services.AddKeyedChatClient("fast", services => openai.GetChatClient("gpt-4.1-mini").AsIChatClient());
builder.Services.AddKeyedSingleton<IChatClient>("careful", (services, key) => openai.GetChatClient("gpt-5").AsIChatClient());

builder.AddAIAgent("loans", "You answer questions on loans.").WithAITool(AIFunctionFactory.Create(Rate, name: "rate"));
builder.AddAIAgent("cards", "You answer questions on cards.", "answers", "fast");
builder.AddAIAgent("fraud", "You look for fraud.", openai.GetChatClient("gpt-4o").AsIChatClient());
builder.AddAIAgent("desk", (services, key) => new ChatClientAgent(services.GetRequiredKeyedService<IChatClient>("careful"), name: key));

var app = builder.Build();
app.MapPost("/ask", async (IChatClient client, string question) => await client.GetResponseAsync(question));

static double Rate(double amount) => amount;
