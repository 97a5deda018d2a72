import os

MODEL = "anthropic.claude-3-5-sonnet-20240620-v1:0"
EMBEDDER = os.environ.get("EMBEDDER", "amazon.titan-embed-text-v2:0")
