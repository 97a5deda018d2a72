import OpenAI from "openai";
import { BedrockRuntimeClient, ConverseCommand, ApplyGuardrailCommand } from "@aws-sdk/client-bedrock-runtime";
import { Pinecone } from "@pinecone-database/pinecone";
import { pipeline } from "@huggingface/transformers";
import { Agent, tool } from "@openai/agents";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const SMALL = "gpt-4o-mini-2024-07-18";
const client = new OpenAI({ apiKey: process.env.ANSWERS_KEY, baseURL: "https://gateway.internal:8443/v1" });

export async function ask(text, model = "gpt-4o-2024-08-06") {
  await client.chat.completions.create({ model: "gpt-4.1-mini-2025-04-14", messages: [{ role: "system", content: "Answer." }, { role: "user", content: text }] });
  await client.chat.completions.create({ model: SMALL, messages: [] });
  await client.chat.completions.create({ model: process.env.ANSWERS_MODEL, messages: [] });
  await client.chat.completions.create({ model, messages: [] });
  await client.chat.completions.create({ model: process.env.ELSEWHERE, messages: [] });
  await client.embeddings.create({ model: "text-embedding-3-small", input: text });
  await client.images.generate({ model: "gpt-image-1", prompt: text });
  await client.audio.transcriptions.create({ model: "whisper-1", file: text });
  await client.moderations.create({ model: "omni-moderation-2024-09-26", input: text });
  await client.fineTuning.jobs.create({ model: "gpt-4o-mini-2024-07-18", training_file: "file-1" });
  const bedrock = new BedrockRuntimeClient({ region: "eu-west-1" });
  await bedrock.send(new ConverseCommand({ modelId: "amazon.nova-pro-v1:0", messages: [], guardrailConfig: { guardrailIdentifier: "gr-7", guardrailVersion: "2" } }));
  await bedrock.send(new ApplyGuardrailCommand({ guardrailIdentifier: "gr-7" }));
}

const index = new Pinecone({ apiKey: process.env.PINECONE_KEY });
const classify = await pipeline("text-classification", "Xenova/distilbert-base-uncased-finetuned-sst-2-english");
const rates = tool({ name: "rates", description: "the rates of today", execute: async () => "1.2" });
const reader = new Agent({ name: "reader", model: "gpt-4.1-2025-04-14", instructions: "You read.", tools: [rates] });
const desk = new Agent({ name: "desk", model: "gpt-4.1-2025-04-14", instructions: "You hand over.", handoffs: [reader] });
const server = new McpServer({ name: "answers", version: "1.0.0" });
