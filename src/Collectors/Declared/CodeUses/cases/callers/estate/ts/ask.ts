import OpenAI from "openai";

const client = new OpenAI();

export const ask = async (question: string, model: string) =>
  client.chat.completions.create({ model, messages: [{ role: "user", content: question }] });

export async function parts({ question, model }: { question: string; model: string }) {
  return client.chat.completions.create({ model, messages: [{ role: "user", content: question }] });
}

export class Desk {
  constructor(private readonly ai: OpenAI, private model: string) {}

  reply() {
    return this.ai.chat.completions.create({ model: this.model, messages: [] });
  }
}

export function nobody(model: string) {
  return client.chat.completions.create({ model, messages: [] });
}
