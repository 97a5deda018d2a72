from agents import Agent
from fastapi import FastAPI

app = FastAPI()


class Desk:
    def __init__(self, name, model):
        self.name = name
        self.model = model

    def build(self):
        return Agent(name=self.name, model=self.model, instructions="You answer.")


class Loans(Desk):
    def __init__(self):
        super().__init__("loans", "gpt-4.1")


class Cards(Desk):
    pass


class Plain:
    def __init__(self, model):
        self.model = model


@app.post("/ask")
def route(model: str):
    return Agent(name="route", model=model, instructions="You answer.")


def one(settings):
    return Agent(name="one", model=settings.model, instructions="You answer.")


def team():
    route("gpt-4o")
    one(Plain("gpt-4o-mini"))
    Plain("gpt-3.5-turbo")
    return [Loans().build(), Cards("cards", "gpt-4o").build(), Desk("desk", model="gpt-4.1-mini").build()]


def tell(desk):
    desk.reply("gpt-4o")


class Voice:
    def reply(self, model):
        return Agent(name="voice", model=model, instructions="You answer.")


def speak():
    Voice().reply("gpt-4.1-nano")
