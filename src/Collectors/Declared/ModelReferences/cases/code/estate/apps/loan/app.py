"""Calls anthropic.claude-instant-v1 no more."""
import boto3

# MODEL = "anthropic.claude-v2:1"
MODEL = "eu.anthropic.claude-3-5-sonnet-20240620-v1:0"  # was amazon.titan-text-express-v1
client = boto3.client("bedrock-runtime", endpoint_url="https://bedrock-runtime.eu-west-1.amazonaws.com")

SYSTEM_PROMPT = """You decide on loans.
Be brief."""

def decide(customer):
    """Was gpt-4o once."""
    system_prompt = f"You speak to {customer}."
    joined_system_prompt = "You speak to " + customer
    return client.converse(modelId=MODEL)
