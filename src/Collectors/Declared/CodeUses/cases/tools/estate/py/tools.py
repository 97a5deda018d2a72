import json

import boto3
from mcp.server import Server
from openai import OpenAI

ID = {"type": "string", "description": "the account's id"}

# As the registry's `tools[].definition` of `lookup_account` is written in docs/registry.md.
LOOKUP = {
    "name": "lookup_account",
    "description": "Finds an account",
    "input_schema": {"required": ["id"], "properties": {"id": {"type": "string"}}, "type": "object"},
}

CHAT = [
    {"type": "function", "function": {"name": "close_case", "description": "Closes a case", "parameters": {"type": "object", "properties": {"id": ID, "force": {"type": "boolean", "default": False}, "days": {"type": "integer", "maximum": 30}}}}},
    {"type": "function", "name": "pay", "description": " Pays ", "parameters": json.loads('{"type": "object", "properties": {"amount": {"type": "number"}}}')},
]


def ask(text, limit, extra):
    bedrock = boto3.client("bedrock-runtime")
    bedrock.converse(
        modelId="anthropic.claude-3-5-sonnet-20240620-v1:0",
        messages=[],
        toolConfig={"tools": [
            {"toolSpec": {"name": "lookup_account", "description": "Finds an account", "inputSchema": {"json": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}},
            {"toolSpec": {"name": "bounded", "description": f"At most {limit}", "inputSchema": {"json": {"type": "object"}}}},
            {"toolSpec": {"name": "open_ended", "description": "Takes more", "inputSchema": {"json": {"type": "object", "properties": {**extra}}}}},
        ]},
    )
    return OpenAI().chat.completions.create(model="gpt-4.1", messages=[], tools=CHAT)


def no_tools():
    return {"name": "a person", "parameters": {"type": "object"}}
