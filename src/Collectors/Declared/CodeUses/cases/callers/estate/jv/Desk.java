package com.example;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;

class Desk {
    private final String model;

    Desk(String model) {
        this.model = model;
    }

    Desk(String model, int depth) {
        this.model = model;
    }

    ChatModel chat() {
        return OpenAiChatModel.builder().modelName(model).apiKey(System.getenv("OPENAI_API_KEY")).build();
    }
}
