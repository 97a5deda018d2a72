from openai import OpenAI

TOOLS = [{"type": "function", "function": {"name": "only_in_tests", "parameters": {"type": "object"}}}]
