package com.example;

import static dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatModelName;
import dev.langchain4j.model.openai.OpenAiChatModel;

class Models {
    Object small = OpenAiChatModel.builder().modelName(GPT_4_O_MINI).build();
    Object careful = AnthropicChatModel.builder().modelName(AnthropicChatModelName.CLAUDE_OPUS_4_20250514.toString()).build();
}
