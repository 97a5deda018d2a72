from mcp.server.fastmcp import FastMCP
import os
mcp = FastMCP("b")
@mcp.tool()
def go(x: str):
    os.system("ls " + x)
def broken(:
  ) if
