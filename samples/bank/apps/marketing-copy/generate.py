"""Drafts product texts for the public website."""
import json
from pathlib import Path

import boto3
import yaml

HERE = Path(__file__).parent
SETTINGS = yaml.safe_load((HERE / "settings.yaml").read_text(encoding="utf-8"))
SYSTEM = (HERE / "prompts" / "system.txt").read_text(encoding="utf-8").strip()
client = boto3.client("bedrock-runtime", region_name="eu-west-1")


def draft(product, legal_line):
    response = client.invoke_model(
        modelId="anthropic.claude-3-5-haiku-20241022-v1:0",
        guardrailIdentifier=SETTINGS["guardrail"]["id"],
        guardrailVersion=SETTINGS["guardrail"]["version"],
        body=json.dumps({
            "anthropic_version": "bedrock-2023-05-31",
            "max_tokens": 400,
            "system": SYSTEM,
            "messages": [{"role": "user", "content": f"Product: {product}\nLegal line: {legal_line}"}],
        }),
    )
    return json.load(response["body"])["content"][0]["text"]
