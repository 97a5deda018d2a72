import { readFileSync } from "node:fs";
import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { BedrockAgentRuntimeClient, RetrieveCommand } from "@aws-sdk/client-bedrock-agent-runtime";
import config from "../config.json";

const system = readFileSync(new URL("../prompts/system.md", import.meta.url), "utf8").trim();
const models = new BedrockRuntimeClient({ region: config.region });
const knowledge = new BedrockAgentRuntimeClient({ region: config.region });

export interface Triage {
  queue: "cards" | "payments" | "loans" | "access" | "complaints" | "other";
  urgency: 1 | 2 | 3 | 4;
  summary: string;
}

export async function triage(message: string): Promise<Triage> {
  const policies = await knowledge.send(
    new RetrieveCommand({ knowledgeBaseId: config.knowledgeBaseId, retrievalQuery: { text: message.slice(0, 900) } }),
  );
  const context = (policies.retrievalResults ?? []).map((r) => r.content?.text ?? "").join("\n---\n");
  const answer = await models.send(
    new ConverseCommand({
      modelId: process.env.MODEL_ID ?? "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
      system: [{ text: system }, { cachePoint: { type: "default" } }],
      messages: [{ role: "user", content: [{ text: `${context}\n\n${message}` }] }],
      inferenceConfig: { maxTokens: 300 },
      guardrailConfig: { guardrailIdentifier: config.guardrail.id, guardrailVersion: config.guardrail.version },
    }),
  );
  return JSON.parse(answer.output?.message?.content?.[0]?.text ?? "{}") as Triage;
}
