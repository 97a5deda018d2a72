import os

import anthropic
import boto3
import chromadb
import cohere
import torch
from agents import Agent, function_tool
from azure.identity import DefaultAzureCredential, get_bearer_token_provider
from litellm import completion
from mcp.server.fastmcp import FastMCP
from nemoguardrails import LLMRails, RailsConfig
from openai import AzureOpenAI, OpenAI
from transformers import AutoModelForCausalLM
from trl import SFTTrainer

SMALL = "claude-3-haiku-20240307"
claude = anthropic.Anthropic(api_key=os.environ["ANSWERS_KEY"])
azure = AzureOpenAI(azure_endpoint="https://answers.openai.azure.com", azure_ad_token_provider=get_bearer_token_provider(DefaultAzureCredential(), "scope"))
open_ai = OpenAI()


def ask(text, model="claude-sonnet-4-5-20250929"):
    claude.messages.create(model="claude-opus-4-1-20250805", max_tokens=10, system=[{"type": "text", "text": "Answer.", "cache_control": {"type": "ephemeral"}}], messages=[])
    claude.messages.create(model=SMALL, max_tokens=10, messages=[])
    claude.messages.create(model=os.environ["ANSWERS_MODEL"], max_tokens=10, messages=[])
    claude.messages.create(model=model, max_tokens=10, messages=[])
    claude.messages.create(model=os.environ["ELSEWHERE"], max_tokens=10, messages=[])
    azure.chat.completions.create(model="answers-chat", messages=[])
    completion(model="gemini/gemini-2.0-flash-001", messages=[])


open_ai.embeddings.create(model="text-embedding-3-large", input="text")
open_ai.images.generate(model="gpt-image-1", prompt="a lamp")
open_ai.audio.transcriptions.create(model="whisper-1", file=b"")
open_ai.fine_tuning.jobs.create(model="gpt-4o-mini-2024-07-18", training_file="file-1")
cohere.Client("key").rerank(model="rerank-v3.5", query="q", documents=[])
open_ai.moderations.create(model="omni-moderation-2024-09-26", input="text")
rails = LLMRails(RailsConfig.from_path("rails"))
store = chromadb.HttpClient(host="chroma.internal")
weights = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-Instruct-v0.3", revision="e0bc86c23ce5aae1db576c8cca6f06f1f73af2db")
SFTTrainer(model="mistralai/Mistral-7B-v0.1")


@function_tool
def rates() -> str:
    """The rates of today."""
    return "1.2"


reader = Agent(name="reader", model="gpt-4.1-2025-04-14", instructions="You read.", tools=[rates])
desk = Agent(name="desk", model="gpt-4.1-2025-04-14", instructions="You hand over.", handoffs=[reader])
server = FastMCP("answers")
anthropic.AnthropicBedrock().messages.create(model="anthropic.claude-3-haiku-20240307-v1:0", max_tokens=10, messages=[])
boto3.client("sagemaker-runtime").invoke_endpoint(EndpointName="scores", Body=b"")
OpenAI(base_url="http://vllm.internal:8000/v1").chat.completions.create(model="mistral-7b-instruct", messages=[])


def injected(client: anthropic.Anthropic):
    client.messages.create(model="claude-3-haiku-20240307", max_tokens=10, messages=[])
