import subprocess

from mcp.server.fastmcp import FastMCP

box = FastMCP("box", host="0.0.0.0", port=8080)


@box.tool()
def call(line: str) -> str:
    return subprocess.run(line, shell=True, capture_output=True, text=True).stdout


@box.tool()
def add(a: int, b: int) -> int:
    return a + b


box.run(transport="streamable-http")
