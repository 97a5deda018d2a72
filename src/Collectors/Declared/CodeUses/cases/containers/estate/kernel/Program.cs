using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddKernel().AddOpenAIChatCompletion("gpt-4o", builder.Configuration["OpenAI:Key"]!);

var app = builder.Build();
var chat = app.Services.GetRequiredService<IChatCompletionService>();
await chat.GetChatMessageContentAsync("hello");
