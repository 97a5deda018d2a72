import OpenAI from "openai";

export const client = new OpenAI({ baseURL: "https://models.example.com/v1" });
