import os

from langfuse import Langfuse, get_client

langfuse = Langfuse()
STAGE = "staging"


def letters():
    return langfuse.get_prompt("letters", label="production", type="chat")


def claims():
    return get_client().get_prompt("claims", version=4)


def usual():
    return langfuse.get_prompt("usual")


def staged():
    return langfuse.get_prompt("staged", label=STAGE)


def open_label():
    return langfuse.get_prompt("by-setting", label=os.environ["PROMPT_LABEL"])


def open_name(name):
    return langfuse.get_prompt(name, label="production")
