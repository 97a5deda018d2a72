"""Asks the deployment `claims-chat` of aoai-claims-weu."""

from pathlib import Path

from azure.identity import DefaultAzureCredential, get_bearer_token_provider
from openai import AzureOpenAI

# The deployment is created for gpt-4o-2024-08-06; the name below only says which deployment.
DEPLOYMENT = "claims-chat"
EVALUATED_MODEL = "gpt-4o-2024-08-06"
SYSTEM = Path(__file__).with_name("prompts").joinpath("system.txt").read_text(encoding="utf-8")

client = AzureOpenAI(
    azure_endpoint="https://aoai-claims-weu.openai.azure.com",
    api_version="2024-10-21",
    azure_ad_token_provider=get_bearer_token_provider(DefaultAzureCredential(), "https://cognitiveservices.azure.com/.default"),
)


def draft(case: str) -> str:
    answer = client.chat.completions.create(
        model=DEPLOYMENT,
        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": case}],
    )
    return answer.choices[0].message.content
