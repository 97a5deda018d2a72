"""Talks to claude-instant-v1 in a docstring only."""
import os

import boto3
from langchain_openai import ChatOpenAI
from langchain_core.tools import tool
from langgraph.prebuilt import create_react_agent
from openai import OpenAI

from settings import EMBEDDER, MODEL

bedrock = boto3.client("bedrock-runtime", region_name="eu-west-1")
s3 = boto3.client("s3")


def ask(text, model_id=MODEL):
    return bedrock.converse(
        modelId=model_id,
        system=[{"text": "You judge claims."}],
        messages=[{"role": "user", "content": [{"text": text}]}],
        guardrailConfig={"guardrailIdentifier": "gr-1", "guardrailVersion": "3"},
    )


def embed(text):
    return bedrock.invoke_model(modelId=EMBEDDER, body=text)


@tool
def lookup(claim: str) -> str:
    """Looks a claim up."""
    return claim


@tool("refund")
def give_back(claim: str) -> str:
    """Gives money back."""
    return claim


llm = ChatOpenAI(model=os.getenv("ROUTER_MODEL"), base_url="https://openrouter.ai/api/v1", api_key=os.environ["ROUTER_KEY"])
adjuster = create_react_agent(llm, tools=[lookup, give_back], prompt="You adjust claims.")


class Judge:
    def __init__(self, name: str):
        self.client = OpenAI()
        self.name = name

    def run(self, text):
        return self.client.chat.completions.create(
            model=self.name, messages=[{"role": "system", "content": "Judge."}, {"role": "user", "content": text}]
        )
