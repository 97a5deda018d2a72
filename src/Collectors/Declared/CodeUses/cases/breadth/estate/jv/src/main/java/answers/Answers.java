package answers;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.google.adk.agents.LlmAgent;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

class Answers {
    private static final String SMALL = "claude-3-haiku-20240307";
    private final OpenAIClient openAi = OpenAIOkHttpClient.builder().apiKey(System.getenv("ANSWERS_KEY")).build();

    void ask(String text) {
        AnthropicClient claude = AnthropicOkHttpClient.fromEnv();
        claude.messages().create(MessageCreateParams.builder().model("claude-opus-4-1-20250805").maxTokens(10).system("Answer.").addUserMessage(text).build());
        claude.messages().create(MessageCreateParams.builder().model(SMALL).maxTokens(10).addUserMessage(text).build());
        openAi.chat().completions().create(ChatCompletionCreateParams.builder().model("gpt-4.1-2025-04-14").addSystemMessage("Answer.").addUserMessage(text).build());
        openAi.chat().completions().create(ChatCompletionCreateParams.builder().model(System.getenv("ELSEWHERE")).addUserMessage(text).build());
        OpenAiChatModel near = OpenAiChatModel.builder().baseUrl("http://vllm.internal:8000/v1").modelName("mistral-7b-instruct").build();
        near.chat(text);
        AnthropicChatModel.builder().apiKey(System.getenv("ANSWERS_KEY")).modelName("claude-3-5-haiku-20241022").build().chat(text);
        BedrockRuntimeClient bedrock = BedrockRuntimeClient.builder().build();
        bedrock.converse(r -> r.modelId("amazon.nova-pro-v1:0").guardrailConfig(g -> g.guardrailIdentifier("gr-7").guardrailVersion("2")));
        LlmAgent reader = LlmAgent.builder().name("reader").model("gemini-2.0-flash-001").instruction("You read.").build();
        LlmAgent desk = LlmAgent.builder().name("desk").model("gemini-2.0-flash-001").instruction("You hand over.").subAgents(reader).build();
        SimpleVectorStore store = SimpleVectorStore.builder(null).build();
    }

    @Tool("the rates of today")
    String rates() { return "1.2"; }

    static class Desk {
        private final ChatClient chat;
        private final BedrockRuntimeClient bedrock;

        Desk(ChatClient.Builder builder, BedrockRuntimeClient bedrock) {
            this.chat = builder.defaultSystem("You are kind.").build();
            this.bedrock = bedrock;
        }

        String ask(String text) {
            bedrock.converse(r -> r.modelId("amazon.nova-lite-v1:0"));
            return chat.prompt().user(text).call().content();
        }
    }
}
