import Anthropic from "@anthropic-ai/sdk";
import OpenAI, { AzureOpenAI } from "openai";
import { DefaultAzureCredential, getBearerTokenProvider } from "@azure/identity";
import { BedrockRuntimeClient, ApplyGuardrailCommand } from "@aws-sdk/client-bedrock-runtime";
import { QdrantClient } from "@qdrant/js-client-rest";
import { InferenceSession } from "onnxruntime-node";
import { Agent } from "@mastra/core/agent";
import { createTool } from "@mastra/core/tools";
import { Agent as HandingAgent } from "@openai/agents";
import { MCPClient } from "@mastra/mcp";

const SMALL: string = "claude-3-haiku-20240307";

export class Answers {
  private readonly claude: Anthropic;
  constructor(private readonly url: string) {
    this.claude = new Anthropic({ apiKey: process.env.ANSWERS_KEY });
  }

  async ask(text: string, model: string = "claude-sonnet-4-5-20250929"): Promise<void> {
    await this.claude.messages.create({ model: "claude-opus-4-1-20250805", max_tokens: 10, system: [{ type: "text", text: "Answer.", cache_control: { type: "ephemeral" } }], messages: [] });
    await this.claude.messages.create({ model: SMALL, max_tokens: 10, messages: [] });
    await this.claude.messages.create({ model: process.env.ANSWERS_MODEL!, max_tokens: 10, messages: [] });
    await this.claude.messages.create({ model, max_tokens: 10, messages: [] });
    await this.claude.messages.create({ model: process.env.ELSEWHERE as string, max_tokens: 10, messages: [] });
  }
}

const azure = new AzureOpenAI({ endpoint: "https://answers.openai.azure.com", azureADTokenProvider: getBearerTokenProvider(new DefaultAzureCredential(), "scope") });
await azure.chat.completions.create({ model: "answers-chat", messages: [] });
const openAi = new OpenAI();
await openAi.embeddings.create({ model: "text-embedding-3-small", input: "text" });
await openAi.images.generate({ model: "gpt-image-1", prompt: "a lamp" });
await openAi.audio.transcriptions.create({ model: "whisper-1", file: undefined as never });
await openAi.fineTuning.jobs.create({ model: "gpt-4o-mini-2024-07-18", training_file: "file-1" });
await new BedrockRuntimeClient({}).send(new ApplyGuardrailCommand({ guardrailIdentifier: "gr-7" }));
const store = new QdrantClient({ url: "http://qdrant.internal:6333" });
const session = await InferenceSession.create("models/fraud.onnx");
const rates = createTool({ id: "rates", description: "the rates of today" });
const reader = new Agent({ name: "reader", model: "openai/gpt-4.1-2025-04-14", instructions: "You read.", tools: { rates } });
const inner = new HandingAgent({ name: "inner", model: "gpt-4.1-2025-04-14", instructions: "You read on." });
const desk = new HandingAgent({ name: "desk", model: "gpt-4.1-2025-04-14", instructions: "You hand over.", handoffs: [inner] });
const servers = new MCPClient({ servers: {} });
