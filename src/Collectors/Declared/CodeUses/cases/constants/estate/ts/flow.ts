import { genkit } from "genkit";
import { gemini20Flash, googleAI } from "@genkit-ai/googleai";

const ai = genkit({ plugins: [googleAI()], model: gemini20Flash });

export const ask = () => ai.generate({ model: gemini20Flash, prompt: "hello" });
