"""Summarises one know-your-customer file; the analyst decides."""
import json
import os
from pathlib import Path

import boto3

HERE = Path(__file__).parent
SYSTEM = (HERE / "prompts" / "system.txt").read_text(encoding="utf-8").strip()
TOOLS = json.loads((HERE / "tools" / "tools.json").read_text(encoding="utf-8"))
MODEL_ID = "anthropic.claude-3-haiku-20240307-v1:0"

bedrock = boto3.client("bedrock-runtime", region_name="eu-west-1", endpoint_url=os.environ["BEDROCK_ENDPOINT"])


def summarise(case_number, run_tool):
    messages = [{"role": "user", "content": [{"text": f"Summarise case {case_number}."}]}]
    while True:
        answer = bedrock.converse(
            modelId=MODEL_ID,
            system=[{"text": SYSTEM}],
            messages=messages,
            toolConfig={"tools": TOOLS},
            inferenceConfig={"maxTokens": 1200, "temperature": 0},
            guardrailConfig={"guardrailIdentifier": "p3vw8ndy1h6c", "guardrailVersion": "5", "trace": "enabled"},
            requestMetadata={"workload": "kyc-summaries", "case": case_number},
        )
        message = answer["output"]["message"]
        messages.append(message)
        if answer["stopReason"] != "tool_use":
            return message["content"][-1]["text"]
        calls = [c["toolUse"] for c in message["content"] if "toolUse" in c]
        results = [{"toolResult": {"toolUseId": c["toolUseId"], "content": [{"json": run_tool(c["name"], c["input"])}]}} for c in calls]
        messages.append({"role": "user", "content": results})
