import { ask, parts, Desk } from "./ask";
import { client } from "./client";

export async function main() {
  await ask("one", "gpt-4.1");
  await parts({ question: "two", model: "gpt-4.1-mini" });
  await new Desk(client, "gpt-4o").reply();
}
