import os
from langfuse import Langfuse
langfuse = Langfuse(public_key=os.environ["LANGFUSE_PUBLIC_KEY"], host="https://cloud.langfuse.com")
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true"
# os.environ["BRAINTRUST_API_KEY"]
