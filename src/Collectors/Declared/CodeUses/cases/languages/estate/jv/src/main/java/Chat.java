package desk;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;

class Chat {
    static final String MODEL = "gpt-4o-2024-08-06";
    private final OpenAiChatModel model = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName(MODEL).build();

    @Tool(name = "convert")
    String convert(String amount) { return amount; }

    String ask(String text) { return model.chat(text); }
}
