var builder = WebApplication.CreateBuilder(args);

builder.AddAzureOpenAIClient("openai").AddChatClient("gpt41");
builder.AddKeyedOpenAIClient("other").AddKeyedChatClient("small", "gpt-4.1-mini");

var app = builder.Build();
app.Run();
