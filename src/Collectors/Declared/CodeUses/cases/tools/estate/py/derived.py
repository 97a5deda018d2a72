from agents import Agent, function_tool


@function_tool
def refund(order: str, amount: float) -> str:
    """Pays an order back."""
    return order


agent = Agent(name="desk", model="gpt-4.1", instructions="You help.", tools=[refund])
