import { openai } from "@ai-sdk/openai";
import Anthropic from "@anthropic-ai/sdk";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { generateText, tool } from "ai";
import { MODEL } from "./models";

const client = new Anthropic({ apiKey: process.env.ANTHROPIC_API_KEY });
const options = { model: MODEL, max_tokens: 100, system: [{ type: "text", text: "Be kind.", cache_control: { type: "ephemeral" } }] };

export async function ask(prompt: string) {
  await client.messages.create({ ...options, messages: [{ role: "user", content: prompt }] });
  return generateText({ model: openai("gpt-4o-2024-08-06"), system: "You help customers.", prompt, tools: { balance: tool({ description: "the balance" }) } });
}

const server = new McpServer({ name: "portal-tools", version: "1.0.0" });
server.registerTool("transfer", { description: "moves money" }, async () => ({ content: [] }));
