"""Prepares a lending recommendation for one application; an underwriter decides."""
import json
import os
from pathlib import Path

import boto3
from botocore.config import Config

from routing import model_route

SYSTEM = (Path(__file__).parent / "prompts" / "system.txt").read_text(encoding="utf-8").strip()
DEFAULT_MODEL = "eu.anthropic.claude-3-5-sonnet-20240620-v1:0"

bedrock = boto3.client("bedrock-runtime", region_name="eu-west-1", config=Config(retries={"max_attempts": 3, "mode": "adaptive"}))
applications = boto3.resource("dynamodb").Table(os.environ["APPLICATIONS_TABLE"])


def handler(event, context):
    case = applications.get_item(Key={"id": event["applicationId"]})["Item"]
    answer = bedrock.converse(
        modelId=model_route("loan-decisioning") or os.environ.get("MODEL_ID", DEFAULT_MODEL),
        system=[{"text": SYSTEM}],
        messages=[{"role": "user", "content": [{"text": json.dumps(case, default=str)}]}],
        inferenceConfig={"maxTokens": 700, "temperature": 0},
        guardrailConfig={
            "guardrailIdentifier": os.environ["GUARDRAIL_ID"],
            "guardrailVersion": os.environ["GUARDRAIL_VERSION"],
            "trace": "enabled",
        },
    )
    return json.loads(answer["output"]["message"]["content"][0]["text"])
