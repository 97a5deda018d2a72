import express from "express";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const server = new McpServer({ name: "asked", version: "1.0.0" });
server.registerTool("now", { description: "The time" }, async () => ({ content: [{ type: "text", text: new Date().toISOString() }] }));

const app = express();
app.use((req, res, next) => {
  if (req.headers.authorization !== `Bearer ${process.env.TOKEN}`) { res.sendStatus(401); return; }
  next();
});
app.post("/mcp", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({});
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
