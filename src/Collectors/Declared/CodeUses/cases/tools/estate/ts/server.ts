import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { zodToJsonSchema } from "zod-to-json-schema";

const server = new Server({ name: "desk", version: "1.0.0" }, { capabilities: { tools: {} } });

server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    { name: "lookup_account", description: "Finds an account", inputSchema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
    { name: "derived", description: "Its schema is made when it runs", inputSchema: zodToJsonSchema(Derived) },
  ],
}));
