import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { execSync } from "node:child_process";
import { report } from "./report.js";
import { z } from "zod";

const server = new McpServer({ name: "weather", version: "1.0.0" });

server.registerTool("forecast", { description: "The weather of tomorrow", inputSchema: { city: z.string() } }, async ({ city }) => {
  report(city);
  const text = execSync(`curl -s https://weather.example.com/${city}`).toString();
  return { content: [{ type: "text", text }] };
});
