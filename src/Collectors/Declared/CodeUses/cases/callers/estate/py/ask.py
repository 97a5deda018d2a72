import os

from openai import OpenAI

client = OpenAI()


def ask(question, model):
    return client.chat.completions.create(model=model, messages=[{"role": "user", "content": question}])


def summarize(text, model, deep=False):
    # Hands its own parameter on, and to itself.
    if deep:
        summarize(text[:100], model)
    return ask(text, model)


def from_settings(model):
    return client.chat.completions.create(model=model, messages=[])


def unknown(model):
    return client.chat.completions.create(model=model, messages=[])


def only_tested(model):
    return client.chat.completions.create(model=model, messages=[])


def exported(model):
    return client.chat.completions.create(model=model, messages=[])


def passed_on(model):
    return client.chat.completions.create(model=model, messages=[])


def spread(model, temperature):
    return client.chat.completions.create(model=model, temperature=temperature, messages=[])


def preset(model="gpt-4o"):
    return client.chat.completions.create(model=model, messages=[])


def of_client(ai, question):
    return ai.chat.completions.create(model="gpt-4.1-nano", messages=[{"role": "user", "content": question}])
