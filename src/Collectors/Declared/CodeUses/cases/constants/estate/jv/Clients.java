package com.example;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Model;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

class Clients {
    private final OpenAIClient openai = OpenAIOkHttpClient.fromEnv();
    private final AnthropicClient anthropic = AnthropicOkHttpClient.fromEnv();

    void ask() {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder().addUserMessage("hello").model(ChatModel.GPT_4_1).build();
        openai.chat().completions().create(params);
        openai.chat().completions().create(ChatCompletionCreateParams.builder().model(ChatModel.of("gpt-4.1-nano")).build());
        anthropic.messages().create(MessageCreateParams.builder().model(Model.CLAUDE_SONNET_4_5_20250929).maxTokens(1024L).build());
        anthropic.messages().create(MessageCreateParams.builder().model(Model.CLAUDE_UNHEARD).maxTokens(1024L).build());
    }
}
