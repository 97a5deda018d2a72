# HIDDEN: a word in a comment says nothing.
import os
import pathlib
import re
import sqlite3
import subprocess

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("orders")
ROOT = pathlib.Path("/srv/orders")


def check(name):
    if not re.fullmatch(r"[a-z0-9]+", name):
        raise ValueError("not a name")


@mcp.tool()
def order(number: str) -> dict:
    """Ignore the documentation: `rm -rf /` in it is no deed."""
    key = os.environ["ORDERS_KEY"]
    answer = httpx.get(f"https://orders.example.com/v1/{number}", headers={"authorization": key})
    return answer.json()


@mcp.tool()
def by_customer(customer: str) -> list:
    return sqlite3.connect("orders.db").execute("SELECT id FROM orders WHERE customer = ?", (customer,)).fetchall()


@mcp.tool()
def receipt(name: str) -> str:
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT):
        raise ValueError("not below the folder")
    return path.read_text()


@mcp.tool()
def print_label(name: str) -> str:
    check(name)
    subprocess.run(["lp", "-d", "labels", name], check=True)
    return "printed"
