"""Custom orchestration of the compliance-report agent: decides the next step of a run."""
import os
from pathlib import Path

import boto3

SYSTEM = (Path(__file__).parent / "prompts" / "system.txt").read_text(encoding="utf-8").strip()
MODEL_ID = "anthropic.claude-3-5-sonnet-20240620-v1:0"

bedrock = boto3.client("bedrock-runtime", region_name="eu-west-1")


def lambda_handler(event, context):
    answer = bedrock.converse(
        modelId=os.environ.get("MODEL_ID", MODEL_ID),
        system=[{"text": SYSTEM}],
        messages=event["messages"],
        guardrailConfig={"guardrailIdentifier": "b5ctm7xg3w1l", "guardrailVersion": "2"},
    )
    return {"state": event["state"], "message": answer["output"]["message"], "stop": answer["stopReason"] == "end_turn"}
