import { Langfuse } from "langfuse";
import { LangfuseClient } from "@langfuse/client";

const old = new Langfuse();
const client = new LangfuseClient();

export const letters = () => old.getPrompt("letters", 2);
export const staged = () => old.getPrompt("staged", undefined, { label: "staging" });
export const claims = () => client.prompt.get("claims", { version: 7 });
export const usual = () => client.prompt.get("usual");
